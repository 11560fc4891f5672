import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import { sha256Hex, type StatementId } from '@countersign/shared/digest.ts';
import type { LogName } from '@countersign/shared/log/log-name.ts';
import type { Signed } from '@countersign/shared/statement/statement.ts';
import { ask, type Answer } from '../http.ts';
import { longestAnswer, readAnswer, readReceipt } from './answers.ts';
import { verifyReceipt } from './receipt.ts';
import type { Recipient } from './recipients.ts';

export interface SignedEntry {
  readonly entry: Uint8Array;
  readonly statement: Signed;
}

/** What became of a statement at one node. */
type Delivery =
  | { readonly node: Recipient; readonly index: number; readonly error: null }
  | { readonly node: Recipient; readonly index: null; readonly error: CodedError };

export interface Submission {
  readonly id: StatementId;
  readonly log: LogName;
  readonly deliveries: readonly Delivery[];
}

/** Sends a statement to every node at once, with the note that it names, and checks what each one answers. */
export async function submit(
  signed: SignedEntry,
  nodes: readonly Recipient[],
  note: Uint8Array | null = null,
): Promise<Submission> {
  const { id, log } = signed.statement;
  const deliveries = await Promise.all(nodes.map((node) => deliver(signed, node, note)));
  return { id, log, deliveries };
}

async function deliver(signed: SignedEntry, node: Recipient, note: Uint8Array | null): Promise<Delivery> {
  try {
    // First the note: a statement should not stand anywhere with a note that nobody has.
    if (note) await sendNote(node, note);
    return { node, index: await sendEntry(node, signed), error: null };
  } catch (error) {
    if (!isCoded(error)) throw error;
    return { node, index: null, error };
  }
}

async function sendNote({ url }: Recipient, note: Uint8Array): Promise<void> {
  const answer = await post(`${url}/api/blobs`, note, 'text/plain');
  if (readAnswer(answer)['sha256'] === sha256Hex(note)) return;
  throw new CodedError('receipt-invalid', 'keeps another note than was sent');
}

async function sendEntry({ url, keys }: Recipient, { entry, statement }: SignedEntry): Promise<number> {
  const receipt = readReceipt(readAnswer(await post(`${url}/api/statements`, entry, 'application/json')));
  verifyReceipt(receipt, { id: statement.id, log: statement.log, entry }, keys?.[statement.log] ?? null);
  return receipt.index;
}

function post(url: string, body: Uint8Array, contentType: string): Promise<Answer> {
  return ask({ method: 'POST', url, limit: longestAnswer, body, contentType });
}
