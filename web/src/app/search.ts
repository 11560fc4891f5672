/**
 * Reads the named parameters of an address, each a text or not there; others are dropped. Addresses come from anywhere:
 * a page checks what a parameter says before it uses it.
 */
export function readSearch<Name extends string>(
  ...names: readonly Name[]
): (search: Record<string, unknown>) => { [name in Name]?: string } {
  return (search) => {
    const read: { [name in Name]?: string } = {};
    for (const name of names) {
      const value = search[name];
      if (typeof value === 'string' && value !== '') read[name] = value;
      else if (typeof value === 'number') read[name] = String(value);
    }
    return read;
  };
}

/** Texts as they stand: the router's own way would read `1.0` as 1, and a digest of digits as a rounded number. */
export function parseAddress(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

/** `?purl=pkg%3Anpm%2Fsocks%402.8.4`, empty ones left out; the inverse of parseAddress. */
export function printAddress(search: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === 'string' && value !== '') query.set(name, value);
  }
  return query.size === 0 ? '' : `?${query}`;
}
