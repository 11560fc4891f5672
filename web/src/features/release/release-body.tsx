import type { Demand } from '@countersign/shared/policy/rules.ts';
import { Link } from '@tanstack/react-router';
import { LogWarning } from '../../trust/log-warnings.tsx';
import type { ReleaseAnswer } from '../../trust/node-logs/node-logs.ts';
import { counted } from '../../ui/counts.ts';
import { reviewCommand } from '../../ui/review-command.ts';
import { CopyCommand } from '../../ui/copy.tsx';
import { Refused } from '../../ui/refused.tsx';
import { Empty, Failure } from '../../ui/state.tsx';
import { ArtifactSection } from './artifact-section.tsx';
import type { NamedBy } from './release-question.ts';
import styles from './page.module.css';

interface Props {
  readonly question: NamedBy;
  readonly answer: ReleaseAnswer;
  readonly demand: Demand;
  /** Why the verdict at hand is not shown; null when it is. */
  readonly withheld: string | null;
}

export function ReleaseBody({ question, answer, demand, withheld }: Props) {
  const { artifacts, heads, problem, reviewsProblem, refused } = answer;
  return (
    <>
      <LogWarning look={heads.trust} />
      <LogWarning look={heads.reviews} />
      {problem === null ? null : <Failure error={problem} />}
      {reviewsProblem === null ? null : <Failure error={reviewsProblem} />}
      <Refused count={refused.length} />
      {artifacts.length > 1 ? (
        <p className={styles.several} role="alert">
          <b>
            Statements name{' '}
            {counted(artifacts.length + answer.artifactsLeft, 'artifact', 'different artifacts')} for this.
          </b>{' '}
          Two registries may serve one name, or somebody says something wrong. Compare the digests with those
          in your lockfile; only the one that you install concerns you.
        </p>
      ) : null}
      {artifacts.map((artifact, i) => (
        <ArtifactSection
          key={`${artifact.purl} ${artifact.digest?.sha512 ?? ''}`}
          artifact={withheld === null ? artifact : { ...artifact, verdict: null }}
          place={artifacts.length > 1 ? { number: i + 1, of: artifacts.length } : null}
          demand={demand}
          withheld={withheld}
          names={answer.names}
          withName={question.purl === null}
        />
      ))}
      {answer.artifactsLeft > 0 ? (
        <p>{counted(answer.artifactsLeft, 'more artifact is', 'more artifacts are')} named and not shown.</p>
      ) : null}
      {artifacts.length === 0 ? <NothingSaid question={question} /> : null}
      {answer.more ? (
        <p>This node holds more statements about it than a page reads; the command line reads all of them.</p>
      ) : null}
      {answer.chainCut ? (
        <p>
          The chain of changes behind it goes on further than a page follows; the command line follows all of
          it.
        </p>
      ) : null}
    </>
  );
}

function NothingSaid({ question }: { question: NamedBy }) {
  const command = question.purl === null ? null : reviewCommand(question.purl, null);
  return (
    <Empty title="Nobody has said anything about this release on this node.">
      <p>That is no word for it and none against it. Read it, and be the first to say what you found.</p>
      {question.purl === null ? null : (
        <p>
          <Link to="/review" search={{ purl: question.purl }}>
            Read this release
          </Link>
        </p>
      )}
      {command === null ? null : <CopyCommand text={command} />}
    </Empty>
  );
}
