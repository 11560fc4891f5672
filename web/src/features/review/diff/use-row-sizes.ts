import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useState } from 'react';

type Rows = Virtualizer<HTMLDivElement, HTMLElement>;

/** Rows whose height depends on what is in them, measured when they come, change or wrap anew. */
class RowSizes {
  readonly rows = new Set<HTMLElement>();
  private fresh = new Set<HTMLElement>();
  private observer: ResizeObserver | null = null;
  private virtualizer: Rows | null = null;

  tell(virtualizer: Rows): void {
    this.virtualizer = virtualizer;
  }

  /** A ref for each such row. */
  readonly attach = (row: HTMLElement | null): (() => void) | undefined => {
    if (row === null) return undefined;
    this.observer ??= new ResizeObserver((entries) => {
      for (const { target, borderBoxSize } of entries)
        this.tellHeight(target as HTMLElement, Math.round(borderBoxSize[0]?.blockSize ?? 0));
    });
    this.observer.observe(row);
    this.rows.add(row);
    this.fresh.add(row);
    return () => {
      this.observer?.unobserve(row);
      this.rows.delete(row);
      this.fresh.delete(row);
    };
  };

  measureFresh(): void {
    for (const row of this.fresh) this.tellHeight(row, row.offsetHeight);
    this.fresh.clear();
  }

  measureAll(): void {
    for (const row of this.rows) this.tellHeight(row, row.offsetHeight);
    this.fresh.clear();
  }

  stop(): void {
    this.observer?.disconnect();
    this.observer = null;
  }

  private tellHeight(row: HTMLElement, height: number): void {
    if (!this.rows.has(row) || !row.isConnected) return;
    this.virtualizer?.resizeItem(Number(row.dataset['index']), height);
  }
}

/** Keeps the virtualiser told of heights; `sizeOf` is that of a row that is not measured. */
export function useRowSizes(virtualizer: Rows, sizeOf: (index: number) => number): RowSizes {
  const [sizes] = useState(() => new RowSizes());
  useLayoutEffect(() => {
    sizes.tell(virtualizer);
    sizes.measureFresh();
    const measured = new Set(Array.from(sizes.rows, (row) => Number(row.dataset['index'])));
    // What once had a comment below it, and has none any more.
    for (const item of virtualizer.getVirtualItems()) {
      if (measured.has(item.index) || !virtualizer.itemSizeCache.has(item.key)) continue;
      virtualizer.resizeItem(item.index, sizeOf(item.index));
    }
  });
  useEffect(() => () => sizes.stop(), [sizes]);
  return sizes;
}
