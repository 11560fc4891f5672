import { useCallback, useMemo, useState } from 'react';
import { expandFold, type ExpandHow, expandTo } from './expand.ts';
import type { LinePlace } from './cursor.ts';
import { type RowModel, rowModel } from './row-model.ts';
import type { Expansions, Layout } from './segments.ts';

export interface FoldedRows {
  readonly model: RowModel;
  expand(edit: number, how: ExpandHow): void;
  expandAll(): void;
  /** The model in which the line is in view; null if there is no such line. */
  modelWith(place: LinePlace): RowModel | null;
}

/** The rows of a file, and what of its unchanged runs is expanded. */
export function useExpansions(edits: Uint32Array, layout: Layout): FoldedRows {
  const [expansions, setExpansions] = useState<Expansions>(() => new Map());
  const model = useMemo(() => rowModel(edits, layout, expansions), [edits, layout, expansions]);
  const expand = useCallback((edit: number, how: ExpandHow) => {
    setExpansions((before) => expandFold(before, edit, how));
  }, []);
  const expandAll = useCallback(() => setExpansions('all'), []);
  const modelWith = useCallback(
    ({ side, line }: LinePlace) => {
      const index = model.indexOf(side, line);
      if (index < 0) return null;
      const row = model.rowAt(index);
      if (row.kind !== 'fold') return model;
      const more = expandTo(expansions, edits, row.edit, { side, line });
      setExpansions(more);
      return rowModel(edits, layout, more);
    },
    [model, expansions, edits, layout],
  );
  return useMemo(() => ({ model, expand, expandAll, modelWith }), [model, expand, expandAll, modelWith]);
}
