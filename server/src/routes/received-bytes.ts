import { Transform } from 'node:stream';
import { CodedError } from '@countersign/shared/errors.ts';

/** What the large bodies of all requests together may take up in memory while they are on their way and answered. */
export class ReceivedBytes {
  readonly #most: number;
  #held = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Passes a body on and counts it, until `release` is called; fails with `node-overloaded`. */
  count(): { readonly counter: Transform; readonly release: () => void } {
    let own = 0;
    const counter = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        if (this.#held + chunk.length > this.#most) {
          done(
            new CodedError(
              'node-overloaded',
              'too many large submissions at once: send this one again in a moment',
            ),
          );
          return;
        }
        this.#held += chunk.length;
        own += chunk.length;
        done(null, chunk);
      },
    });
    const release = () => {
      this.#held -= own;
      own = 0;
      counter.destroy();
    };
    return { counter, release };
  }
}
