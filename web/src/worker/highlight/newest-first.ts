import type { HighlightWorker, LineTokens } from '../reading.ts';
import { tokenizing } from './tokenize.ts';

interface Job {
  readonly steps: Generator<void, LineTokens | null, void>;
  readonly answer: (tokens: LineTokens | null) => void;
  /** Milliseconds of work so far. */
  spent: number;
}

/** What a file may take, and how long one is worked on before the next request is looked for. */
const timeMax = 15_000;
const turnMax = 20;
/** Files that wait; those that were asked for before them are forgotten, and have no tokens. */
const jobsMax = 8;

/** Works on the file that was asked for last, then goes on with those before it. */
export class NewestFirst implements HighlightWorker {
  private readonly jobs: Job[] = [];
  private running = false;

  tokens(path: string, bytes: Uint8Array): Promise<LineTokens | null> {
    return new Promise((answer) => {
      const job: Job = { steps: tokenizing(path, bytes, () => job.spent > timeMax), answer, spent: 0 };
      this.jobs.push(job);
      if (this.jobs.length > jobsMax) this.jobs.shift()?.answer(null);
      if (!this.running) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.jobs.length > 0) {
      // Lets messages come in.
      await new Promise((resolve) => setTimeout(resolve));
      const job = this.jobs.at(-1) as Job;
      const done = turn(job);
      if (done !== undefined) {
        this.jobs.splice(this.jobs.indexOf(job), 1);
        job.answer(done);
      }
    }
    this.running = false;
  }
}

/** The tokens when they are ready; a file that a grammar fails on has none. */
function turn(job: Job): LineTokens | null | undefined {
  const start = performance.now();
  try {
    for (let now = start; now - start < turnMax; now = performance.now()) {
      const { done, value } = job.steps.next();
      if (done) return value;
    }
    return undefined;
  } catch {
    return null;
  } finally {
    job.spent += performance.now() - start;
  }
}
