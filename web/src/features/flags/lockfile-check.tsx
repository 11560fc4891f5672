import { useMutation } from '@tanstack/react-query';
import { useState, type DragEvent } from 'react';
import { counted, grouped } from '../../ui/counts.ts';
import { FlagWords } from '../../ui/flag-words.tsx';
import { PurlName } from '../../ui/purl-name.tsx';
import { Refused } from '../../ui/refused.tsx';
import { Failure, Loading } from '../../ui/state.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { checkLockfile, type LockfileAnswer } from './check-lockfile.ts';
import { purlOfLocked, type FlaggedRelease } from './match-lockfile.ts';
import styles from './lockfile-check.module.css';

/** Holds a lockfile of the visitor's against the flags. It is never sent anywhere. */
export function LockfileCheck() {
  const [over, setOver] = useState(false);
  const check = useMutation({
    mutationFn: (file: File) => checkLockfile(file, AbortSignal.timeout(10 * 60_000)),
  });
  const take = (file: File | null | undefined) => {
    if (file) check.mutate(file);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <div
      className={over ? `${styles.check} ${styles.over}` : styles.check}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <h2 id="lockfile">Check my lockfile</h2>
      <label className={styles.pick}>
        <span>Choose a package-lock.json, or drop it here. It is read in this browser and sent nowhere.</span>
        <input
          type="file"
          accept=".json,application/json"
          onChange={({ target }) => {
            take(target.files?.[0]);
            target.value = '';
          }}
        />
      </label>
      {check.isPending ? <Loading what="every flag that this node holds" /> : null}
      {check.isError ? <Failure error={check.error} /> : null}
      {check.data ? <Answer answer={check.data} /> : null}
    </div>
  );
}

function Answer({ answer }: { answer: LockfileAnswer }) {
  const { file, releases, flagged, flags, refused, all } = answer;
  return (
    <div className={styles.answer}>
      <output className={styles.sentence}>
        {flagged.length === 0 ? 'None' : grouped(flagged.length)} of the{' '}
        {counted(releases, 'release', 'releases')} in <VisibleText text={file} />{' '}
        {flagged.length > 1 ? 'are' : 'is'} flagged.
      </output>
      <p className={styles.note}>
        {counted(flags, 'flag', 'flags')} read{all ? '' : ', but this node holds more'}. This is no verdict:{' '}
        <code>countersign gate</code> also asks who flagged, and whether anybody read the rest.
      </p>
      <Refused count={refused} />
      <ul className={styles.list}>
        {flagged.map((found) => (
          <Flagged key={`${found.release.name}@${found.release.version}`} found={found} />
        ))}
      </ul>
    </div>
  );
}

function Flagged({ found: { release, flags } }: { found: FlaggedRelease }) {
  const purl = purlOfLocked(release);
  return (
    <li>
      {purl === null ? (
        <VisibleText text={`${release.name} ${release.version}`} />
      ) : (
        <PurlName purl={purl} link="release" />
      )}
      {flags.slice(0, 5).map((flag) => (
        <FlagWords key={flag.statement.id} flag={flag} />
      ))}
    </li>
  );
}
