import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/state.tsx';
import { useTitle } from '../ui/use-title.ts';

/** A page that threw. A node that was updated no longer has the parts of its old pages: loading anew gets the new ones. */
export function Crash({ error }: { error: unknown }) {
  useTitle('This page stopped');
  return (
    <main>
      <h1>This page stopped</h1>
      <Failure error={error} />
      <Button onClick={() => location.reload()}>Load it anew</Button>
    </main>
  );
}
