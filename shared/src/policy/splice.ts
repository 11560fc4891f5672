import { createScanner, type Node } from 'jsonc-parser';

// jsonc-parser declares its SyntaxKind as an ambient const enum, which type stripping cannot read.
const token = { comma: 5, lineComment: 12, blockComment: 13, end: 17 };

/** `item`, written at no indentation, as the last child of the array or object `container`. Nothing else is touched. */
export function appendChild(text: string, container: Node, item: string): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const close = container.offset + container.length - 1;
  const outer = indentAt(text, container.offset);
  const last = container.children?.at(-1);
  const inner = last === undefined ? `${outer}  ` : indentAt(text, last.offset);
  const indented = item.replaceAll('\n', eol + inner);

  let head = text.slice(0, close);
  let trailing = false;
  if (last !== undefined) {
    const lastEnd = last.offset + last.length;
    trailing = tokensBetween(text, lastEnd, close).some(({ kind }) => kind === token.comma);
    if (!trailing) head = `${text.slice(0, lastEnd)},${text.slice(lastEnd, close)}`;
  }
  const kept = head.trimEnd();
  const gap = head.slice(kept.length);
  if (last !== undefined && !/[\r\n]/.test(gap))
    return `${kept} ${indented}${trailing ? ',' : ''}${gap}${text.slice(close)}`;
  return `${kept}${eol}${inner}${indented}${trailing ? ',' : ''}${eol}${outer}${text.slice(close)}`;
}

function tokensBetween(text: string, from: number, to: number): { kind: number; offset: number }[] {
  const scanner = createScanner(text.slice(from, to), true);
  const tokens: { kind: number; offset: number }[] = [];
  for (let kind: number = scanner.scan(); kind !== token.end; kind = scanner.scan()) {
    tokens.push({ kind, offset: from + scanner.getTokenOffset() });
  }
  return tokens;
}

function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}
