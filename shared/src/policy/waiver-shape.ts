import type { Sha256, Sha512, StatementId } from '../digest.ts';
import { isSha256, isSha512 } from '../digest.ts';
import { CodedError } from '../errors.ts';
import { formatPurl, parsePurl } from '../purl/purl.ts';
import { findingCodes, findingName, findings, isFindingCode, type FindingName } from './findings.ts';
import { quote } from './mistakes.ts';
import { nearest } from './nearest.ts';
import { array, checked, object, type Read } from './shape.ts';
import { text } from './scalar.ts';

/** One line for people: no control, format or bidi character. Throws `policy-invalid`. */
export function parseLine(value: string): string {
  const good =
    value.trim() === value &&
    value !== '' &&
    value.length <= 200 &&
    !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(value);
  if (!good) throw invalid('expected one line of at most 200 visible characters, without spaces around it');
  return value;
}

export const line = text('one line of at most 200 characters', parseLine);

/** `2026-12-01`, a day that the calendar has. Throws `policy-invalid`. */
export function parseDate(value: string): string {
  const good = /^2[0-9]{3}-[0-9]{2}-[0-9]{2}$/.test(value);
  const instant = new Date(`${value}T00:00:00Z`);
  const real = good && !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(value);
  if (!real) throw invalid(`found ${quote(value)}: expected a date such as 2026-12-01`);
  return value;
}

const date = text('a date such as 2026-12-01', parseDate);

/** A canonical purl that names one release. */
export const release = text('a purl such as pkg:npm/left-pad@1.3.0', (value) => {
  const purl = parsePurl(value);
  if (purl.version === null) throw invalid(`${quote(value)} names no version`);
  if (purl.subpath !== null) throw invalid('a release has no subpath ("#…")');
  return formatPurl(purl);
});

const digest = text('sha512:<hex> or sha256:<hex>', (value): `sha512:${Sha512}` | `sha256:${Sha256}` => {
  const hex = value.slice(7);
  if (value.startsWith('sha512:') && isSha512(hex)) return `sha512:${hex}`;
  if (value.startsWith('sha256:') && isSha256(hex)) return `sha256:${hex}`;
  throw invalid('expected sha512: with 128 or sha256: with 64 lower-case hex digits');
});

const lockfile = text('the path of a lockfile from the policy', (value) => {
  const bad =
    value === '' ||
    value.split('/').some((step) => ['', '.', '..'].includes(step)) ||
    /[\\\p{Cc}]/u.test(value);
  if (bad) throw invalid('expected a path below the folder of the policy, such as web/package-lock.json');
  return value;
});

const plain = text('a string', (value) => {
  if (value.length > 2_048 || /\p{Cc}/u.test(value))
    throw invalid('expected at most 2048 characters, no control ones');
  return value;
});

const entry = object({ lockfile, key: plain }, { resolved: plain, integrity: plain });

const finding = text('a finding', (value): FindingName => {
  const [code = '', statement] = value.split(/:(.*)/s, 2);
  if (!isFindingCode(code))
    throw invalid(`unknown finding ${quote(value)}; valid: ${waivable.join(', ')}${hint(code)}`);
  const kind = findings[code].waiver;
  if (kind === 'never') throw invalid(`${code} (${findings[code].verdict}) cannot be waived`);
  if (kind === 'code' && statement !== undefined) throw invalid(`${code} names no statement`);
  if (kind === 'statement' && !isSha256(statement ?? '')) {
    throw invalid(`name the statement too, as the gate does: ${code}:<64 hex digits>`);
  }
  return findingName(code, statement as StatementId | undefined);
});

/** Lets one artifact pass: by its digest, or by its exact lockfile entry where nothing pins it. */
export const waiver = checked(
  object(
    { release, findings: array(finding, 1), owner: line, reason: line, expires: date },
    { digest, entry },
  ),
  (value, complain) => {
    if ((value.digest === undefined) === (value.entry === undefined)) {
      complain(
        [],
        'a waiver names one artifact: by "digest", or by "entry" where the lockfile pins no digest',
      );
    }
    if (value.entry === undefined && value.findings.includes('unpinned')) {
      complain(['findings'], 'unpinned is waived by the exact lockfile entry: "entry", not "digest"');
    }
    if (new Set(value.findings).size < value.findings.length) complain(['findings'], 'names a finding twice');
  },
);

export type Waiver = Read<typeof waiver>;
/** Lockfile, by its path from the policy, its own key for the entry, and the exact pin. */
export type WaivedEntry = Read<typeof entry>;

const waivable = findingCodes.filter((code) => findings[code].waiver !== 'never');

function hint(code: string): string {
  const suggestion = nearest(code, waivable);
  return suggestion === null ? '' : `; did you mean "${suggestion}"?`;
}

function invalid(message: string): CodedError {
  return new CodedError('policy-invalid', message);
}
