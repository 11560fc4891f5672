import { Link } from '@tanstack/react-router';

export function NotFound() {
  return (
    <main>
      <h1>There is no such page here</h1>
      <p>
        <Link to="/">Red-flagged releases</Link> is where everything starts.
      </p>
    </main>
  );
}
