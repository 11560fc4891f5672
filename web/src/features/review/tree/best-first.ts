/** Files whose name begins as `text` does come before those that only contain it; else the order stays. */
export function bestFirst<T extends { readonly path: string }>(files: readonly T[], text: string): T[] {
  const word = text.trim().toLowerCase();
  const rank = ({ path }: T): number => {
    const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
    if (word === '' || path.toLowerCase() === word) return 0;
    return name.startsWith(word) ? 1 : 2;
  };
  return files.toSorted((a, b) => rank(a) - rank(b));
}
