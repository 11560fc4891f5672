import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { VisibleText } from '../../../ui/visible-text.tsx';
import { useBench, useView } from '../bench.ts';
import type { EvidencePlace } from '../draft.ts';
import { describePlace } from '../line-address.ts';
import { cursorPlace } from '../steps.ts';
import { evidenceNow, readLines } from './evidence.ts';
import styles from './sign.module.css';

interface Props {
  readonly places: readonly EvidencePlace[];
  readonly onChange: (places: EvidencePlace[]) => void;
}

/** Where to look: the lines that were commented on or stood under the cursor, and more by hand. */
export function EvidenceFields({ places, onChange }: Props) {
  const bench = useBench();
  const { reading } = bench;
  const cursor = useView((now) => now.cursor);
  const here = evidenceNow(cursorPlace(bench), []).filter(
    (place) => !places.some((one) => JSON.stringify(one) === JSON.stringify(place)),
  );
  const [path, setPath] = useState('');
  const [lines, setLines] = useState('');
  const known = reading.files.some((file) => file.path === path && file.target !== null);
  const read = readLines(lines);
  return (
    <fieldset className={styles.choices}>
      <legend>Where to look</legend>
      {places.length === 0 ? <p>No place yet. A flag without one is harder to check.</p> : null}
      <ul className={styles.places}>
        {places.map((place) => (
          <li key={JSON.stringify(place)}>
            <code>
              <VisibleText text={place.path} />
              {place.lines === null ? '' : `:${[...new Set(place.lines)].join('-')}`}
            </code>
            <Button kind="quiet" onClick={() => onChange(places.filter((one) => one !== place))}>
              Remove
            </Button>
          </li>
        ))}
      </ul>
      {cursor && here.length > 0 ? (
        <Button kind="quiet" onClick={() => onChange([...places, ...here])}>
          Add {describePlace({ ...cursor, to: cursor.line })} of the file that is shown
        </Button>
      ) : null}
      <div className={styles.add}>
        <label className={styles.field}>
          File
          <input
            type="text"
            list="evidence-paths"
            value={path}
            onChange={(event) => setPath(event.target.value)}
          />
        </label>
        <datalist id="evidence-paths">
          {reading.files.slice(0, 200).map((file) => (
            <option key={file.index} value={file.path}>
              {file.path}
            </option>
          ))}
        </datalist>
        <label className={styles.field}>
          Lines
          <input
            type="text"
            placeholder="14 or 14-20"
            value={lines}
            onChange={(event) => setLines(event.target.value)}
          />
        </label>
        <Button
          disabled={!known || read === undefined}
          onClick={() => {
            if (read === undefined) return;
            onChange([...places, { path, lines: read }]);
            setPath('');
            setLines('');
          }}
        >
          Add
        </Button>
      </div>
    </fieldset>
  );
}
