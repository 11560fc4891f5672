/**
 * What differs between Node and browser. `node.ts` and `browser.ts` implement this; `platform.test.ts` holds them
 * together. Everything else in `shared` (but `registry/`) is the same code on both.
 */
export interface Platform {
  sha256(data: Uint8Array): Uint8Array;
  sha512(data: Uint8Array): Uint8Array;
  /** RFC 4648 section 4, padded. */
  toBase64(bytes: Uint8Array): string;
  /** Lax: the caller checks by encoding again (bytes/base64.ts). Null when it is no base64 at all. */
  fromBase64(text: string): Uint8Array | null;
  /**
   * RFC 8032 section 5.1.7, cofactorless, S < L. It does not check that the key or R is canonical and torsion-free:
   * signer/ed25519.ts does, before it calls this.
   */
  verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
  /** RFC 8032 section 5.1.6 with a 32-byte seed; 64 bytes. */
  signEd25519(seed: Uint8Array, message: Uint8Array): Uint8Array;
  ed25519PublicKey(seed: Uint8Array): Uint8Array;
  randomBytes(length: number): Uint8Array;
  /**
   * One raw DEFLATE stream (RFC 1951) at the start of `data`. Stops with `archive-too-large` before it holds more than
   * `maxOutput` bytes; `consumed` is how many bytes of `data` the stream took, so that a caller sees what follows it.
   */
  inflateRaw(data: Uint8Array, maxOutput: number): Promise<{ output: Uint8Array; consumed: number }>;
}
