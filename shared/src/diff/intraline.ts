/** UTF-16 units of a line, the end exclusive. */
export type LineRange = [from: number, to: number];

/** What differs within a replaced line. The texts without their ranges are equal; both are empty where little is. */
export interface IntralineMarks {
  readonly base: LineRange[];
  readonly target: LineRange[];
}

export function intraline(base: string, target: string): IntralineMarks {
  if (base === target) return { base: [], target: [] };
  let start = 0;
  const shorter = Math.min(base.length, target.length);
  while (start < shorter && base.charCodeAt(start) === target.charCodeAt(start)) start++;
  if (start > 0 && isHigh(base.charCodeAt(start - 1))) start--;
  let tail = 0;
  while (
    tail < shorter - start &&
    base.charCodeAt(base.length - 1 - tail) === target.charCodeAt(target.length - 1 - tail)
  )
    tail++;
  if (tail > 0 && isLow(base.charCodeAt(base.length - tail))) tail--;
  return {
    base: start < base.length - tail ? [[start, base.length - tail]] : [],
    target: start < target.length - tail ? [[start, target.length - tail]] : [],
  };
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
