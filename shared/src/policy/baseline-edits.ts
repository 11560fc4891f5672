import { formatEntry, type Baseline, type BaselineEntry } from './baseline.ts';
import { counted } from './counted.ts';

/** What a change does to the exempted artifacts. */
export function describeBaselineEdits(base: Baseline, head: Baseline): string[] {
  return [
    ...counted('adds', 'baseline entry', 'baseline entries', newIn(head, base)),
    ...counted('removes', 'baseline entry', 'baseline entries', newIn(base, head)),
  ];
}

function newIn(list: Baseline, other: Baseline): string[] {
  const known = new Set(other.entries.map(formatEntry));
  return list.entries
    .filter((entry: BaselineEntry) => !known.has(formatEntry(entry)))
    .map(({ release }) => release);
}
