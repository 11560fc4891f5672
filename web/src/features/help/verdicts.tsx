import type { Verdict } from '@countersign/shared/gate/verdict.ts';
import type { Severity as SeverityName } from '@countersign/shared/statement/flag.ts';
import { Severity } from '../../ui/severity.tsx';
import { VerdictWord } from '../../ui/verdict-word.tsx';
import styles from './page.module.css';

const verdicts: readonly { readonly value: Verdict; readonly means: string }[] = [
  {
    value: 'allow',
    means: 'As many parties as your rule asks for have read this very artifact and accepted it.',
  },
  { value: 'waived', means: 'Somebody on your side let it pass, by name, with a reason and a last day.' },
  {
    value: 'insufficient',
    means: 'Too few of those whom you trust have read it. Nothing is known against it.',
  },
  {
    value: 'quarantined',
    means:
      'Somebody within your reach flagged it as suspicious, or a single one as malicious. Wait, or look.',
  },
  {
    value: 'blocked',
    means: 'It is flagged malicious by an anchor of yours, or by two who reach you separately.',
  },
  {
    value: 'undecidable',
    means:
      'The logs are too old or do not fit together, or the lockfile can be read in two ways. No answer is no allow.',
  },
];

const severities: readonly { readonly value: SeverityName; readonly means: string }[] = [
  { value: 'malicious', means: 'does harm on purpose' },
  { value: 'suspicious', means: 'does what nobody can explain' },
  { value: 'vulnerable', means: 'can be made to do harm; a warning, never a block' },
  { value: 'unmaintained', means: 'nobody looks after it; a warning, never a block' },
];

export function Verdicts() {
  return (
    <>
      <h2 id="verdicts">Read a verdict</h2>
      <p>
        A verdict is about one artifact, by its digest, under one set of anchors: the signers whom you trust
        yourself. Two visitors with different anchors may rightly see different verdicts.
      </p>
      <dl className={styles.terms}>
        {verdicts.map(({ value, means }) => (
          <div key={value}>
            <dt>
              <VerdictWord value={value} />
            </dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
      <p>
        An allow says that people whom you chose read it and signed for it. It does not say that the software
        is free of mistakes.
      </p>
      <h2 id="flags">What a flag means</h2>
      <p>
        A flag is one signer’s “do not install this”, with a place to look at. It is evidence, not a sentence:
        follow it to the line. Anybody can raise one, so it counts at your gate only when your anchors reach
        whoever raised it. A withdrawn flag stays on record, struck out.
      </p>
      <dl className={styles.terms}>
        {severities.map(({ value, means }) => (
          <div key={value}>
            <dt>
              <Severity value={value} />
            </dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
      <p>A release without a flag has merely not been flagged. It may not have been read either.</p>
    </>
  );
}
