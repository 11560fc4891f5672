import { CodedError } from '@countersign/shared/errors.ts';
import { readKey, walkJson } from './json-walk.ts';

/**
 * Throws `lockfile-duplicate-key` when an object of `text`, which JSON.parse has read as `value`, has a key twice: JSON.parse
 * takes the last one, other readers the first. Throws `lockfile-unreadable` for a key `__proto__`.
 */
export function refuseDuplicateKeys(text: string, value: unknown): void {
  if (printsAsRead(text, value)) return;
  const seen: Set<string>[] = [];
  walkJson(text, {
    key(start, end, line) {
      const key = readKey(text, start, end);
      const keys = seen.at(-1) as Set<string>;
      if (keys.has(key)) throw duplicateKey(key, line);
      if (key === '__proto__') throw protoKey(line);
      keys.add(key);
    },
    open: () => void seen.push(new Set()),
    close: () => void seen.pop(),
  });
}

/** True when printing gives the very text again, so that parsing lost nothing. npm writes no other form. */
function printsAsRead(text: string, value: unknown): boolean {
  if (text.includes('__proto__')) return false;
  try {
    return text.trimEnd() === JSON.stringify(value, null, indentOf(text));
  } catch (error) {
    // Nested too deep, or far too long when it is indented.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** What the first member is indented by; '' for a text that does not start as one in lines does. */
export function indentOf(text: string): string {
  return /^\{\n([ \t]+)"/.exec(text)?.[1] ?? '';
}

function duplicateKey(key: string, line: number): CodedError {
  const shown = JSON.stringify(key.slice(0, 200));
  const message = `line ${line}: the key ${shown} stands twice in one object; run npm install to write the file anew`;
  return new CodedError('lockfile-duplicate-key', message, { line });
}

function protoKey(line: number): CodedError {
  return new CodedError('lockfile-unreadable', `line ${line}: it has a key "__proto__"`, { line });
}
