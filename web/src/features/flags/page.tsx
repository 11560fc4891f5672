export function FlagsPage() {
  return (
    <main>
      <h1>Red-flagged releases</h1>
    </main>
  );
}
