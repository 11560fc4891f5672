import type { StatementId } from '../digest.ts';
import { CodedError, isCoded } from '../errors.ts';
import { parseSigner, verifySignature } from '../signer/signer.ts';
import { decodeEntry, preAuthEncoding, statementId } from './envelope.ts';
import { parseOutline, parseStatement, type Outline } from './parse.ts';
import type { Signed, UnknownStatement } from './statement.ts';

export type Opened = Signed | UnknownStatement;

/**
 * Reads one log entry: decode, read the signer, verify the exact bytes with it, then parse. Only an entry whose
 * signature verifies has an id. An entry that is signed well but of a kind or version unknown here comes back as
 * `unknown`, because a gate must not overlook it. Everything else ends in a coded error.
 */
export function openEntry(entry: Uint8Array): Opened {
  const envelope = decodeEntry(entry);
  const outline = parseOutline(envelope.payload);
  const by = parseSigner(outline.by);
  if (outline.form !== 'raw' && outline.form !== 'sshsig') {
    throw new CodedError('signature-form-unknown', 'form is raw or sshsig', { form: outline.form });
  }
  if (!verifySignature(by, outline.form, preAuthEncoding(envelope.payload), envelope.signature)) {
    throw new CodedError('signature-invalid', 'the signature does not verify with predicate.by');
  }
  return parseVerified(outline, statementId(envelope.payload));
}

function parseVerified(outline: Outline, id: StatementId): Opened {
  const by = parseSigner(outline.by);
  try {
    return { ...parseStatement(outline), id, by };
  } catch (error) {
    if (!isCoded(error)) throw error;
    return { kind: 'unknown', id, by, predicateType: outline.predicateType, subject: outline.subject };
  }
}

/** As openEntry, but a statement that this version cannot parse is refused with the reason; for who accepts new ones. */
export function openKnownEntry(entry: Uint8Array): Signed {
  const opened = openEntry(entry);
  if (opened.kind !== 'unknown') return opened;
  parseStatement(parseOutline(decodeEntry(entry).payload));
  throw new CodedError('statement-unknown', 'this version does not know that kind of statement');
}
