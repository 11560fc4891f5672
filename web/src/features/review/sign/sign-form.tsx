import { offeredLevels, thoroughnessScale, understandingScale } from '@countersign/shared/statement/scale.ts';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { VisibleText } from '../../../ui/visible-text.tsx';
import { useBench, useCoverage, useDraft } from '../bench.ts';
import { OneOf, SomeOf } from './choices.tsx';
import { coverageText, incompleteWarning } from './coverage-text.ts';
import { HandOver } from './hand-over.tsx';
import styles from './sign.module.css';
import { draftReview } from './statement.ts';
import { StillToDo } from './still-to-do.tsx';
import { StatementView } from './statement-view.tsx';

/** The review as it would be signed: what was read, by which criteria, how; then the statement itself. */
export function SignForm() {
  const { draft, view, reading, occasion } = useBench();
  const coverage = useCoverage();
  const now = useDraft((one) => one);
  const [time] = useState(() => Date.now());
  const drafted = useMemo(
    () => draftReview(reading, now, coverage, occasion.criteria, time),
    [reading, now, coverage, occasion.criteria, time],
  );
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  return (
    <>
      <Button kind="quiet" onClick={() => view.setState({ panel: 'overview' })}>
        Back to reading
      </Button>
      <h2 ref={heading} tabIndex={-1} className={styles.title}>
        Sign a review
      </h2>
      {coverageText(coverage, reading.files).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {coverage.complete ? null : <p className={styles.warning}>{incompleteWarning}</p>}
      <SomeOf
        legend="I accept it as"
        choices={occasion.criteria.map(({ name, text }) => ({
          value: name,
          label: <VisibleText text={name} />,
          text,
        }))}
        values={now.criteria}
        onChange={(criteria) => draft.write({ criteria })}
      />
      <OneOf
        legend="How thoroughly I read"
        name="thoroughness"
        choices={offeredLevels.map((level) => ({
          value: level,
          label: level,
          text: thoroughnessScale[level],
        }))}
        value={now.thoroughness}
        onChoose={(thoroughness) => draft.write({ thoroughness })}
      />
      <OneOf
        legend="How much I understood"
        name="understanding"
        choices={offeredLevels.map((level) => ({
          value: level,
          label: level,
          text: understandingScale[level],
        }))}
        value={now.understanding}
        onChoose={(understanding) => draft.write({ understanding })}
      />
      {'missing' in drafted ? (
        <StillToDo missing={drafted.missing} />
      ) : (
        <>
          <StatementView unsigned={drafted.unsigned} />
          {now.thoroughness === 'none' ? (
            <p className={styles.warning}>Thoroughness none never counts for a gate.</p>
          ) : null}
          <HandOver unsigned={drafted.unsigned} />
        </>
      )}
    </>
  );
}
