import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import type { StatementId } from '@countersign/shared/digest.ts';
import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import { openEntry, type Opened } from '@countersign/shared/statement/open.ts';
import { ask } from '../http.ts';
import { longestAnswer, readAnswer } from './answers.ts';
import type { Recipient } from './recipients.ts';

/**
 * The statement with this id, from the first node that holds it; its signature is verified, and it is no other. Throws
 * `statement-not-found` with what each node said.
 */
export async function findStatement(id: StatementId, nodes: readonly Recipient[]): Promise<Opened> {
  const failures: string[] = [];
  for (const node of nodes) {
    try {
      return await fetchStatement(id, node);
    } catch (error) {
      if (!isCoded(error)) throw error;
      failures.push(`${node.name}: ${error.message}`);
    }
  }
  throw new CodedError('statement-not-found', [`no node gave the statement ${id}`, ...failures].join('\n'));
}

async function fetchStatement(id: StatementId, { url }: Recipient): Promise<Opened> {
  const answer = await ask({ method: 'GET', url: `${url}/api/statements/${id}`, limit: longestAnswer });
  const { entry } = readAnswer(answer);
  if (typeof entry !== 'string') throw new CodedError('receipt-invalid', 'answers without the statement');
  const opened = openEntry(toUtf8(entry));
  if (opened.id !== id) throw new CodedError('receipt-invalid', 'answers with another statement');
  return opened;
}
