import { showLength } from './show-length.ts';
import type { FileCount, FileSummary, FileText, FileVersion, SideText } from '../../../worker/reading.ts';

/** What a reader must know of a file besides its lines. */
export type Notice =
  | { readonly kind: 'concern'; readonly text: string }
  | { readonly kind: 'warning'; readonly text: string }
  | { readonly kind: 'fact'; readonly text: string };

/** The notices above a file of these `files`, those that matter most first. `text` adds what only its lines tell. */
export function noticesOf(
  file: FileSummary,
  files: readonly FileSummary[],
  count: FileCount | undefined,
  text: FileText | null,
): Notice[] {
  const notices: Notice[] = file.concerns.map((concern) => ({
    kind: 'concern',
    text: concernSentence(concern.text),
  }));
  const warn = (sentence: string): unknown => notices.push({ kind: 'warning', text: sentence });
  const tell = (sentence: string): unknown => notices.push({ kind: 'fact', text: sentence });
  const { base, target } = file;

  if (base && target) {
    if (base.type !== target.type) warn(`It was ${typeName(base)} and is now ${typeName(target)}.`);
    else if (base.mode !== target.mode) tell(modeChange(base, target));
    if (file.content === 'text' && text && text.base === null) {
      warn(`Before, it was no text but ${showLength(base.length)} of a binary. Now all its lines are new.`);
    }
  }
  const only = target ?? base;
  if (file.kind === 'A' && only?.type === 'file' && isExecutable(only)) warn('It may be executed: mode 755.');
  if (count?.hard) {
    warn('Too hard to diff, so it is shown whole, before and after. All of it counts as unread.');
  }
  if (file.renamedFrom !== null) tell(renamed(file, files));
  if (file.renamedTo !== null) tell(`This file is gone from here: it is ${file.renamedTo} now.`);
  else if (file.kind === 'D') tell('This file is gone.');
  if (only?.type === 'file' && only.length === 0) tell('It is empty.');
  if (base && target && base.type === target.type && base.sha256 === target.sha256) {
    tell('Its content did not change.');
  }
  if (count?.blankOnly) {
    tell(
      text && lineEndsOnly(text)
        ? 'Only line ends differ. To be read all the same.'
        : 'Only white space differs. To be read all the same.',
    );
  }
  return notices;
}

/** Concerns are told of a file: `runs after installation: …`, `and 3 more such`. */
function concernSentence(text: string): string {
  const sentence = text.startsWith('and ') ? `And ${text.slice(4)}` : `It ${text}`;
  return /[.:…]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** Whether the sides are the same but for the CR in front of a line end, or a line end that the last line lacks. */
export function lineEndsOnly({ base, target }: FileText): boolean {
  if (!base || !target || base.starts.length !== target.starts.length) return false;
  for (let line = 0; line + 1 < base.starts.length; line += 1) {
    if (!sameContent(base, target, line)) return false;
  }
  return true;
}

function sameContent(base: SideText, target: SideText, line: number): boolean {
  const baseStart = base.starts[line] as number;
  const targetStart = target.starts[line] as number;
  const length = contentEnd(base, line) - baseStart;
  if (length !== contentEnd(target, line) - targetStart) return false;
  for (let at = 0; at < length; at += 1) {
    if (base.bytes[baseStart + at] !== target.bytes[targetStart + at]) return false;
  }
  return true;
}

function contentEnd({ bytes, starts }: SideText, line: number): number {
  const start = starts[line] as number;
  let end = starts[line + 1] as number;
  if (end > start && bytes[end - 1] === 0x0a) end -= 1;
  if (end > start && bytes[end - 1] === 0x0d) end -= 1;
  return end;
}

function renamed({ renamedFrom, kind, target }: FileSummary, files: readonly FileSummary[]): string {
  const origin = files.find(({ path }) => path === renamedFrom)?.base;
  const edited = origin?.sha256 === target?.sha256 ? 'without edits' : 'with edits';
  return `${kind === 'A' ? 'Renamed' : 'Taken over'} from ${renamedFrom}, ${edited}.`;
}

function modeChange(base: FileVersion, target: FileVersion): string {
  const modes = `Its mode changed from ${octal(base)} to ${octal(target)}`;
  if (isExecutable(target) && !isExecutable(base)) return `${modes}: it may now be executed.`;
  return isExecutable(base) && !isExecutable(target) ? `${modes}: it is no longer executable.` : `${modes}.`;
}

function octal({ mode }: FileVersion): string {
  return (mode & 0o777).toString(8);
}

function isExecutable({ type, mode }: FileVersion): boolean {
  return type === 'file' && (mode & 0o111) !== 0;
}

function typeName({ type }: FileVersion): string {
  return { file: 'a file', symlink: 'a symbolic link', hardlink: 'a hard link' }[type];
}
