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
      if (typeof value === 'string') read[name] = value;
      else if (typeof value === 'number') read[name] = String(value);
    }
    return read;
  };
}
