import { defaultArchiveLimits } from '../artifact/limits.ts';
import { toCanonicalJson } from '../bytes/canonical-json.ts';
import { hasNoOtherKeys, isRecord } from '../bytes/json.ts';
import { toUtf8 } from '../bytes/text.ts';
import { sha256Hex } from '../digest.ts';
import { CodedError } from '../errors.ts';
import { affirmationId } from './affirmation.ts';
import { predicateType } from './kinds.ts';
import { parseFields, parseStatement, statementType } from './parse.ts';
import { readListDigest, sortedPaths } from './read-list.ts';
import type { Draft } from './sign.ts';

/** The kinds that a page drafts for somebody else's key. */
export type DraftedKind = 'review' | 'flag';

/** A statement that nobody has signed yet, with every text that it names by its hash. */
export interface Unsigned<K extends DraftedKind = DraftedKind> {
  readonly draft: { [One in K]: Draft<One> }[K];
  /** The text of `predicate.text`: a review's; null for a flag. */
  readonly affirmation: string | null;
  /** The text of `predicate.note`. */
  readonly note: string | null;
  /** The paths behind a partial coverage's `list`, sorted by their bytes; null when all was read, and for a flag. */
  readonly read: readonly string[] | null;
}

export function isReview(drafted: Unsigned): drafted is Unsigned<'review'> {
  return drafted.draft.kind === 'review';
}

export function isFlag(drafted: Unsigned): drafted is Unsigned<'flag'> {
  return drafted.draft.kind === 'flag';
}

/** The end of the file name under which a page saves one: `socks-2.8.4.countersign.json`. */
export const unsignedSuffix = '.countersign.json';

/** Bytes. Room for the longest note, and for the paths of the largest change. */
export const maxUnsignedLength = 16 * 1024 * 1024;
/** Bytes of UTF-8: what a node takes as a blob (`maxBlobLength` of api.ts). */
export const maxNoteLength = 256 * 1024;

const version = 1;

/**
 * RFC 8785 order of keys, indented by two spaces, ended by LF:
 *
 *     {
 *       "affirmation": "Countersign affirmation, version 1\n…",
 *       "note": null,
 *       "read": null,
 *       "statement": { "_type": …, "predicate": …, "predicateType": …, "subject": [ … ] },
 *       "version": 1
 *     }
 */
export function formatUnsigned({ draft, affirmation, note, read }: Unsigned): string {
  return printed({
    version,
    statement: {
      _type: statementType,
      subject: [draft.subject],
      predicateType: predicateType(draft.log, draft.kind),
      predicate: draft.predicate,
    },
    affirmation,
    note,
    read,
  });
}

/**
 * Exactly what formatUnsigned prints. Throws `unsigned-too-large`, `unsigned-malformed`, `file-too-new` for a later
 * version, `unsigned-kind` for a kind that no page drafts, `unsigned-contradiction` when a text is not the one whose hash
 * the statement carries, and what parseStatement throws.
 */
export function parseUnsigned(text: string): Unsigned {
  if (text.length > maxUnsignedLength || toUtf8(text).length > maxUnsignedLength)
    throw new CodedError(
      'unsigned-too-large',
      `an unsigned statement has at most ${maxUnsignedLength} bytes`,
    );
  if (nestsDeeper(text, deepest)) throw malformed('nested too deep');
  const value = parseJson(text);
  if (!isRecord(value)) throw malformed('it is an object');
  if (Number.isSafeInteger(value['version']) && (value['version'] as number) > version) {
    throw new CodedError(
      'file-too-new',
      `this statement is of version ${String(value['version'])}: update countersign`,
    );
  }
  if (value['version'] !== version) throw malformed(`its version is ${version}`);
  if (!hasNoOtherKeys(value, ['version', 'statement', 'affirmation', 'note', 'read']))
    throw malformed('it has exactly version, statement, affirmation, note and read');
  // Before the costly comparison: an archive that anybody read has no more files.
  if (Array.isArray(value['read']) && value['read'].length > defaultArchiveLimits.maxEntries)
    throw malformed(`it lists more than ${defaultArchiveLimits.maxEntries} files as read`);
  if (printed(value) !== text) throw malformed('it is not written as countersign writes it');
  const { affirmation, note, read } = value;
  if (!isTextOrNull(affirmation) || !isTextOrNull(note))
    throw malformed('affirmation and note are texts or null');
  if (read !== null && !isPaths(read)) throw malformed('read is a list of paths or null');
  const unsigned = { draft: parseDraft(value['statement']), affirmation, note, read };
  checkTexts(unsigned);
  return unsigned;
}

