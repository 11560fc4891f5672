/** `18,204` */
export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

/** `1 witness`, `3 witnesses`, `no witness` */
export function counted(count: number, one: string, many: string): string {
  if (count === 0) return `no ${one}`;
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** `2 min ago`, `5 h ago`, `3 days ago`; both in Unix seconds. */
export function ageInWords(then: number, now: number): string {
  const minutes = Math.floor((now - then) / 60);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h ago` : `${Math.floor(minutes / 1440)} days ago`;
}
