export function LogPage() {
  return (
    <main>
      <h1>Log</h1>
    </main>
  );
}
