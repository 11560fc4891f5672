import { platform } from '#platform';
import { concatBytes, equalBytes } from '../bytes/compare.ts';
import { toUtf8 } from '../bytes/text.ts';
import { verifyEd25519 } from './ed25519.ts';

/** An OpenSSH key: plain, or on a security key, which signs the hash of its application string (`ssh:`) too. */
export interface SshKey {
  readonly publicKey: Uint8Array;
  /** Absent for a plain `ssh-ed25519` key. */
  readonly application?: Uint8Array;
}

const magic = toUtf8('SSHSIG');
const namespace = string(toUtf8('countersign'));
const reserved = string(new Uint8Array());
const hashAlgorithm = string(toUtf8('sha512'));

// WebAuthn section 6.1. With either of the last two set, an authenticator signs more data than an sk signature carries.
const userPresent = 0x01;
const attestedData = 0x40;
const extensionData = 0x80;

/**
 * Verifies an OpenSSH signature (PROTOCOL.sshsig) of `message` in the namespace `countersign` with sha512. `blob` is
 * the binary signature, without armor: what `ssh-keygen -Y sign` prints between its two lines, decoded.
 *
 *     "SSHSIG" uint32 1  string publickey  string "countersign"  string ""  string "sha512"  string signature
 *
 * where publickey is `string type, string key [, string application]` and signature is `string type, string R‖S
 * [, byte flags, uint32 counter]`. But for R‖S, flags and counter every byte is known beforehand, so any other
 * blob is refused without being parsed. For a security key (PROTOCOL.u2f) the user must have been present; the
 * counter may have any value, since nothing here remembers an earlier one.
 */
export function verifySshSig(key: SshKey, message: Uint8Array, blob: Uint8Array): boolean {
  const hardware = key.application !== undefined;
  const frame = blobBeforeSignature(key);
  if (blob.length !== frame.length + 64 + (hardware ? 5 : 0)) return false;
  if (!equalBytes(blob.subarray(0, frame.length), frame)) return false;
  const signature = blob.subarray(frame.length, frame.length + 64);
  const signed = concatBytes(magic, namespace, reserved, hashAlgorithm, string(platform.sha512(message)));
  if (key.application === undefined) return verifyEd25519(key.publicKey, signed, signature);

  const flagsAndCounter = blob.subarray(frame.length + 64);
  const flags = flagsAndCounter[0] as number;
  if ((flags & userPresent) === 0 || (flags & (attestedData | extensionData)) !== 0) return false;
  const assertion = concatBytes(platform.sha256(key.application), flagsAndCounter, platform.sha256(signed));
  return verifyEd25519(key.publicKey, assertion, signature);
}

function blobBeforeSignature(key: SshKey): Uint8Array {
  const type = string(toUtf8(key.application === undefined ? 'ssh-ed25519' : 'sk-ssh-ed25519@openssh.com'));
  const application = key.application === undefined ? new Uint8Array() : string(key.application);
  const tail = key.application === undefined ? 0 : 5;
  return concatBytes(
    magic,
    uint32(1),
    string(concatBytes(type, string(key.publicKey), application)),
    namespace,
    reserved,
    hashAlgorithm,
    uint32(type.length + 4 + 64 + tail),
    type,
    uint32(64),
  );
}

/** RFC 4251 section 5: a big-endian length, then the bytes. */
function string(bytes: Uint8Array): Uint8Array {
  return concatBytes(uint32(bytes.length), bytes);
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}
