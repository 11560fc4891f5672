import { ReviewerAnswer, StatementAnswer } from '@countersign/shared/api.ts';
import { fromBase64 } from '@countersign/shared/bytes/base64.ts';
import { toHex } from '@countersign/shared/bytes/hex.ts';
import { fromUtf8, toUtf8 } from '@countersign/shared/bytes/text.ts';
import { sha256Hex } from '@countersign/shared/digest.ts';
import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import type { LogName } from '@countersign/shared/log/log-name.ts';
import { leafHash } from '@countersign/shared/log/merkle.ts';
import { inclusionSteps } from '@countersign/shared/log/proof-steps.ts';
import { verifyInclusion } from '@countersign/shared/log/proof.ts';
import { openEntry } from '@countersign/shared/statement/open.ts';
import type { CheckedProof, NodeLog } from './node-log.ts';
import type { EntryAnswer, FindAnswer, FindQuestion, LogEntry, ShownProof } from './node-logs.ts';
import { getJson, type NodeSource } from './node-source.ts';
import { findStatements, openItems, type FoundStatement } from './review-log.ts';

/** As many as one look at the log shows at once. */
const mostAtOnce = 256;
const longestNote = 256 * 1024;

/** Entries `from` to `to`, each proved to be in the tree of the head. */
export async function readEntries(log: NodeLog, from: number, to: number): Promise<LogEntry[]> {
  if (to - from > mostAtOnce)
    throw new CodedError('log-range-invalid', `at most ${mostAtOnce} entries at once`);
  const entries = await log.entries(from, to);
  const shown: LogEntry[] = [];
  for (const [i, bytes] of entries.entries()) {
    await log.prove(from + i, bytes);
    shown.push(showEntry(from + i, bytes));
  }
  return shown;
}

export async function readEntry(log: NodeLog, index: number): Promise<EntryAnswer> {
  const [bytes] = await log.entries(index, index + 1);
  if (!bytes) throw new CodedError('log-range-invalid', `no entry ${index}`);
  return { entry: showEntry(index, bytes), proof: showProof(log.known.log, await log.prove(index, bytes)) };
}

/** A statement with the node's own receipt for it, checked as whoever submitted it would. */
export async function readStatement(
  source: NodeSource,
  logs: Readonly<Record<LogName, NodeLog>>,
  id: string,
): Promise<EntryAnswer> {
  const answer = await getJson(source, `/api/statements/${id}`, StatementAnswer);
  const log = logs[answer.log];
  const { note: checkpoint } = await log.accept(answer.checkpoint);
  const bytes = toUtf8(answer.entry);
  const entry = showEntry(answer.index, bytes);
  if (entry.opened?.id !== id) {
    throw new CodedError('log-inconsistent', 'the node serves another statement under this id');
  }
  const { index } = answer;
  const leaf = leafHash(bytes);
  const proof = answer.proof.map(fromBase64);
  verifyInclusion({ index, size: checkpoint.size, leaf, proof, root: checkpoint.root });
  return { entry, proof: showProof(answer.log, { index, leaf, proof, checkpoint }) };
}

export async function find(source: NodeSource, question: FindQuestion): Promise<FindAnswer> {
  const { found, refused, more } = await ask(source, question);
  const shown = found.map(({ statement, item }) => ({ log: item.log, index: item.index, opened: statement }));
  return { found: shown, refused, more };
}

async function ask(source: NodeSource, question: FindQuestion) {
  switch (question.kind) {
    case 'release':
      return findStatements(source, { purl: question.purl });
    case 'package':
      return findStatements(source, { package: question.purl });
    case 'sha256':
      return findStatements(source, { sha256: question.digest });
    case 'sha512':
      return findStatements(source, { sha512: question.digest });
    case 'signer': {
      const path = `/api/reviewers/${encodeURIComponent(question.signer)}`;
      const answer = await getJson(source, path, ReviewerAnswer);
      const { found, refused } = openItems([...answer.statements, ...answer.about]);
      return { found: once(found), refused, more: answer.next !== null };
    }
    case 'statement': {
      const answer = await getJson(source, `/api/statements/${question.id}`, StatementAnswer);
      return { ...openItems([answer]), more: false };
    }
  }
}

function once(found: readonly FoundStatement[]): FoundStatement[] {
  return [...new Map(found.map((one) => [one.statement.id, one])).values()];
}

/** The text of a note, when it is the one that was named. */
export async function readNote(source: NodeSource, sha256: string): Promise<string> {
  const bytes = await source.get(`/api/blobs/${sha256}`, longestNote);
  if (sha256Hex(bytes) !== sha256) {
    throw new CodedError(
      'artifact-mismatch',
      'the node serves another text than the one that was signed for',
    );
  }
  return fromUtf8(bytes);
}

function showEntry(index: number, bytes: Uint8Array): LogEntry {
  const raw = new TextDecoder().decode(bytes);
  try {
    return { index, raw, opened: openEntry(bytes), problem: null };
  } catch (error) {
    if (!isCoded(error)) throw error;
    return { index, raw, opened: null, problem: { code: error.code, message: error.message } };
  }
}

function showProof(log: LogName, { index, leaf, proof, checkpoint }: CheckedProof): ShownProof {
  const { size, root, note } = checkpoint;
  return {
    log,
    index,
    size,
    leaf: toHex(leaf),
    steps: inclusionSteps(index, size, leaf, proof).map(({ sibling, side, result }) => ({
      sibling: toHex(sibling),
      side,
      result: toHex(result),
    })),
    root: toHex(root),
    note,
  };
}
