/**
 * What differs between Node and browser. `node.ts` and `browser.ts` implement this; `platform.test.ts` holds them
 * together. Everything else in `shared` (but `registry/`) is the same code on both.
 */
export interface Platform {
  sha256(data: Uint8Array): Uint8Array;
  sha512(data: Uint8Array): Uint8Array;
  /** The digest of each input, as sha256 and sha512 give it; for large inputs or many, as a browser has a faster way. */
  hashEach(algorithm: 'sha256' | 'sha512', inputs: readonly Uint8Array[]): Promise<Uint8Array[]>;
  /** RFC 4648 section 4, padded. */
  toBase64(bytes: Uint8Array): string;
  /** Lax: the caller checks by encoding again (bytes/base64.ts). Null when it is no base64 at all. */
  fromBase64(text: string): Uint8Array | null;
  /**
   * RFC 8032 section 5.1.7, cofactorless for a torsion-free key, S < L. Whether the key and R are canonical and the key
   * is torsion-free, libraries answer differently: signer/ed25519.ts checks that before it calls this, so call that.
   */
  verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
  /** RFC 8032 section 5.1.6 with a 32-byte seed; 64 bytes. */
  signEd25519(seed: Uint8Array, message: Uint8Array): Uint8Array;
  ed25519PublicKey(seed: Uint8Array): Uint8Array;
  /** CRC-32 as gzip has it (RFC 1952 section 8), an unsigned number. */
  crc32(data: Uint8Array): number;
  randomBytes(length: number): Uint8Array;
  /**
   * The `length` bytes of the raw DEFLATE stream (RFC 1951) that `data` is, from its first byte to its last. Throws
   * `gzip-malformed` on anything else: broken, cut short, followed by more bytes, or of another length. Holds no more
   * than `length` bytes of output at a time, so a caller bounds memory by bounding `length`.
   */
  inflateRaw(data: Uint8Array, length: number): Promise<Uint8Array>;
}
