import { checkerOf } from '#schema';
import { parseCanonicalJson } from '../bytes/canonical-json.ts';
import { hasNoOtherKeys, isRecord } from '../bytes/json.ts';
import { fromUtf8 } from '../bytes/text.ts';
import { isSha256, isSha512 } from '../digest.ts';
import { CodedError } from '../errors.ts';
import { checkMeaning } from './meaning.ts';
import { knownPredicateType, type Kind } from './kinds.ts';
import { predicateSchemas } from './schemas.ts';
import type { SchemaChecker } from '../platform/schema-checker.ts';
import type { Statement, Subject } from './statement.ts';

/** `_type` of every statement. */
export const statementType = 'https://in-toto.io/Statement/v1';

/** What holds in every version of every kind: where the subject and the signer stand. */
export interface Outline {
  readonly predicateType: string;
  readonly subject: Subject;
  readonly by: string;
  readonly form: string;
  readonly predicate: Record<string, unknown>;
}

function malformed(why: string): CodedError {
  return new CodedError('statement-malformed', `not a statement: ${why}`);
}

function parseSubject(value: unknown): Subject {
  if (!Array.isArray(value) || value.length !== 1) throw malformed('it has exactly one subject');
  const subject: unknown = value[0];
  if (!isRecord(subject) || !hasNoOtherKeys(subject, ['name', 'digest'])) {
    throw malformed('its subject has exactly name and digest');
  }
  const { name, digest } = subject;
  if (typeof name !== 'string' || name.length === 0 || name.length > 2048)
    throw malformed('its subject has a name');
  if (!isRecord(digest) || !hasNoOtherKeys(digest, ['sha256', 'sha512']))
    throw malformed('its digest is sha256 and sha512');
  const { sha256, sha512 } = digest;
  if (typeof sha256 !== 'string' || !isSha256(sha256)) throw malformed('sha256 is 64 lower-case hex digits');
  if (sha512 === undefined) return { name, digest: { sha256 } };
  if (typeof sha512 !== 'string' || !isSha512(sha512)) throw malformed('sha512 is 128 lower-case hex digits');
  return { name, digest: { sha256, sha512 } };
}

/** Reads the fields that keep their place in every version; throws `statement-malformed`. */
export function parseOutline(payload: Uint8Array): Outline {
  const fields = parseFields(parseCanonicalJson(fromUtf8(payload)));
  const { by, form } = fields.predicate;
  if (typeof by !== 'string' || typeof form !== 'string') throw malformed('predicate names by and form');
  return { ...fields, by, form };
}

/** As parseOutline, of what nobody may have signed yet: without a look at `by` and `form`. */
export function parseFields(value: unknown): Omit<Outline, 'by' | 'form'> {
  if (!isRecord(value) || !hasNoOtherKeys(value, ['_type', 'subject', 'predicateType', 'predicate'])) {
    throw malformed('it has exactly _type, subject, predicateType and predicate');
  }
  const { predicateType, predicate } = value;
  if (value['_type'] !== statementType) throw malformed(`_type is ${statementType}`);
  if (typeof predicateType !== 'string') throw malformed('predicateType is a text');
  if (!isRecord(predicate)) throw malformed('predicate is an object');
  return { predicateType, subject: parseSubject(value['subject']), predicate };
}

const checkers = new Map<Kind, SchemaChecker>();

function checkerFor(kind: Kind): SchemaChecker {
  let checker = checkers.get(kind);
  if (!checker) {
    checker = checkerOf(predicateSchemas[kind]);
    checkers.set(kind, checker);
  }
  return checker;
}

/**
 * The statement that an outline holds, by the schema of its kind and by what its fields mean together. Throws
 * `statement-unknown` for a predicate type of another version, `statement-schema` or `statement-meaning` otherwise.
 */
export function parseStatement(outline: Outline): Statement {
  const known = knownPredicateType(outline.predicateType);
  if (!known) {
    throw new CodedError('statement-unknown', 'this version does not know that kind of statement', {
      predicateType: outline.predicateType,
    });
  }
  const checker = checkerFor(known.kind);
  if (!checker.holds(outline.predicate)) {
    const first = checker.firstError(outline.predicate);
    throw new CodedError(
      'statement-schema',
      `not a ${known.kind}: ${first?.instancePath ?? ''} ${first?.message ?? ''}`,
      {
        path: first?.instancePath ?? '',
      },
    );
  }
  const statement = {
    ...known,
    subject: outline.subject,
    predicate: outline.predicate,
  } as unknown as Statement;
  checkMeaning(statement);
  return statement;
}
