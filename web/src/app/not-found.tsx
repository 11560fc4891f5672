import { Link } from '@tanstack/react-router';
import { useTitle } from '../ui/use-title.ts';

export function NotFound() {
  useTitle('No such page');
  return (
    <main>
      <h1>There is no such page here</h1>
      <p>
        <Link to="/">Red-flagged releases</Link> is where everything starts.
      </p>
    </main>
  );
}
