/** `2 min ago`, `5 h ago`, `3 days ago`; seconds. */
export function ago(then: number | null, now: number): string {
  if (then === null) return 'never';
  const minutes = Math.max(0, Math.round((now - then) / 60));
  if (minutes < 1) return 'just now';
  if (minutes < 120) return `${minutes} min ago`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h ago` : `${Math.round(minutes / 1440)} days ago`;
}
