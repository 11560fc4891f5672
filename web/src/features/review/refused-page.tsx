import { Failure } from '../../ui/state.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { sessionWords } from './session/session-words.ts';

interface Props {
  readonly title: string;
  readonly error: unknown;
  readonly retry: () => void;
}

/** When there is nothing to be read: why, and what to do. Nothing is shown, so nothing counts as read. */
export function RefusedPage({ title, error, retry }: Props) {
  useTitle(title);
  const code = (error as { code?: unknown } | null)?.code;
  return (
    <main>
      <h1>{title}</h1>
      <Failure error={{ code, message: sessionWords(error) }} retry={retry} />
      <p>{advice(typeof code === 'string' ? code : '')}</p>
    </main>
  );
}

/** What to do beyond trying again. */
function advice(code: string): string {
  if (code === 'artifact-mismatch') {
    return 'Somebody served other bytes than those that are named. Nothing of them is shown. Ask another node, and tell its operator.';
  }
  if (code === 'change-empty') return 'Both have the same files. Read the whole release instead.';
  return 'Nothing was shown, and nothing counts as read.';
}
