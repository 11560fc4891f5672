import { unpackNpm } from '@countersign/shared/artifact/unpack.ts';
import { splitLines } from '@countersign/shared/diff/lines.ts';
import { digestArtifact } from '@countersign/shared/digest.ts';

/** Runs in a worker: what no reader in a browser can do without, and nothing else. Answers the number of lines. */
async function read(sha256: string): Promise<number> {
  const response = await fetch(`/artifacts/sha256/${sha256}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if ((await digestArtifact(bytes)).sha256 !== sha256) throw new Error('other bytes');
  const { entries } = await unpackNpm(bytes);
  return entries.reduce((lines, { content }) => lines + splitLines(content).count, 0);
}

globalThis.addEventListener('message', (event: MessageEvent<string[]>) => {
  void answer(event.data);
});

async function answer(hashes: readonly string[]): Promise<void> {
  const lines = await Promise.all(hashes.map(read));
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's has none
  globalThis.postMessage(lines.reduce((all, more) => all + more, 0));
}
