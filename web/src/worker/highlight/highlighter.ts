import type { HighlightWorker, LineTokens } from '../reading.ts';

export interface HighlightThread {
  readonly worker: HighlightWorker;
  end(): void;
}

/** Milliseconds without any answer after which a thread is given up: its grammar hangs on some file. */
const patience = 20_000;

/** Asks a thread, and starts another when that one hangs: colours may fail to come, and never hold anything up. */
export class Highlighter implements HighlightWorker {
  private readonly start: () => HighlightThread;
  private thread: HighlightThread | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly waiting = new Set<(tokens: LineTokens | null) => void>();

  constructor(start: () => HighlightThread) {
    this.start = start;
  }

  tokens(path: string, bytes: Uint8Array): Promise<LineTokens | null> {
    this.thread ??= this.start();
    const { worker } = this.thread;
    return new Promise((answer) => {
      this.waiting.add(answer);
      if (this.timer === undefined) this.restartTimer();
      const settle = (tokens: LineTokens | null): void => {
        if (!this.waiting.delete(answer)) return;
        this.restartTimer();
        answer(tokens);
      };
      worker.tokens(path, bytes).then(settle, () => settle(null));
    });
  }

  /** Whoever still waits is answered that there are no tokens. */
  close(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.thread?.end();
    this.thread = null;
    const waiting = [...this.waiting];
    this.waiting.clear();
    for (const answer of waiting) answer(null);
  }

  private restartTimer(): void {
    clearTimeout(this.timer);
    this.timer = this.waiting.size === 0 ? undefined : setTimeout(() => this.close(), patience);
  }
}
