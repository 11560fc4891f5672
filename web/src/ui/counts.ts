/** `18,204` */
export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

/** `0 lines`, `1 line`, `1,204 lines` */
export function numbered(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** `no witness`, `1 witness`, `3 witnesses` */
export function counted(count: number, one: string, many = `${one}s`): string {
  return count === 0 ? `no ${one}` : numbered(count, one, many);
}

/** `2 min ago`, `5 h ago`, `3 days ago`; both in Unix seconds. */
export function ageInWords(then: number, now: number): string {
  const minutes = Math.floor((now - then) / 60);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h ago` : `${Math.floor(minutes / 1440)} days ago`;
}
