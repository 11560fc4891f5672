import { isRecord } from '@countersign/shared/bytes/json.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import { refuseDuplicateKeys } from './duplicate-keys.ts';
import { EntryLines } from './entry-lines.ts';

export type JsonObject = Record<string, unknown>;

export interface LockfileText {
  readonly root: JsonObject;
  readonly lines: EntryLines;
}

/** Characters; npm's largest known lockfiles have some 10 million. */
const maxLockfileLength = 64 * 1024 * 1024;

/**
 * The JSON object of a lockfile. npm itself resolves merge markers, wherever they stand, so a text with markers is not
 * what it seems: `lockfile-conflict`. Else `lockfile-unreadable`, `lockfile-duplicate-key` or `lockfile-too-large`.
 */
export function readLockfileText(given: string): LockfileText {
  if (given.length > maxLockfileLength)
    throw new CodedError('lockfile-too-large', 'it is larger than 64 MiB');
  const text = given.charCodeAt(0) === 0xfeff ? given.slice(1) : given;
  refuseMergeMarkers(text);
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch (cause) {
    throw notJson(text, cause);
  }
  if (!isRecord(root))
    throw new CodedError('lockfile-unreadable', 'line 1: it is not a JSON object', { line: 1 });
  refuseDuplicateKeys(text, root);
  return { root, lines: new EntryLines(text) };
}

/** As npm's parse-conflict-json sees them: anywhere, even inside a string of valid JSON. */
function refuseMergeMarkers(text: string): void {
  const at = text.indexOf('<<<<<<<');
  if (at < 0 || !text.includes('=======') || !text.includes('>>>>>>>')) return;
  const line = lineAt(text, at);
  throw new CodedError('lockfile-conflict', `line ${line}: merge markers; resolve them with npm install`, {
    line,
  });
}

function notJson(text: string, cause: unknown): CodedError {
  const position = /position (\d+)/.exec(cause instanceof Error ? cause.message : '')?.[1];
  const line = lineAt(text, position === undefined ? text.length : Number(position));
  return new CodedError('lockfile-unreadable', `line ${line}: it is not JSON`, { line }, { cause });
}

function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < position; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
