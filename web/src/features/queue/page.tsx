export function QueuePage() {
  return (
    <main>
      <h1>Queue</h1>
    </main>
  );
}
