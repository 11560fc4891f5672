import { fromBase64 } from '@countersign/shared/bytes/base64.ts';
import { isRecord } from '@countersign/shared/bytes/json.ts';
import { isCoded } from '@countersign/shared/errors.ts';
import { fromUtf8 } from '@countersign/shared/bytes/text.ts';

/** The payload of an entry as text; the entry itself where it holds none. */
export function payloadOf(entry: string): string {
  try {
    const value: unknown = JSON.parse(entry);
    if (isRecord(value) && typeof value.payload === 'string') return fromUtf8(fromBase64(value.payload));
  } catch (error) {
    if (!(error instanceof SyntaxError) && !isCoded(error)) throw error;
  }
  return entry;
}

/** JSON set out for reading; any other text as it is. */
export function laidOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
