import { CopyCommand } from '../../ui/copy.tsx';
import { useTitle } from '../../ui/use-title.ts';
import type { NoSession } from './session/workbench.ts';

/** The page without anything to review: opened without a link, or by one that no longer works. */
export function NoSessionPage({ reason }: { reason: NoSession['reason'] }) {
  const used = reason === 'used';
  const title = used ? 'This link no longer works' : 'Nothing to review here yet';
  useTitle(title);
  return (
    <main>
      <h1>{title}</h1>
      <p>
        {used
          ? 'A link to the workbench works once, in one tab, for as long as its terminal runs. If it is open in another tab, go on there. Otherwise run this again; your draft is kept.'
          : 'The workbench is opened from a terminal, which names the release and keeps the key.'}
      </p>
      <CopyCommand text="countersign review NAME@VERSION" />
    </main>
  );
}
