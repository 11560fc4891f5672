import { createScanner, parseTree, printParseErrorCode, type ParseError } from 'jsonc-parser';
import type { ErrorCode } from '../errors.ts';
import { mistakesError, type Document, type Mistake } from './mistakes.ts';

export interface Dialect {
  /** What a mistake of this file is called. */
  readonly code: ErrorCode;
  /** Comments and trailing commas, for what people write by hand. */
  readonly comments: boolean;
  /** In UTF-16 units. */
  readonly maxLength: number;
}

const maxDepth = 16;
const maxSyntaxMistakes = 10;

// jsonc-parser declares its SyntaxKind as an ambient const enum, which type stripping cannot read.
const token = { openBrace: 1, closeBrace: 2, openBracket: 3, closeBracket: 4, end: 17 };

/** Reads the syntax of `text` and throws `dialect.code` with every mistake in it. */
export function readDocument(name: string, text: string, dialect: Dialect): Document {
  const fail = (mistakes: Mistake[]) => mistakesError(dialect.code, name, mistakes);
  const position = positions(text);
  const at = (offset: number, message: string): Mistake => {
    return { ...position(offset), path: '', message, valid: [], suggestion: null };
  };
  if (text.length > dialect.maxLength) throw fail([at(0, `longer than ${dialect.maxLength} characters`)]);
  const marker = /^(?:<{7}|={7}|>{7})(?= |$)/m.exec(text);
  if (marker) throw fail([at(marker.index, 'a merge conflict is left in here')]);
  const tooDeep = firstTooDeep(text);
  if (tooDeep !== null) throw fail([at(tooDeep, `nested deeper than ${maxDepth} levels`)]);

  const errors: ParseError[] = [];
  const options = { disallowComments: !dialect.comments, allowTrailingComma: dialect.comments };
  const root = parseTree(text, errors, options);
  if (errors.length > 0) {
    throw fail(
      onePerLine(errors.map((error) => at(error.offset, showSyntax(error)))).slice(0, maxSyntaxMistakes),
    );
  }
  if (root === undefined) throw fail([at(0, 'empty: expected a JSON object')]);
  return { name, root, position };
}

/** The parser recurses on depth, so depth is bounded before it runs. */
function firstTooDeep(text: string): number | null {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let kind: number = scanner.scan(); kind !== token.end; kind = scanner.scan()) {
    if (kind === token.openBrace || kind === token.openBracket) depth++;
    if (kind === token.closeBrace || kind === token.closeBracket) depth--;
    if (depth > maxDepth) return scanner.getTokenOffset();
  }
  return null;
}

function positions(text: string): Document['position'] {
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] as number) + 1 };
  };
}

function onePerLine(mistakes: Mistake[]): Mistake[] {
  return mistakes.filter((mistake, i) => mistakes.findIndex((other) => other.line === mistake.line) === i);
}

/** `CommaExpected` becomes `comma expected`. */
function showSyntax(error: ParseError): string {
  return printParseErrorCode(error.error)
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim();
}
