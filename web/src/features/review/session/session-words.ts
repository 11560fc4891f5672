import { errorWords } from '../../../ui/error-words.ts';

/** What `countersign review` answers, or does not, and what to do. */
const words: Readonly<Record<string, string>> = {
  offline:
    'countersign review does not answer. Is its terminal still open? If it was closed, run it again: your draft is kept there.',
  'workbench-token-used': 'This link was used before. Run countersign review again for a new one.',
  'workbench-session-unknown':
    'This page belongs to an earlier run of countersign review. Run it again, and use the link that it prints.',
  'workbench-busy': 'The terminal is still asking about another statement. Answer there first.',
  'workbench-closed':
    'This review was signed already. To sign another statement, run countersign review again.',
  'workbench-left':
    'The terminal went away before it answered. Run countersign review again: your draft is kept.',
  'draft-too-large': 'The draft is too long to be kept. Shorten its comments.',
};

export function sessionWords(error: unknown): string {
  const { sentence, code } = errorWords(error);
  return code !== null && Object.hasOwn(words, code) ? (words[code] as string) : sentence;
}
