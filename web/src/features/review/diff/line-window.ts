import { lineBytes, lineStart, lineText } from '../../../text/line-text.ts';
import type { SideText } from '../../../worker/reading.ts';

/** UTF-16 units of a line that are in view at once. */
export const windowUnits = 2000;

/** The part of a line that is in view. */
export interface LineWindow {
  readonly text: string;
  /** Of the whole line, in UTF-16 units of lineText. */
  readonly from: number;
  readonly units: number;
}

/** Lines up to here are decoded whole without a thought. */
const shortBytes = 65_536;
const countedUnits = new WeakMap<SideText, Map<number, number>>();

/** The part of a line that begins at `from`, or where the surrogate pair there begins. */
export function lineWindow(side: SideText, line: number, from = 0): LineWindow {
  const units = lineUnits(side, line);
  if (from === 0) {
    return {
      text: units <= windowUnits ? lineText(side, line) : lineStart(side, line, windowUnits),
      from,
      units,
    };
  }
  const whole = lineText(side, line);
  const start = wholeCharacters(whole, Math.min(from, units));
  return { text: whole.slice(start, wholeCharacters(whole, start + windowUnits)), from: start, units };
}

/** The length of a line in UTF-16 units, without keeping the text of a very long one. */
function lineUnits(side: SideText, line: number): number {
  const bytes = lineBytes(side, line);
  if (bytes.length <= shortBytes) return lineText(side, line).length;
  let counts = countedUnits.get(side);
  if (counts === undefined) countedUnits.set(side, (counts = new Map()));
  let units = counts.get(line);
  if (units === undefined) counts.set(line, (units = countUnits(bytes)));
  return units;
}

function countUnits(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let units = 0;
  for (let at = 0; at < bytes.length; at += shortBytes)
    units += decoder.decode(bytes.subarray(at, at + shortBytes), { stream: true }).length;
  return units + decoder.decode().length;
}

function wholeCharacters(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const within = unit >= 0xdc00 && unit < 0xe000 && at > 0;
  const before = within ? text.charCodeAt(at - 1) : 0;
  return before >= 0xd800 && before < 0xdc00 ? at - 1 : Math.min(at, text.length);
}
