import { changeBetween, changeDigest, changeLines } from '@countersign/shared/artifact/change.ts';
import { dirHash, entryText, treeDigest } from '@countersign/shared/artifact/tree.ts';
import { unpackNpm } from '@countersign/shared/artifact/unpack.ts';
import { toHex } from '@countersign/shared/bytes/hex.ts';
import { fromUtf8 } from '@countersign/shared/bytes/text.ts';
import { diffText } from '@countersign/shared/diff/file-diff.ts';
import { isCoded } from '@countersign/shared/errors.ts';
import type { Platform } from '@countersign/shared/platform/platform.ts';
import { parseSigner, signerFromSeed } from '@countersign/shared/signer/signer.ts';
import { isUndisputed, verifyEd25519 } from '@countersign/shared/signer/ed25519.ts';
import { decodeEntry } from '@countersign/shared/statement/envelope.ts';
import { openEntry } from '@countersign/shared/statement/open.ts';
import { parseOutline, parseStatement } from '@countersign/shared/statement/parse.ts';

/** What is asked of `shared` in Node and in Chromium alike: bytes in, plain JSON out. The platform is the one in use. */
function verbsOn(platform: Platform) {
  return {
    sha256: (data: Uint8Array) => toHex(platform.sha256(data)),

    sha512: (data: Uint8Array) => toHex(platform.sha512(data)),

    writeBase64: (data: Uint8Array) => platform.toBase64(data),

    /** Only what is written again as it was counts as read. */
    readBase64(text: Uint8Array) {
      const given = fromUtf8(text);
      const read = platform.fromBase64(given);
      return read !== null && platform.toBase64(read) === given ? toHex(read) : 'not base64';
    },

    sign(seed: Uint8Array, message: Uint8Array) {
      const key = signerFromSeed(seed);
      return { signer: key.id, signature: toHex(key.sign(message)) };
    },

    async verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) {
      const undisputed = isUndisputed(publicKey, signature);
      return {
        ours: verifyEd25519(publicKey, message, signature),
        webCrypto: undisputed && (await webCryptoVerifies(publicKey, message, signature)),
      };
    },

    parseSigner: (text: Uint8Array) => parseSigner(fromUtf8(text)),

    async inflate(data: Uint8Array, length: Uint8Array) {
      return toHex(platform.sha256(await platform.inflateRaw(data, Number(fromUtf8(length)))));
    },

    async unpack(tgz: Uint8Array) {
      const tree = await unpackNpm(tgz);
      const entries = tree.entries.map((entry) => `${entryText(entry)} ${entry.path}`);
      return { tree: treeDigest(tree), dirHash: dirHash(tree), entries, findings: tree.findings };
    },

    async change(base: Uint8Array, target: Uint8Array) {
      const change = changeBetween(await unpackNpm(base), await unpackNpm(target));
      return { digest: changeDigest(change), lines: changeLines(change) };
    },

    /** What a gate makes of an entry, and the code with which a node refuses it. */
    open(entry: Uint8Array) {
      const opened = openEntry(entry);
      return { opened, refused: opened.kind === 'unknown' ? refusalOfUnknown(entry) : null };
    },

    diff: (base: Uint8Array, target: Uint8Array) => diffText(base, target),
  } satisfies Record<string, (...args: Uint8Array[]) => unknown>;
}

export type Verb = keyof ReturnType<typeof verbsOn>;

/** What a verb answered, or the code of its refusal; `bug` is any other error, which nothing may end in. */
export type Answer = { readonly value: unknown } | { readonly refused: string } | { readonly bug: string };

export async function ask(platform: Platform, verb: Verb, args: readonly Uint8Array[]): Promise<Answer> {
  const answer = verbsOn(platform)[verb] as (...args: readonly Uint8Array[]) => unknown;
  try {
    return { value: JSON.parse(JSON.stringify(await answer(...args))) };
  } catch (error) {
    return isCoded(error) ? { refused: error.code } : { bug: String(error) };
  }
}

function refusalOfUnknown(entry: Uint8Array): string {
  try {
    parseStatement(parseOutline(decodeEntry(entry).payload));
    return 'accepted';
  } catch (error) {
    return isCoded(error) ? error.code : String(error);
  }
}

async function webCryptoVerifies(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const copy = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(bytes);
  try {
    const key = await crypto.subtle.importKey('raw', copy(publicKey), 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, copy(signature), copy(message));
  } catch {
    return false;
  }
}
