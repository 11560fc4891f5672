import type { Receipt } from '@countersign/shared/api.ts';
import { isRecord } from '@countersign/shared/bytes/json.ts';
import { fromUtf8 } from '@countersign/shared/bytes/text.ts';
import { isSha256 } from '@countersign/shared/digest.ts';
import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import type { Answer } from '../http.ts';

/** A receipt, a statement and its receipt, or an error: all are far smaller. Bytes. */
export const longestAnswer = 256 * 1024;
const longestProof = 54;

/** The object in an answer that must be 200 or 201. Throws `node-refused` with the node's own reason. */
export function readAnswer(answer: Answer): Record<string, unknown> {
  const value = parse(answer.body);
  if (answer.status !== 200 && answer.status !== 201) {
    const { code, message } = isRecord(value) ? value : {};
    const said = typeof code === 'string' && typeof message === 'string' ? `: ${message} [${code}]` : '';
    throw new CodedError('node-refused', `answers ${answer.status}${said}`, { status: answer.status, code });
  }
  return isRecord(value) ? value : refuse();
}

/** The receipt in an answer, checked for its shape alone. Throws `receipt-invalid`. */
export function readReceipt(value: Record<string, unknown>): Receipt {
  const { id, log, index, size, proof, checkpoint } = value;
  if (typeof id !== 'string' || !isSha256(id)) return refuse();
  if (log !== 'reviews' && log !== 'trust') return refuse();
  if (!isCount(index) || !isCount(size) || typeof checkpoint !== 'string') return refuse();
  if (!Array.isArray(proof) || proof.length > longestProof || !proof.every(isText)) return refuse();
  return { id, log, index, size, proof, checkpoint };
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(body));
  } catch (error) {
    if (error instanceof SyntaxError || isCoded(error)) return null;
    throw error;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function refuse(): never {
  throw new CodedError('receipt-invalid', 'answers with something that is no receipt');
}
