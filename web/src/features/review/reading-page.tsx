import { parsePurl } from '@countersign/shared/purl/purl.ts';
import { showRelease } from '@countersign/shared/purl/release.ts';
import { useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { Empty } from '../../ui/state.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { openHighlighter } from '../../worker/open-highlighter.ts';
import { makeBench } from './make-bench.ts';
import { Opening } from './opening.tsx';
import { openReading, type OpenReading } from './reading-state.ts';
import { RefusedPage } from './refused-page.tsx';
import { SaveBanner } from './save-banner.tsx';
import type { Occasion } from './session/occasion.ts';
import { useKeptDraft, type KeptDraft } from './use-kept-draft.ts';
import { narrow } from './use-media.ts';
import { Workbench } from './workbench.tsx';

type Highlighter = ReturnType<typeof openHighlighter>;

/** Reads what an occasion names. The draft outlives an attempt that failed. */
export function ReadingPage({ occasion }: { occasion: Occasion }) {
  const [attempt, setAttempt] = useState(0);
  const kept = useKeptDraft(occasion.keeper);
  return <Attempt key={attempt} occasion={occasion} kept={kept} retry={() => setAttempt(attempt + 1)} />;
}

interface AttemptProps {
  readonly occasion: Occasion;
  readonly kept: KeptDraft;
  readonly retry: () => void;
}

/** Its workers live as long as this is on screen. */
function Attempt({ occasion, kept, retry }: AttemptProps) {
  const [open, setOpen] = useState<{ reading: OpenReading; highlighter: Highlighter } | null>(null);
  useEffect(() => {
    const reading = openReading(occasion);
    const highlighter = openHighlighter();
    // The workers are what this effect keeps in step with.
    // oxlint-disable-next-line react/set-state-in-effect
    setOpen({ reading, highlighter });
    return () => {
      reading.close();
      highlighter.close();
    };
  }, [occasion]);
  const title = titleOf(occasion);
  useTitle(title);

  if (!open || kept.step === 'loading') {
    return <Opening title={title} target={null} base={null} withBase={occasion.base !== null} />;
  }
  return <Opened {...open} title={title} occasion={occasion} kept={kept} retry={retry} />;
}

interface Props {
  readonly title: string;
  readonly occasion: Occasion;
  readonly reading: OpenReading;
  readonly highlighter: Highlighter;
  readonly kept: Exclude<KeptDraft, { step: 'loading' }>;
  readonly retry: () => void;
}

function Opened({ title, occasion, reading: open, highlighter, kept, retry }: Props) {
  const { file, line } = useSearch({ from: '/review' });
  const now = useStore(open.state);
  const reading = now.step === 'open' ? now.reading : null;
  const { draft, sync, state, takeOther } = kept;
  // The address says only where to begin; from then on it follows.
  const [address] = useState({
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
  });
  const bench = useMemo(
    () =>
      reading &&
      makeBench({
        occasion,
        reading,
        open,
        highlighter: highlighter.worker,
        draft,
        address,
        narrow: matchMedia(narrow).matches,
      }),
    [occasion, reading, open, highlighter, draft, address],
  );

  if (now.step === 'failed') return <RefusedPage title={title} error={now.error} retry={retry} />;
  if (now.step === 'opening') {
    return <Opening title={title} target={now.target} base={now.base} withBase={occasion.base !== null} />;
  }
  if (!bench || now.reading.files.length === 0) {
    return (
      <main>
        <h1>{title}</h1>
        <Empty title="There is no change to read.">
          Both releases have the same files. Read the whole release instead.
        </Empty>
      </main>
    );
  }
  return (
    <Workbench
      bench={bench}
      banner={<SaveBanner state={state} sync={sync} onTakeOther={() => void takeOther()} />}
    />
  );
}

function titleOf({ target, base }: Occasion): string {
  const release = parsePurl(target.purl);
  const from = base === null ? null : parsePurl(base.purl).version;
  return from === null
    ? `Review ${showRelease(release)}`
    : `Review ${showRelease({ ...release, version: null })} ${from} → ${release.version}`;
}
