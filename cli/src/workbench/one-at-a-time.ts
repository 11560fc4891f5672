import { CodedError } from '@countersign/shared/errors.ts';
import type { Question } from './decide.ts';

/** A turn with the person at the terminal. */
interface Turn {
  /** Gives it up: there was nothing to ask. */
  now(): void;
  /** The same question, that gives the turn up when it was answered; for good when something was signed. */
  after(question: Question): Question;
}

/** Takes a turn. Throws `workbench-busy` while there is another; `workbench-closed` after a signature. */
export function oneAtATime(): () => Turn {
  let state: 'free' | 'busy' | 'closed' = 'free';
  return () => {
    if (state === 'busy')
      throw new CodedError('workbench-busy', 'another statement waits for an answer at the terminal');
    if (state === 'closed')
      throw new CodedError('workbench-closed', 'a statement was signed here, and this workbench is over');
    state = 'busy';
    return {
      now() {
        state = 'free';
      },
      after: (question) => async (gone) => {
        const outcome = await question(gone);
        state = outcome.outcome === 'signed' ? 'closed' : 'free';
        return outcome;
      },
    };
  };
}
