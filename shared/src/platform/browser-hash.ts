import { sha256, sha512 } from '@noble/hashes/sha2.js';

const ways = {
  sha256: { name: 'SHA-256', here: sha256 },
  sha512: { name: 'SHA-512', here: sha512 },
} as const;

/** Bytes. Below this, handing the input to WebCrypto costs more than hashing it here. */
const smallest = 4096;
/** Bytes that WebCrypto is handed before its answers are awaited: it copies each input. */
const atOnce = 16 * 1024 * 1024;

/** See Platform.hashEach. WebCrypto is there in secure contexts only: HTTPS, an onion address or this machine. */
export async function hashEach(
  algorithm: 'sha256' | 'sha512',
  inputs: readonly Uint8Array[],
): Promise<Uint8Array[]> {
  const { name, here } = ways[algorithm];
  const engine: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (!engine) return inputs.map((data) => here(data));
  const digests: Uint8Array[] = [];
  const hashInto = async (at: number, data: Uint8Array): Promise<void> => {
    digests[at] = new Uint8Array(await engine.digest(name, data as Uint8Array<ArrayBuffer>));
  };
  let open: Promise<void>[] = [];
  let handed = 0;
  for (const [at, data] of inputs.entries()) {
    if (data.length < smallest) {
      digests[at] = here(data);
      continue;
    }
    open.push(hashInto(at, data));
    handed += data.length;
    if (handed < atOnce) continue;
    await Promise.all(open);
    open = [];
    handed = 0;
  }
  await Promise.all(open);
  return digests;
}
