import { digestsMatch, isSha256, isSha512, type DigestSet, type Sha256, type Sha512 } from '../digest.ts';
import { CodedError } from '../errors.ts';
import { parsePurl, type Purl } from '../purl/purl.ts';
import { readDocument } from './document.ts';
import { MistakeList } from './mistakes.ts';
import { releaseKey, releaseKeyOfText } from '../purl/package-key.ts';
import { integer, text } from './scalar.ts';
import { array, checked, object } from './shape.ts';
import { refuseNewer } from './version.ts';
import { release } from './waiver-shape.ts';

/** An artifact that needs no review: by purl and by at least one digest. */
export interface BaselineEntry {
  /** A canonical purl with a version. */
  readonly release: string;
  readonly sha512?: Sha512;
  readonly sha256?: Sha256;
}

export interface Baseline {
  readonly entries: readonly BaselineEntry[];
}

export const baselineVersion = 1;
const dialect = { code: 'baseline-invalid', comments: false, maxLength: 67_108_864 } as const;

/**
 * Sorted, one entry a line, so that a change shows as the entries that it adds and drops:
 *
 *     {
 *       "version": 1,
 *       "entries": [
 *         { "release": "pkg:npm/socks@2.8.4", "sha512": "9fe1…" }
 *       ]
 *     }
 */
export function formatBaseline(baseline: Baseline): string {
  const lines = baseline.entries.map(formatEntry).toSorted(byCodeUnit);
  const entries = lines.length === 0 ? '[]' : `[\n    ${lines.join(',\n    ')}\n  ]`;
  return `{\n  "version": ${baselineVersion},\n  "entries": ${entries}\n}\n`;
}

/**
 * Any order and white space will do (a merge may leave them so), but nothing else. Throws `file-too-new`, or
 * `baseline-invalid` with every mistake (`details.mistakes`: Mistake[]). `name` is for messages.
 */
export function parseBaseline(text: string, name = 'countersign.baseline.json'): Baseline {
  return readCanonical(text) ?? readAnyOrder(text, name);
}

/** Entries of `added` that are new, in their places. Throws as parseBaseline does. */
export function addToBaseline(text: string, added: readonly BaselineEntry[], name?: string): string {
  const entries = new Map<string, BaselineEntry>();
  for (const entry of [...parseBaseline(text, name).entries, ...added])
    entries.set(formatEntry(entry), entry);
  const whole = formatBaseline({ entries: [...entries.values()] });
  parseBaseline(whole, name);
  return whole;
}

export function pruneBaseline(baseline: Baseline, keep: (entry: BaselineEntry) => boolean): Baseline {
  return { entries: baseline.entries.filter((entry) => keep(entry)) };
}

/** Finds the entry that exempts an artifact: its purl (registry aside) and its digest agree. */
export function baselineFinder(
  baseline: Baseline,
): (release: Purl, digest: DigestSet) => BaselineEntry | null {
  const byRelease = new Map<string, BaselineEntry[]>();
  for (const entry of baseline.entries) {
    const key = releaseKeyOfText(entry.release);
    const others = byRelease.get(key);
    if (others === undefined) byRelease.set(key, [entry]);
    else others.push(entry);
  }
  return (purl, digest) =>
    byRelease.get(releaseKey(purl))?.find((entry) => digestsMatch(entry, digest)) ?? null;
}

const hex512 = text('128 lower-case hex digits', (value): Sha512 => {
  if (!isSha512(value)) throw new CodedError('baseline-invalid', 'expected 128 lower-case hex digits');
  return value;
});
const hex256 = text('64 lower-case hex digits', (value): Sha256 => {
  if (!isSha256(value)) throw new CodedError('baseline-invalid', 'expected 64 lower-case hex digits');
  return value;
});

const baselineShape = object(
  {
    version: integer(1, baselineVersion),
    entries: checked(
      array(
        checked(object({ release }, { sha512: hex512, sha256: hex256 }), (entry, complain) => {
          if (entry.sha512 === undefined && entry.sha256 === undefined)
            complain([], 'lacks a digest: sha512 or sha256');
        }),
      ),
      (entries, complain) => {
        const seen = new Set<string>();
        entries.forEach((entry, i) => {
          const line = formatEntry(entry);
          if (seen.has(line)) complain([i], 'stands here twice');
          seen.add(line);
        });
      },
    ),
  },
  {},
);

function readAnyOrder(text: string, name: string): Baseline {
  const document = readDocument(name, text, dialect);
  refuseNewer(document, baselineVersion);
  const mistakes = new MistakeList(document);
  const baseline = baselineShape.read(document.root, [], mistakes);
  mistakes.throwIfAny('baseline-invalid');
  if (baseline === undefined) throw new CodedError('baseline-invalid', name);
  return { entries: baseline.entries };
}

/**
 * Ten times as fast as finding mistakes, which the gate's start would feel: null unless `text` is to the byte what
 * formatBaseline prints of entries that are right.
 */
function readCanonical(text: string): Baseline | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const entries: unknown =
    typeof value === 'object' && value !== null && 'entries' in value ? value.entries : null;
  if (!Array.isArray(entries) || !entries.every(isEntry)) return null;
  const distinct = new Set(entries.map(formatEntry)).size === entries.length;
  return distinct && formatBaseline({ entries }) === text ? { entries } : null;
}

function isEntry(value: unknown): value is BaselineEntry {
  if (typeof value !== 'object' || value === null || !('release' in value)) return false;
  const { release: purl, sha512, sha256 } = value as Record<string, unknown>;
  if (sha512 === undefined && sha256 === undefined) return false;
  if (sha512 !== undefined && !(typeof sha512 === 'string' && isSha512(sha512))) return false;
  if (sha256 !== undefined && !(typeof sha256 === 'string' && isSha256(sha256))) return false;
  return typeof purl === 'string' && (isPlainNpmRelease(purl) || isRelease(purl));
}

const plainNpmRelease =
  /^pkg:npm\/(?:%40[a-z0-9][a-z0-9._-]*\/)?[A-Za-z0-9][A-Za-z0-9._-]*@[0-9A-Za-z][0-9A-Za-z.-]*$/;

/** True for most npm releases: they need no parsePurl to be known as canonical. */
export function isPlainNpmRelease(text: string): boolean {
  return text.length <= 512 && plainNpmRelease.test(text);
}

function isRelease(text: string): boolean {
  try {
    const purl = parsePurl(text);
    return purl.version !== null && purl.subpath === null;
  } catch {
    return false;
  }
}

/** One entry on its line. */
export function formatEntry({ release: purl, sha512, sha256 }: BaselineEntry): string {
  const digests = [sha512 && `"sha512": "${sha512}"`, sha256 && `"sha256": "${sha256}"`].filter(Boolean);
  return `{ ${[`"release": ${JSON.stringify(purl)}`, ...digests].join(', ')} }`;
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
