import { useCallback, useState } from 'react';
import { DigestChip } from '../../../ui/digest-chip.tsx';
import type { FileSummary, Side } from '../../../worker/reading.ts';
import { useBench } from '../bench.ts';
import { ArchiveEntries } from './archive-entries.tsx';
import styles from './binary-view.module.css';
import { HexView } from './hex-view.tsx';
import { PixelView } from './pixel-view.tsx';
import { countLines, noLines, withRange, type Ranges } from '../ranges.ts';
import { readsAsCode } from './reads-as-code.ts';
import { showLength } from './show-length.ts';
import { useTold } from './use-told.ts';

/** A file without lines: its size and digest, its bytes; beside them what it decodes to. */
export function BinaryView({ file }: { file: FileSummary }) {
  const { draft } = useBench();
  const sides = (['target', 'base'] as const).filter((side) => file[side] !== null);
  const [chosen, choose] = useState<Side>('target');
  const side = sides.includes(chosen) ? chosen : (sides[0] ?? 'target');

  const read = file.target ? 'target' : 'base';
  const [code, setCode] = useState<boolean | null>(null);
  const [gone, setGone] = useState<Ranges>(noLines);
  const onBytes = useCallback(
    ({ from, bytes, atEnd }: { from: number; bytes: Uint8Array; atEnd: boolean }) => {
      if (from === 0) setCode(readsAsCode(file.path, bytes));
      if (atEnd) setGone((before) => withRange(before, from, from + bytes.length));
    },
    [file],
  );
  const left = (file[read]?.length ?? 0) - countLines(gone);
  useTold(code === false || (code === true && left <= 0), () => draft.showWhole(file.path));

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
      {code && left > 0 ? (
        <p className={styles.problem}>
          It may be run as text: a NUL, or bytes that are no UTF-8, keep its lines from being shown. It counts
          as shown once you went through all of its bytes{sides.length > 1 ? ' after the change' : ''}:{' '}
          {showLength(left)} left.
        </p>
      ) : null}
      {sides.map((one) => (
        <SideFacts key={one} file={file} side={one} both={sides.length > 1} />
      ))}
      <PixelView key={`pixels ${side}`} file={file} side={side} />
      <ArchiveEntries key={`entries ${side}`} file={file} side={side} />
      <HexView key={`hex ${side}`} file={file} side={side} {...(side === read ? { onBytes } : {})} />
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
