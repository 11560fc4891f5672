/**
 * `just now`, `12 min ago`, `5 h ago`, else the day: `2026-11-22`. `now` in milliseconds, to the minute; null for what
 * is no date. Five minutes ahead are a clock's error, more is a date that somebody claims.
 */
export function momentInWords(instant: string, now: number): string | null {
  const then = Date.parse(instant);
  if (Number.isNaN(then)) return null;
  const minutes = Math.floor((now - then) / 60_000);
  if (minutes < -6 || minutes >= 48 * 60) return new Date(then).toISOString().slice(0, 10);
  if (minutes < 1) return 'just now';
  return minutes < 60 ? `${minutes} min ago` : `${Math.floor(minutes / 60)} h ago`;
}
