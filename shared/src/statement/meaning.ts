import { sha256Hex } from '../digest.ts';
import { CodedError } from '../errors.ts';
import { samePackage } from '../purl/package-key.ts';
import { parsePurl, type Purl } from '../purl/purl.ts';
import { parseSigner } from '../signer/signer.ts';
import { longestVouchSeconds } from './longest-vouch.ts';
import type { Statement, StatementOf } from './statement.ts';

/** What no schema says: fields that have to agree with each other. */

function refuse(why: string): never {
  throw new CodedError('statement-meaning', why);
}

function realInstant(text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 19) !== text.slice(0, 19)) {
    refuse(`${text} is no date of the calendar`);
  }
  return time;
}

/** For a subject that is no artifact: its digest is the SHA-256 of its name. */
function checkNamed(statement: Statement): void {
  const { name, digest } = statement.subject;
  if (digest.sha512 !== undefined || digest.sha256 !== sha256Hex(name)) {
    refuse('the digest of this subject is the SHA-256 of its name');
  }
}

function checkOwn(statement: Statement): void {
  checkNamed(statement);
  if (statement.subject.name !== statement.predicate.by)
    refuse('only a signer itself can say this of its key');
}

function checkArtifact(statement: Statement): Purl {
  const purl = parsePurl(statement.subject.name);
  if (purl.version === null || purl.subpath !== null)
    refuse('the subject is one release: a purl with a version');
  if (statement.subject.digest.sha512 === undefined) refuse('an artifact is named by both sha256 and sha512');
  return purl;
}

function isSorted(list: readonly string[]): boolean {
  return list.every((item, index) => index === 0 || (list[index - 1] as string) < item);
}

function checkReview({ subject, predicate }: StatementOf<'review'>, target: Purl): void {
  const { scope, coverage } = predicate;
  if (!isSorted(predicate.criteria)) refuse('criteria are sorted');
  if (!isSorted(predicate.signals.acknowledged)) refuse('acknowledged signals are sorted');
  const covered = scope.kind === 'full' ? scope.tree : scope.change;
  if ('complete' in coverage && coverage.complete !== covered) {
    refuse('complete coverage repeats the digest of the tree or change');
  }
  if ('read' in coverage && coverage.read > coverage.entries)
    refuse('no more entries can be read than there are');
  if (scope.kind === 'change') {
    const base = parsePurl(scope.base.purl);
    if (base.version === null || !samePackage(base, target))
      refuse('the base is a release of the same package');
    const { sha256, sha512 } = scope.base;
    if (sha256 === subject.digest.sha256 || sha512 === subject.digest.sha512) {
      refuse('base and target are two artifacts');
    }
  }
}

function checkFlag(statement: StatementOf<'flag'>): void {
  const { predicate, subject } = statement;
  for (const { lines } of predicate.evidence) if (lines && lines[0] > lines[1]) refuse('lines go from – to');
  if (predicate.range === undefined) {
    checkArtifact(statement);
    return;
  }
  const purl = parsePurl(subject.name);
  if (purl.version !== null || purl.subpath !== null)
    refuse('with a range the subject is a purl without a version');
  checkNamed(statement);
}

function checkVouch(statement: StatementOf<'vouch'>): void {
  checkNamed(statement);
  parseSigner(statement.subject.name);
  if (statement.subject.name === statement.predicate.by) refuse('nobody vouches for itself');
  const lasts = realInstant(statement.predicate.expires) - realInstant(statement.predicate.date);
  if (lasts <= 0 || lasts > longestVouchSeconds * 1000)
    refuse('a vouch expires after its date and within a year');
}

function checkRevocation(statement: StatementOf<'revocation'>): void {
  const { predicate, subject } = statement;
  if (predicate.since !== 'always') realInstant(predicate.since);
  if (predicate.action !== 'retracted') {
    checkOwn(statement);
    if (predicate.action === 'rotated') {
      parseSigner(predicate.successor);
      if (predicate.successor === predicate.by) refuse('a key is not its own successor');
    }
    return;
  }
  if (subject.name !== subject.digest.sha256 || subject.digest.sha512 !== undefined) {
    refuse('the subject of a retraction is a statement id');
  }
}

/** Throws `statement-meaning` (or the code of a part, as `purl-malformed`) when the fields do not agree. */
export function checkMeaning(statement: Statement): void {
  if (statement.kind !== 'checkpoint') realInstant(statement.predicate.date);
  switch (statement.kind) {
    case 'review':
      return checkReview(statement, checkArtifact(statement));
    case 'flag':
      return checkFlag(statement);
    case 'vouch':
      return checkVouch(statement);
    case 'revocation':
      return checkRevocation(statement);
    case 'profile': {
      const { predecessor, by } = statement.predicate;
      if (predecessor !== undefined) parseSigner(predecessor);
      if (predecessor === by) refuse('a key is not its own predecessor');
      return checkOwn(statement);
    }
    case 'checkpoint':
      return checkNamed(statement);
  }
}
