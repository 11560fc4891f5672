/** Whether two different texts are equal but for ASCII white space and line ends. */
export function differsInBlanksOnly(base: Uint8Array, target: Uint8Array): boolean {
  let i = 0;
  let j = 0;
  for (;;) {
    while (i < base.length && isBlank(base[i] as number)) i++;
    while (j < target.length && isBlank(target[j] as number)) j++;
    if (i === base.length || j === target.length) return i === base.length && j === target.length;
    if (base[i++] !== target[j++]) return false;
  }
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
