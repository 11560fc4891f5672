import { platform } from '#platform';
import { concatBytes } from '../../bytes/compare.ts';
import { toUtf8 } from '../../bytes/text.ts';

/** Builds OpenSSH signatures for tests, right ones and, by changing one part, wrong ones. */
export interface SshSignatureParts {
  type: string;
  publicKey: Uint8Array;
  seed: Uint8Array;
  message: Uint8Array;
  /** What a security key adds; undefined for a plain key. */
  assertion?: { application: string; flags: number; counter: number } | undefined;
  version?: number;
  namespace?: string;
  reserved?: string;
  hashAlgorithm?: string;
  /** In place of the hash of the message. */
  hashed?: Uint8Array;
  after?: Uint8Array;
}

export function buildSshSignature(parts: SshSignatureParts): Uint8Array {
  const { type, publicKey, seed, message, assertion } = parts;
  const hashAlgorithm = parts.hashAlgorithm ?? 'sha512';
  const hash = hashAlgorithm === 'sha512' ? platform.sha512(message) : platform.sha256(message);
  const context = concatBytes(
    string(parts.namespace ?? 'countersign'),
    string(parts.reserved ?? ''),
    string(hashAlgorithm),
  );
  const signed = concatBytes(toUtf8('SSHSIG'), context, string(parts.hashed ?? hash));
  const tail = assertion
    ? concatBytes(Uint8Array.of(assertion.flags), uint32(assertion.counter))
    : new Uint8Array();
  const bytes = assertion
    ? concatBytes(platform.sha256(toUtf8(assertion.application)), tail, platform.sha256(signed))
    : signed;
  const signature = concatBytes(string(type), string(platform.signEd25519(seed, bytes)), tail);
  return concatBytes(
    toUtf8('SSHSIG'),
    uint32(parts.version ?? 1),
    string(publicKey),
    context,
    string(signature),
    parts.after ?? new Uint8Array(),
  );
}

/** RFC 4251 section 5. */
export function string(value: string | Uint8Array): Uint8Array {
  const bytes = typeof value === 'string' ? toUtf8(value) : value;
  return concatBytes(uint32(bytes.length), bytes);
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}
