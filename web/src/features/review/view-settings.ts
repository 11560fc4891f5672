import type { View } from './view-store.ts';

/** How a reader likes the diff; kept in this browser. */
export type ViewSettings = Pick<View, 'layout' | 'wrap'>;

const key = 'countersign.review.view';

/** As kept; else one column, wrapped: what is cut off at the edge does not count as shown. */
export function readSettings(narrow: boolean): ViewSettings {
  const fallback: ViewSettings = { layout: 'unified', wrap: true };
  if (narrow) return fallback;
  try {
    const { layout, wrap } = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<
      Record<string, unknown>
    >;
    return {
      layout: layout === 'split' ? 'split' : 'unified',
      wrap: typeof wrap === 'boolean' ? wrap : fallback.wrap,
    };
  } catch {
    return fallback;
  }
}

export function keepSettings({ layout, wrap }: ViewSettings): void {
  try {
    localStorage.setItem(key, JSON.stringify({ layout, wrap }));
  } catch {
    // A browser that keeps nothing is a browser that forgets this.
  }
}
