import { useEffect, useState } from 'react';
import { DigestChip } from '../../../ui/digest-chip.tsx';
import type { FileSummary, Side } from '../../../worker/reading.ts';
import { useBench } from '../bench.ts';
import { ArchiveEntries } from './archive-entries.tsx';
import styles from './binary-view.module.css';
import { HexView } from './hex-view.tsx';
import { PixelView } from './pixel-view.tsx';
import { showLength } from './show-length.ts';

/** A file without lines: its size and digest, its bytes; beside them what it decodes to. */
export function BinaryView({ file }: { file: FileSummary }) {
  const { draft } = useBench();
  const sides = (['target', 'base'] as const).filter((side) => file[side] !== null);
  const [chosen, choose] = useState<Side>('target');
  const side = sides.includes(chosen) ? chosen : (sides[0] ?? 'target');

  useEffect(() => {
    draft.showWhole(file.path);
  }, [draft, file]);

  return (
    <section className={styles.binary} aria-label="Content">
      {sides.length < 2 ? null : (
        <div className={styles.sides}>
          {sides.map((one) => (
            <button key={one} type="button" aria-pressed={one === side} onClick={() => choose(one)}>
              {one === 'base' ? 'before' : 'after'}
            </button>
          ))}
        </div>
      )}
      {sides.map((one) => (
        <SideFacts key={one} file={file} side={one} both={sides.length > 1} />
      ))}
      <PixelView key={`pixels ${side}`} file={file} side={side} />
      <ArchiveEntries key={`entries ${side}`} file={file} side={side} />
      <HexView key={`hex ${side}`} file={file} side={side} />
    </section>
  );
}

function SideFacts({ file, side, both }: { file: FileSummary; side: Side; both: boolean }) {
  const version = file[side];
  if (!version) return null;
  return (
    <p className={styles.facts}>
      {both ? <span className={styles.which}>{side === 'base' ? 'before' : 'after'}</span> : null}
      <span>{showLength(version.length)}</span>
      <DigestChip value={version.sha256} label="sha256" />
    </p>
  );
}
