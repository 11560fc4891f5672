import { expose, transfer } from 'comlink';
import { NewestFirst } from './highlight/newest-first.ts';
import type { HighlightWorker } from './reading.ts';

const files = new NewestFirst();

const worker: HighlightWorker = {
  async tokens(path, bytes) {
    const tokens = await files.tokens(path, bytes);
    return tokens && transfer(tokens, [tokens.lines.buffer, tokens.spans.buffer]);
  },
};

expose(worker);
