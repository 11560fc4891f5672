/** `2026-11-22T17:00:00Z`, as statements date themselves; from milliseconds since 1970. */
export function instant(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
