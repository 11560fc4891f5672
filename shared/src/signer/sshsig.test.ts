import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, type TestContext } from 'vitest';
import { toBase64, toBase64Url } from '../bytes/base64.ts';
import { concatBytes } from '../bytes/compare.ts';
import { toUtf8 } from '../bytes/text.ts';
import { sha256Hex } from '../digest.ts';
import { platform } from '#platform';
import { parseSigner, signerFromSeed, verifySignature } from './signer.ts';
import { buildSshSignature, string, type SshSignatureParts } from './testing/ssh-signature.ts';

const message = toUtf8('DSSEv1 28 application/vnd.in-toto+json 2 {}');

/** Runs ssh-keygen in a folder of its own; the test is skipped where there is none, and fails there with CI=true. */
function sshKeygen(context: TestContext) {
  if (spawnSync('ssh-keygen', ['-?']).error) {
    if (process.env['CI'] === 'true') throw new Error('ssh-keygen is missing');
    console.log('SKIPPED: ssh-keygen is not installed');
    context.skip('ssh-keygen is not installed');
  }
  const folder = mkdtempSync(join(tmpdir(), 'countersign-sshsig-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const run = (args: string[], input: Uint8Array = new Uint8Array()) =>
    spawnSync('ssh-keygen', args, { cwd: folder, input });
  return {
    makeKey(): Uint8Array {
      run(['-q', '-t', 'ed25519', '-N', '', '-C', 'reviewer', '-f', 'key']);
      const blob = Buffer.from(
        readFileSync(join(folder, 'key.pub'), 'utf8').split(' ')[1] as string,
        'base64',
      );
      return Uint8Array.from(blob.subarray(-32));
    },
    sign(text: Uint8Array, namespace = 'countersign', hash = 'sha512'): Uint8Array {
      const { stdout } = run(
        ['-Y', 'sign', '-q', '-f', 'key', '-n', namespace, '-O', `hashalg=${hash}`],
        text,
      );
      return Uint8Array.from(Buffer.from(stdout.toString().replace(/-----.*-----/g, ''), 'base64'));
    },
    verifies(keyLine: string, blob: Uint8Array, text: Uint8Array): boolean {
      writeFileSync(join(folder, 'allowed'), `reviewer ${keyLine}\n`);
      const body = toBase64(blob).replaceAll(/.{70}/g, '$&\n');
      writeFileSync(
        join(folder, 'sig'),
        `-----BEGIN SSH SIGNATURE-----\n${body}\n-----END SSH SIGNATURE-----\n`,
      );
      return (
        run(['-Y', 'verify', '-f', 'allowed', '-I', 'reviewer', '-n', 'countersign', '-s', 'sig'], text)
          .status === 0
      );
    },
  };
}

/** A security key made of software: signs as PROTOCOL.u2f says. */
function hardwareKey(application = 'ssh:') {
  const seed = new Uint8Array(32).fill(7);
  const publicKey = platform.ed25519PublicKey(seed);
  const type = 'sk-ssh-ed25519@openssh.com';
  const encoded = concatBytes(string(type), string(publicKey), string(application));
  return {
    signer: parseSigner(`sk-ed25519:${toBase64Url(concatBytes(publicKey, toUtf8(application)))}`),
    line: `${type} ${toBase64(encoded)}`,
    sign: (flags: number, changes: Partial<SshSignatureParts> = {}) =>
      buildSshSignature({
        type,
        publicKey: encoded,
        seed,
        message,
        assertion: { application, flags, counter: 41 },
        ...changes,
      }),
  };
}

function softwareKey() {
  const seed = new Uint8Array(32).fill(8);
  const publicKey = platform.ed25519PublicKey(seed);
  const type = 'ssh-ed25519';
  const encoded = concatBytes(string(type), string(publicKey));
  return {
    signer: signerFromSeed(seed).id,
    line: `${type} ${toBase64(encoded)}`,
    sign: (changes: Partial<SshSignatureParts> = {}) =>
      buildSshSignature({ type, publicKey: encoded, seed, message, ...changes }),
  };
}

test('what ssh-keygen -Y sign signs, verifies, for this key, message and namespace only', (context) => {
  const ssh = sshKeygen(context);
  const signer = parseSigner(`ed25519:${toBase64Url(ssh.makeKey())}`);
  const blob = ssh.sign(message);
  expect(verifySignature(signer, 'sshsig', message, blob)).toBe(true);
  expect(verifySignature(signer, 'sshsig', toUtf8('another'), blob)).toBe(false);
  expect(verifySignature(softwareKey().signer, 'sshsig', message, blob)).toBe(false);
  expect(verifySignature(signer, 'raw', message, blob)).toBe(false);
  expect(verifySignature(signer, 'sshsig', message, ssh.sign(message, 'git'))).toBe(false);
  expect(verifySignature(signer, 'sshsig', message, ssh.sign(message, 'countersign', 'sha256'))).toBe(false);
});

test('ssh-keygen -Y verify accepts what we accept, of plain and of security keys', (context) => {
  const ssh = sshKeygen(context);
  const plain = softwareKey();
  expect(verifySignature(plain.signer, 'sshsig', message, plain.sign())).toBe(true);
  expect(ssh.verifies(plain.line, plain.sign(), message)).toBe(true);
  for (const application of ['ssh:', 'ssh:work']) {
    const key = hardwareKey(application);
    for (const flags of [0x01, 0x05]) {
      expect(verifySignature(key.signer, 'sshsig', message, key.sign(flags))).toBe(true);
      expect(ssh.verifies(key.line, key.sign(flags), message)).toBe(true);
    }
    const forged = key.sign(0x01, { message: toUtf8('another') });
    expect(ssh.verifies(key.line, forged, message)).toBe(false);
  }
});

// OpenSSH 9.2 takes it: there, user presence is for the caller to demand.
test('a security key that nobody touched is refused', () => {
  const key = hardwareKey();
  expect(verifySignature(key.signer, 'sshsig', message, key.sign(0x01))).toBe(true);
  expect(verifySignature(key.signer, 'sshsig', message, key.sign(0x04))).toBe(false);
});

test('a security key that claims attested or extension data, which nobody sees, is refused', () => {
  const key = hardwareKey();
  for (const flags of [0x41, 0x81, 0xc1]) {
    expect(verifySignature(key.signer, 'sshsig', message, key.sign(flags))).toBe(false);
  }
});

test('a security key cannot sign in the name of another application, nor a plain key in that of a security key', () => {
  const key = hardwareKey('ssh:work');
  const other = hardwareKey('ssh:home');
  expect(verifySignature(other.signer, 'sshsig', message, key.sign(0x01))).toBe(false);
  const assertion = { application: 'ssh:home', flags: 0x01, counter: 41 };
  expect(verifySignature(key.signer, 'sshsig', message, key.sign(0x01, { assertion }))).toBe(false);
  const blob = key.sign(0x01, { assertion: undefined });
  expect(verifySignature(key.signer, 'sshsig', message, blob)).toBe(false);
});

test.each<[string, Partial<SshSignatureParts>]>([
  ['another namespace', { namespace: 'git' }],
  ['an empty namespace', { namespace: '' }],
  ['sha256', { hashAlgorithm: 'sha256' }],
  ['something in the reserved field', { reserved: 'x' }],
  ['a version that is not 1', { version: 2 }],
  ['a byte after its end', { after: Uint8Array.of(0) }],
  ['the message itself instead of its hash', { hashed: message }],
])('a signature with %s is refused', (_, changes) => {
  const key = softwareKey();
  expect(verifySignature(key.signer, 'sshsig', message, key.sign(changes))).toBe(false);
});

test('no changed, missing or additional byte leaves a signature valid', () => {
  for (const [signer, blob] of [
    [softwareKey().signer, softwareKey().sign()],
    [hardwareKey().signer, hardwareKey().sign(0x01)],
  ] as const) {
    expect(verifySignature(signer, 'sshsig', message, blob)).toBe(true);
    for (let at = 0; at < blob.length; at++) {
      const changed = Uint8Array.from(blob);
      changed[at] = (changed[at] as number) ^ 0x20;
      expect(verifySignature(signer, 'sshsig', message, changed)).toBe(false);
      expect(verifySignature(signer, 'sshsig', message, blob.subarray(0, at))).toBe(false);
    }
  }
});

test('a raw signature over the same bytes is no OpenSSH signature of the message, and back', () => {
  const key = signerFromSeed(new Uint8Array(32).fill(8));
  const blob = softwareKey().sign();
  expect(verifySignature(key.id, 'raw', message, blob.subarray(-64))).toBe(false);
  expect(sha256Hex(blob.subarray(-64))).not.toBe(sha256Hex(key.sign(message)));
  const frame = blob.subarray(0, -64);
  expect(verifySignature(key.id, 'sshsig', message, concatBytes(frame, key.sign(message)))).toBe(false);
});
