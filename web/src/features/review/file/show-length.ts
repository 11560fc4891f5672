const units = ['bytes', 'kB', 'MB', 'GB'] as const;

/** `812 bytes`, `3.4 kB`. */
export function showLength(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${bytes === 1 ? 'byte' : units[unit]}`;
}