function printed(value: unknown): string {
  try {
    // Canonical first: it sorts, and refuses what JSON cannot say.
    return `${JSON.stringify(JSON.parse(toCanonicalJson(value)), null, 2)}\n`;
  } catch (cause) {
    if (cause instanceof RangeError)
      throw new CodedError('unsigned-malformed', 'nested too deep', {}, { cause });
    throw cause;
  }
}

/** Of brackets in each other; a document has seven. */
const deepest = 16;

/** Found before parsing, which would take a minute for millions of brackets. */
function nestsDeeper(text: string, most: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') quoted = !quoted;
    else if (quoted) at += character === '\\' ? 1 : 0;
    else if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    if (depth > most) return true;
  }
  return false;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CodedError('unsigned-malformed', 'not an unsigned statement: not JSON', {}, { cause });
  }
}

// Whose key it will be is not known yet; no rule for a review or flag depends on it.
const nobody = { by: `ed25519:${'A'.repeat(43)}`, form: 'raw' };

function parseDraft(value: unknown): Unsigned['draft'] {
  const fields = parseFields(value);
  if (Object.hasOwn(fields.predicate, 'by') || Object.hasOwn(fields.predicate, 'form'))
    throw malformed('who signs, and how, is not for the draft to say');
  const statement = parseStatement({ ...fields, ...nobody, predicate: { ...fields.predicate, ...nobody } });
  if (statement.kind !== 'review' && statement.kind !== 'flag')
    throw new CodedError(
      'unsigned-kind',
      `a ${statement.kind} is not drafted by others: only a review or a flag is`,
    );
  const { kind, log, subject } = statement;
  return { kind, log, subject, predicate: fields.predicate } as unknown as Unsigned['draft'];
}

function checkTexts({ draft, affirmation, note, read }: Unsigned): void {
  const text = draft.kind === 'review' ? draft.predicate.text : undefined;
  if ((affirmation === null ? undefined : affirmationId(affirmation)) !== text)
    throw contradiction('its affirmation is not the text that the statement names');
  if ((note === null ? undefined : sha256Hex(note)) !== draft.predicate.note)
    throw contradiction('its note is not the one that the statement names');
  if (note !== null && (note === '' || toUtf8(note).length > maxNoteLength))
    throw malformed(`a note has 1 to ${maxNoteLength} bytes`);
  checkRead(draft, read);
}

function checkRead(draft: Unsigned['draft'], read: readonly string[] | null): void {
  const coverage = draft.kind === 'review' ? draft.predicate.coverage : null;
  if (coverage === null || !('read' in coverage)) {
    if (read !== null) throw contradiction('it lists what was read of a statement that covers everything');
    return;
  }
  if (read === null) throw contradiction('it does not list what was read');
  if (read.length !== coverage.read || readListDigest(read) !== coverage.list)
    throw contradiction('its list of what was read is not the one that the statement names');
}

/** As a list is printed: sorted, none twice, one line each. */
function isPaths(value: unknown): value is string[] {
  if (!Array.isArray(value) || !value.every((path) => typeof path === 'string' && isPath(path))) return false;
  const sorted = sortedPaths(value as string[]);
  return sorted.length === value.length && sorted.every((path, i) => path === value[i]);
}

function isPath(path: string): boolean {
  return path !== '' && !path.includes('\n');
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function malformed(why: string): CodedError {
  return new CodedError('unsigned-malformed', `not an unsigned statement: ${why}`);
}

function contradiction(why: string): CodedError {
  return new CodedError('unsigned-contradiction', `the unsigned statement contradicts itself: ${why}`);
}
