/** Of a screen, how much a key for a page moves on: two lines of the last one stay in view. */
export function pageStep(key: Pick<KeyboardEvent, 'key' | 'shiftKey'>, height: number): number {
  const page = Math.max(height - 40, height / 2);
  if (key.key === 'PageDown' || (key.key === ' ' && !key.shiftKey)) return page;
  if (key.key === 'PageUp' || key.key === ' ') return -page;
  return 0;
}
