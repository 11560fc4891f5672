/** Told what stands in a JSON text, in order. `start` and `end` bound a key's raw text without its quotes. */
export interface JsonVisitor {
  key(start: number, end: number, line: number): void;
  open(isObject: boolean): void;
  close(): void;
}

/** Walks a text that JSON.parse has accepted. */
export function walkJson(text: string, visitor: JsonVisitor): void {
  let line = 1;
  let start = 0;
  let end = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    switch (code) {
      case 0x0a:
        line++;
        break;
      case 0x22:
        start = at + 1;
        at = end = endOfString(text, start);
        break;
      case 0x3a:
        visitor.key(start, end, line);
        break;
      case 0x5b:
      case 0x7b:
        visitor.open(code === 0x7b);
        break;
      case 0x5d:
      case 0x7d:
        visitor.close();
        break;
    }
  }
}

function endOfString(text: string, start: number): number {
  for (let end = start; ; end++) {
    const code = text.charCodeAt(end);
    if (code === 0x22) return end;
    if (code === 0x5c) end++;
  }
}

/** A key as JSON.parse reads it. */
export function readKey(text: string, start: number, end: number): string {
  const raw = text.slice(start, end);
  return raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw;
}
