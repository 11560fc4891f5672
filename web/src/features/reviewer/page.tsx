export function ReviewerPage() {
  return (
    <main>
      <h1>Reviewer</h1>
    </main>
  );
}
