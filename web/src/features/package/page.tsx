export function PackagePage() {
  return (
    <main>
      <h1>Package</h1>
    </main>
  );
}
