import { isRecord } from '@countersign/shared/bytes/json.ts';
import { isCoded } from '@countersign/shared/errors.ts';
import { looksLike, namePattern } from '@countersign/shared/policy/lookalike.ts';
import { hasSoundKey, parseSigner, type SignerId } from '@countersign/shared/signer/signer.ts';

/** A signer whose word counts for this visitor, by the visitor's own name for it. */
export interface OwnAnchor {
  readonly signer: SignerId;
  readonly name: string;
}

const mostAnchors = 64;

export interface ReadAnchors {
  readonly anchors: readonly OwnAnchor[];
  /** With the line, from 1. */
  readonly mistakes: readonly { readonly line: number; readonly message: string }[];
}

/**
 * Reads what was pasted: one signer a line, then its name. Empty lines and lines that begin with `#` are skipped.
 * Nothing counts unless all of it can be read.
 *
 *     ed25519:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo alice
 */
export function readAnchors(text: string, known: readonly OwnAnchor[] = []): ReadAnchors {
  const anchors: OwnAnchor[] = [];
  const mistakes: { line: number; message: string }[] = [];
  for (const [i, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const gap = line.search(/\s/);
    const [signer, name] = gap < 0 ? [line, ''] : [line.slice(0, gap), line.slice(gap).trim()];
    const mistake = mistakeIn(signer, name, [...known, ...anchors]);
    if (mistake === null) anchors.push({ signer: parseSigner(signer), name });
    else mistakes.push({ line: i + 1, message: mistake });
    if (mistakes.length >= 20) break;
  }
  return { anchors, mistakes };
}

/** What is wrong with one more anchor; null when nothing is. */
export function mistakeIn(signer: string, name: string, known: readonly OwnAnchor[]): string | null {
  if (!isSoundSigner(signer)) {
    return 'That is no signer. A signer begins with ed25519: or sk-ed25519:, and a reviewer’s page shows it in full.';
  }
  if (name === '') return 'Give this signer a name of your own, behind the key and a space.';
  if (!namePattern.test(name)) {
    return 'A name has up to 64 letters a to z, digits, spaces and . _ @ -, and begins and ends with a letter or digit.';
  }
  if (known.some((anchor) => anchor.signer === signer)) return 'You have this signer already.';
  const twin = known.find((anchor) => looksLike(anchor.name, name));
  if (twin) return `This name looks like “${twin.name}”, which you gave to another signer. Choose another.`;
  if (known.length >= mostAnchors) return `No more than ${mostAnchors} signers can be kept here.`;
  return null;
}

function isSoundSigner(text: string): boolean {
  try {
    return hasSoundKey(parseSigner(text));
  } catch (error) {
    if (!isCoded(error)) throw error;
    return false;
  }
}

/** The same text that readAnchors reads. */
export function formatAnchors(anchors: readonly OwnAnchor[]): string {
  return anchors.map(({ signer, name }) => `${signer} ${name}\n`).join('');
}

/** What the browser kept; whatever is not exactly as this page would write it is dropped. */
export function readKeptAnchors(value: unknown): OwnAnchor[] {
  const kept: OwnAnchor[] = [];
  for (const one of Array.isArray(value) ? (value as unknown[]) : []) {
    if (!isRecord(one) || typeof one.signer !== 'string' || typeof one.name !== 'string') continue;
    if (mistakeIn(one.signer, one.name, kept) !== null) continue;
    kept.push({ signer: one.signer as SignerId, name: one.name });
  }
  return kept;
}
