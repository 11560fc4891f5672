import type { Receipt } from '@countersign/shared/api.ts';
import { fromBase64 } from '@countersign/shared/bytes/base64.ts';
import type { StatementId } from '@countersign/shared/digest.ts';
import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import { openCheckpoint, parseCheckpoint, type Checkpoint } from '@countersign/shared/log/checkpoint.ts';
import { leafHash } from '@countersign/shared/log/merkle.ts';
import { splitNote } from '@countersign/shared/log/note.ts';
import { verifyInclusion } from '@countersign/shared/log/proof.ts';
import type { Vkey } from '@countersign/shared/log/vkey.ts';
import type { LogName } from '@countersign/shared/log/log-name.ts';

export interface SentEntry {
  readonly id: StatementId;
  readonly log: LogName;
  /** The log entry to the byte. */
  readonly entry: Uint8Array;
}

/**
 * Returns when the receipt proves that the log holds this very entry: it is about this statement, the log's key signed
 * the checkpoint, and the proof leads from our own entry to its root. Without a pinned key (`null`) nobody vouches for
 * the checkpoint, and only the proof is checked. Throws `receipt-invalid`.
 */
export function verifyReceipt(receipt: Receipt, sent: SentEntry, vkey: Vkey | null): void {
  if (receipt.id !== sent.id || receipt.log !== sent.log) throw invalid('it is about another statement');
  try {
    const { size, root } = checkpointOf(receipt.checkpoint, vkey);
    if (size !== receipt.size) throw invalid('its checkpoint has another size');
    const proof = receipt.proof.map(fromBase64);
    verifyInclusion({ index: receipt.index, size, leaf: leafHash(sent.entry), proof, root });
  } catch (error) {
    if (!isCoded(error) || error.code === 'receipt-invalid') throw error;
    throw invalid(`${error.message} [${error.code}]`, error);
  }
}

function checkpointOf(note: string, vkey: Vkey | null): Checkpoint {
  return vkey ? openCheckpoint(note, vkey).checkpoint : parseCheckpoint(splitNote(note).text);
}

function invalid(why: string, cause?: unknown): CodedError {
  return new CodedError('receipt-invalid', `its receipt proves nothing: ${why}`, {}, { cause });
}
