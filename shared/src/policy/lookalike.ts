/** Names that a reader tells apart at a glance: ASCII letters, digits and `. _ @ -`, spaces inside, at most 64. */
export const namePattern = /^[A-Za-z0-9](?:[A-Za-z0-9 ._@-]{0,62}[A-Za-z0-9])?$/;

/** True when two names differ at most in case, punctuation, or characters that look the same. */
export function looksLike(a: string, b: string): boolean {
  return skeleton(a) === skeleton(b);
}

function skeleton(name: string): string {
  return name
    .toLowerCase()
    .replace(/[ ._@-]/g, '')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('cl', 'd')
    .replace(/[1i]/g, 'l')
    .replaceAll('0', 'o')
    .replaceAll('5', 's')
    .replaceAll('2', 'z')
    .replaceAll('8', 'b');
}
