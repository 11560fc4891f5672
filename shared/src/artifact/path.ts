import { fromUtf8, toUtf8 } from '../bytes/text.ts';
import { CodedError, type ErrorCode } from '../errors.ts';

/** Linux takes no longer name; npm's installer then leaves the file out with a warning only. */
const componentBytesMax = 255;
const pathBytesMax = 1024;

/**
 * The components of an archive entry's path, in a form that every installer and system reads alike. `.` is left out
 * below the top folder (pnpm packs `package/./dist/index.js`). Throws `archive-path-…`: not UTF-8, control character
 * (newlines of Unicode included), absolute or with a drive, `..` or a `.` that matters, empty component or backslash,
 * too long.
 */
export function readArchivePath(bytes: Uint8Array, isFolder: boolean): string[] {
  const path = readArchiveText(bytes);
  if (bytes.length > pathBytesMax) throw refused('archive-path-too-long', path);
  if (path.startsWith('/')) throw refused('archive-path-absolute', path);
  if (path.includes('\\')) throw refused('archive-path-malformed', path);
  const written = (isFolder ? path.replace(/\/$/, '') : path).split('/');
  if (written[0] === '.' || (!isFolder && written.at(-1) === '.')) throw refused('archive-path-dots', path);
  const components = written.filter((component) => component !== '.');
  components.forEach((component, index) => checkComponent(component, index, path));
  return components;
}

function checkComponent(component: string, index: number, path: string): void {
  if (component === '') throw refused('archive-path-malformed', path);
  if (component === '..') throw refused('archive-path-dots', path);
  // npm's tar takes a drive off on every system, also right below the top folder.
  if (index < 2 && /^[A-Za-z]:/.test(component)) throw refused('archive-path-absolute', path);
  // No character takes more than three bytes per UTF-16 unit.
  if (component.length * 3 > componentBytesMax && toUtf8(component).length > componentBytesMax) {
    throw refused('archive-path-too-long', path);
  }
}

/** UTF-8 without control characters, for a path or a link's target. */
export function readArchiveText(bytes: Uint8Array): string {
  let text: string;
  try {
    text = fromUtf8(bytes);
  } catch (cause) {
    throw new CodedError('archive-path-not-utf8', 'a name is not UTF-8', {}, { cause });
  }
  if (/[\p{Cc}\u2028\u2029]/u.test(text)) throw refused('archive-path-control', text);
  return text;
}

function refused(code: ErrorCode, path: string): CodedError {
  return new CodedError(code, 'a path that cannot be shown and installed alike', { path });
}
