import { findNodeAtLocation, type Node } from 'jsonc-parser';
import { CodedError, type ErrorCode } from '../errors.ts';

/** A JSON text with the place of every value, once its syntax is known to be good. */
export interface Document {
  /** The file's name, for messages. */
  readonly name: string;
  readonly root: Node;
  /** Line and column, both from 1, of an offset in UTF-16 units. */
  readonly position: (offset: number) => { line: number; column: number };
}

/** Where in a file something stands: `['rules', 0, 'demands']`, shown as `rules[0].demands`. */
export type Path = readonly (string | number)[];

/** One thing that is wrong in a file of ours. Lines and columns count from 1. */
export interface Mistake {
  readonly line: number;
  readonly column: number;
  /** `rules[0].demands[1].kappa`; empty for the file itself. */
  readonly path: string;
  /** What was found and what is wrong with it. */
  readonly message: string;
  /** What may stand there instead; empty where that is no short list. */
  readonly valid: readonly string[];
  /** What was probably meant, or null. */
  readonly suggestion: string | null;
}

export interface Hints {
  readonly valid?: readonly string[];
  readonly suggestion?: string | null;
}

/** Past this many the rest of a file is noise. */
const maxMistakes = 100;

/** Collects every mistake of one file, so that all are shown at once. */
export class MistakeList {
  readonly #document: Document;
  readonly #mistakes: Mistake[] = [];

  constructor(document: Document) {
    this.#document = document;
  }

  /** Reports `message` at `node`, which stands at `path`. */
  add(node: Node, path: Path, message: string, hints: Hints = {}): void {
    if (this.#mistakes.length >= maxMistakes) return;
    const { valid = [], suggestion = null } = hints;
    this.#mistakes.push({
      ...this.#document.position(node.offset),
      path: showPath(path),
      message,
      valid,
      suggestion,
    });
  }

  /** Reports `message` at `path`, or at the nearest thing around it that the file has. */
  addAt(path: Path, message: string, hints: Hints = {}): void {
    let node: Node | undefined;
    for (let end = path.length; node === undefined && end >= 0; end--) {
      node = findNodeAtLocation(this.#document.root, path.slice(0, end));
    }
    this.add(node ?? this.#document.root, path, message, hints);
  }

  /** Throws `code` with all mistakes, when there are any. */
  throwIfAny(code: ErrorCode): void {
    if (this.#mistakes.length > 0) throw mistakesError(code, this.#document.name, this.#mistakes);
  }
}

/** `details.mistakes` holds them in the order of the file; the message shows each on a line of its own. */
export function mistakesError(code: ErrorCode, name: string, mistakes: readonly Mistake[]): CodedError {
  const sorted = mistakes.toSorted((a, b) => a.line - b.line || a.column - b.column);
  const count = sorted.length === 1 ? 'one mistake' : `${sorted.length} mistakes`;
  const lines = sorted.map((mistake) => `  ${name}:${showMistake(mistake)}`);
  return new CodedError(code, [`${name} has ${count}:`, ...lines].join('\n'), {
    file: name,
    mistakes: sorted,
  });
}

/** `12:7 rules[0].demands[0].kappa: found 0; valid: an integer from 1 to 4` */
export function showMistake(mistake: Mistake): string {
  const at = `${mistake.line}:${mistake.column} ${mistake.path === '' ? '' : `${mistake.path}: `}`;
  const valid = mistake.valid.length === 0 ? '' : `; valid: ${mistake.valid.join(', ')}`;
  const suggestion =
    mistake.suggestion === null ? '' : `; did you mean ${JSON.stringify(mistake.suggestion)}?`;
  return at + mistake.message + valid + suggestion;
}

export function showPath(path: Path): string {
  let shown = '';
  for (const step of path) {
    if (typeof step === 'number') shown += `[${step}]`;
    else if (!/^[A-Za-z_$][A-Za-z0-9_$-]*$/.test(step)) shown += `[${quote(step)}]`;
    else shown += shown === '' ? step : `.${step}`;
  }
  return shown;
}

/** `text` in quotes, shortened: for what was found in a file. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
