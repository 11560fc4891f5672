import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { showRelease } from '@countersign/shared/purl/release.ts';
import { formatPurl, parsePurl } from '@countersign/shared/purl/purl.ts';
import { useState, type FormEvent } from 'react';
import { AnchorPanel } from '../../trust/anchor-panel.tsx';
import { useAnchors } from '../../trust/anchor-store.ts';
import { Button } from '../../ui/button.tsx';
import { Failure, Loading } from '../../ui/state.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useTitle } from '../../ui/use-title.ts';
import { VisibleText } from '../../ui/visible-text.tsx';
import { Badge } from './badge.tsx';
import { Grounds } from './grounds.tsx';
import { ReleaseBody } from './release-body.tsx';
import { named, readQuestion, type NamedBy } from './release-question.ts';
import styles from './page.module.css';
import { whyWithheld } from './withheld.ts';
import { useRelease } from './use-release.ts';

/** One release: the verdict for the visitor's own signers, and everything that it stands on. */
export function ReleasePage() {
  const search = useSearch({ from: '/release' });
  const question = readQuestion(search);
  if (question === null)
    return <NameRelease wrong={search.purl !== undefined || search.sha256 !== undefined} />;
  return <Release key={question.purl ?? question.sha256} question={question} />;
}

function Release({ question }: { question: NamedBy }) {
  const { anchors, demand } = useAnchors();
  const { data, dataUpdatedAt, error, isPending, isPlaceholderData, refetch, progress } = useRelease(
    question,
    anchors,
    demand,
  );
  const judging = { isOfBefore: isPlaceholderData, failed: error !== null, judgedAt: dataUpdatedAt };
  const withheld = whyWithheld(judging, useNow());
  useTitle(
    question.purl === null ? `sha256 ${question.sha256.slice(0, 12)}` : showRelease(parsePurl(question.purl)),
  );
  return (
    <main>
      <h1>
        {question.purl === null ? (
          <>sha256 {question.sha256.slice(0, 12)}…</>
        ) : (
          <VisibleText text={showRelease(parsePurl(question.purl))} />
        )}
      </h1>
      {question.purl === null ? null : <PackageLine purl={question.purl} />}
      {isPending ? <Loading what={readingWords(progress)} /> : null}
      {error ? <Failure error={error} retry={() => void refetch()} /> : null}
      {data ? (
        <div aria-busy={isPlaceholderData}>
          <ReleaseBody question={question} answer={data} demand={demand} withheld={withheld} />
        </div>
      ) : null}
      {isPending ? null : <AnchorPanel />}
      {data ? <Grounds answer={data} /> : null}
      {data && question.purl !== null && data.artifacts.length > 0 ? <Badge purl={question.purl} /> : null}
    </main>
  );
}

/** Which ecosystem and registry, and the way to the other versions. */
function PackageLine({ purl }: { purl: string }) {
  const parsed = parsePurl(purl);
  const registry = parsed.qualifiers.repository_url;
  return (
    <p className={styles.package}>
      {parsed.type}
      {registry === undefined ? null : (
        <>
          {' from '}
          <VisibleText text={registry} />
        </>
      )}
      {' · '}
      <Link to="/package" search={{ purl: formatPurl({ ...parsed, version: null, subpath: null }) }}>
        all versions
      </Link>
    </p>
  );
}

function readingWords(progress: { readonly done: number; readonly of: number } | null): string {
  if (progress === null || progress.of === 0) return 'what this node’s logs say';
  return `this node’s trust log: ${progress.done} of ${progress.of} entries checked`;
}

/** The page without a release: asks for one. */
function NameRelease({ wrong }: { wrong: boolean }) {
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [mistake, setMistake] = useState(wrong);
  useTitle('Release');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = named(text);
    setMistake(found === null);
    if (found === null) return;
    void navigate({
      to: '/release',
      search: found.purl === null ? { sha256: found.sha256 } : { purl: found.purl },
    });
  };
  return (
    <main>
      <h1>Release</h1>
      <p className="lead">Who has read a release, what they found, and what that comes to for you.</p>
      <form className={styles.name} onSubmit={submit}>
        <label htmlFor="release">Name and version, a package URL, or a sha256</label>
        <div className={styles.row}>
          <input
            id="release"
            value={text}
            placeholder="socks@2.8.4"
            maxLength={2048}
            autoCapitalize="off"
            spellCheck={false}
            aria-describedby="release-mistake"
            aria-invalid={mistake}
            onChange={({ target }) => setText(target.value)}
          />
          <Button kind="primary" type="submit">
            Show
          </Button>
        </div>
        <p id="release-mistake" role="alert">
          {mistake
            ? 'That names no release. Write socks@2.8.4, pkg:npm/socks@2.8.4, or the 64 digits of a sha256.'
            : null}
        </p>
      </form>
      <p>
        Or look through <Link to="/packages">the packages that somebody here has reviewed or flagged</Link>.
      </p>
    </main>
  );
}
