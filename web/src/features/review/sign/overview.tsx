import { useEffect, useRef } from 'react';
import { Button } from '../../../ui/button.tsx';
import { grouped, numbered } from '../../../ui/counts.ts';
import { DigestChip } from '../../../ui/digest-chip.tsx';
import { useBench, useCoverage, useDraft } from '../bench.ts';
import { CommentList } from '../comments/comment-list.tsx';
import { KeyHint } from '../keys/key-hint.tsx';
import { showKey } from '../keys.ts';
import { keyStore } from '../keys/key-settings.ts';
import { ArchiveFindings } from './archive-findings.tsx';
import { coverageText } from './coverage-text.ts';
import styles from './sign.module.css';

/** The rail while one reads: what would be said now, what was written, and the ways out. `back` from a form takes the focus. */
export function Overview({ back }: { back: boolean }) {
  const { view, draft, reading, occasion } = useBench();
  const coverage = useCoverage();
  const note = useDraft((now) => now.note);
  const { files, filesCovered, complete } = coverage;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (back) heading.current?.focus();
  }, [back]);
  const key = keyStore.getState().bindings['read-and-next'];
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        You are about to say
      </h2>
      <p className={styles.big}>
        {complete
          ? 'I read all of it'
          : filesCovered === 0
            ? 'nothing yet'
            : `I read ${grouped(filesCovered)} of ${numbered(files.length, 'file')}`}
      </p>
      {coverageText(coverage, reading.files).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {complete || key === null ? null : (
        <p>
          <kbd className={styles.key}>{showKey(key)}</kbd> marks a file read and goes on.
        </p>
      )}
      <div className={styles.buttons}>
        <Button kind="primary" onClick={() => view.setState({ panel: 'sign' })}>
          Sign…
        </Button>
        <Button onClick={() => view.setState({ panel: 'flag' })}>
          Flag instead <KeyHint action="flag" />
        </Button>
      </div>

      <h2>Comments</h2>
      <CommentList />
      <label className={styles.note}>
        <h2>Note</h2>
        <textarea
          rows={3}
          value={note}
          placeholder="What the next reader should know"
          onChange={(event) => draft.write({ note: event.target.value })}
        />
      </label>

      <h2>Target</h2>
      <p>
        <DigestChip value={reading.target.digest.sha512} label="sha512" />
      </p>
      {reading.base ? (
        <>
          <h2>Base</h2>
          <p>
            <DigestChip value={reading.base.digest.sha512} label="sha512" />
          </p>
        </>
      ) : null}
      <p>
        {occasion.terminal
          ? 'This browser hashed the bytes itself; they are those that the terminal named.'
          : 'This browser hashed the bytes itself; they are what this node says the registry serves.'}
      </p>
      <ArchiveFindings />
    </>
  );
}
