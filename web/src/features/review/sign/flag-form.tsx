import { categories, severities, type Category } from '@countersign/shared/statement/flag.ts';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Severity } from '../../../ui/severity.tsx';
import { useBench, useDraft } from '../bench.ts';
import type { FlagDraft } from '../draft.ts';
import { cursorPlace } from '../steps.ts';
import { OneOf } from './choices.tsx';
import { EvidenceFields } from './evidence-fields.tsx';
import { evidenceNow, evidenceOf } from './evidence.ts';
import { HandOver } from './hand-over.tsx';
import { severityTexts } from './severity-texts.ts';
import styles from './sign.module.css';
import { draftFlag } from './statement.ts';
import { StillToDo } from './still-to-do.tsx';
import { StatementView } from './statement-view.tsx';

/** Instead of a review: a red flag on the release, with the lines that show why. */
export function FlagForm() {
  const bench = useBench();
  const { reading, view } = bench;
  const draft = useDraft((now) => now);
  const [time] = useState(() => Date.now());
  const { flag } = draft;
  const [before] = useState(() => evidenceNow(cursorPlace(bench), draft.comments));
  const places = flag.places ?? before;
  const write = (fields: Partial<FlagDraft>): void =>
    bench.draft.write({ flag: { ...flag, places, ...fields } });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const drafted = useMemo(() => {
    const evidence = evidenceOf(places, reading.files);
    return draftFlag(reading, draft, evidence, time);
  }, [places, reading, draft, time]);

  return (
    <>
      <Button kind="quiet" onClick={() => view.setState({ panel: 'overview' })}>
        Back to reading
      </Button>
      <h2 ref={heading} tabIndex={-1} className={styles.title}>
        Raise a flag
      </h2>
      <p>
        It tells everybody whose anchors reach you not to install this release. It can be retracted, not
        unsaid.
      </p>
      <OneOf
        legend="How bad it is"
        name="severity"
        choices={severities.map((value) => ({
          value,
          label: <Severity value={value} />,
          text: severityTexts[value],
        }))}
        value={flag.severity}
        onChoose={(severity) => write({ severity })}
      />
      <label className={styles.field}>
        What kind of thing
        <select
          value={flag.category ?? ''}
          onChange={(event) => write({ category: (event.target.value || null) as Category | null })}
        >
          <option value="">Choose…</option>
          {categories.map((value) => (
            <option key={value}>{value}</option>
          ))}
        </select>
      </label>
      <label className={styles.field}>
        What you found, in one line
        <input
          type="text"
          maxLength={200}
          value={flag.summary}
          onChange={(event) => write({ summary: event.target.value })}
        />
      </label>
      <EvidenceFields places={places} onChange={(next) => write({ places: next })} />
      {'missing' in drafted ? (
        <StillToDo missing={drafted.missing} />
      ) : (
        <>
          <StatementView unsigned={drafted.unsigned} />
          <HandOver unsigned={drafted.unsigned} />
        </>
      )}
    </>
  );
}
