export function PackagesPage() {
  return (
    <main>
      <h1>Packages</h1>
    </main>
  );
}
