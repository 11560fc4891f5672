/** Runs in a page: starts the bare worker on the artifacts that the address names, and notes when it is done. */
export interface BarePage {
  /** Milliseconds since the navigation began. */
  bareDone: Promise<number>;
}

const rules = { createScriptURL: (address: string) => address };
const types = (
  globalThis as { trustedTypes?: { createPolicy(name: string, of: typeof rules): typeof rules } }
).trustedTypes;
const policy = types?.createPolicy('countersign-worker', rules) ?? rules;

(globalThis as unknown as BarePage).bareDone = new Promise((resolve) => {
  const worker = new Worker(policy.createScriptURL('/bare.js'));
  worker.addEventListener('message', () => resolve(performance.now()));
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's has none
  worker.postMessage(new URLSearchParams(location.search).getAll('sha256'));
});
