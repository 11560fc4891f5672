/** What a coded error means to a visitor, and what to do. The code itself stands beside it, for a report. */
const words: Readonly<Record<string, string>> = {
  offline: 'The node does not answer. Check the connection, then try again.',
  'answer-malformed': 'The node answered something that cannot be read. Nothing of it is shown.',
  'answer-too-large': 'The node answered more than any node should. It was not read to its end.',
  'rate-limited': 'Too many questions in a short time. Wait a minute, then try again.',
  'artifact-rate-limited': 'This node fetched enough for now. Wait a minute, then try again.',
  'node-overloaded': 'The node has more to do than it can. Wait a minute, then try again.',
  'route-unknown': 'This node does not answer that question; it may run another version.',
  'request-malformed': 'The address holds something that this node cannot read.',
  'reviewer-not-found': 'Nobody has signed anything here with that key.',
  'statement-not-found': 'This node does not hold that statement.',
  'artifact-not-found': 'This node does not hold these bytes, and may not fetch them.',
  'artifact-mismatch': 'The bytes are not those that were signed for. They are not shown.',
  'registry-not-found': 'The registry does not know that release.',
  'registry-unreachable': 'The registry does not answer this node. Try again later.',
  'registry-timeout': 'The registry took too long to answer this node. Try again later.',
  'purl-malformed': 'That is not the name of a package.',
  'signer-malformed': 'That is not the key of a signer.',
};

export interface ErrorWords {
  readonly sentence: string;
  readonly code: string | null;
}

/** Of an ApiError, a WorkerError, a CodedError, or anything else that was thrown. */
export function errorWords(error: unknown): ErrorWords {
  if (typeof error !== 'object' || error === null) return { sentence: unexpected, code: null };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  if (code === null) return { sentence: unexpected, code };
  const message = 'message' in error && typeof error.message === 'string' ? error.message : '';
  return { sentence: Object.hasOwn(words, code) ? (words[code] as string) : asSentence(message), code };
}

const unexpected = 'Something went wrong that this page did not expect. Reload it to go on.';

function asSentence(message: string): string {
  if (message === '') return unexpected;
  const text = message.length > 500 ? `${message.slice(0, 500)}…` : message;
  return `${text[0]?.toUpperCase()}${text.slice(1)}${/[.?…]$/.test(text) ? '' : '.'}`;
}
