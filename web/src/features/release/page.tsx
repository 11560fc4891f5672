export function ReleasePage() {
  return (
    <main>
      <h1>Release</h1>
    </main>
  );
}
