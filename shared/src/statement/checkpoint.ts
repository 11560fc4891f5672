import * as Type from 'typebox';
import { closed, Form, Signer } from './fragments.ts';

/**
 * The log's own earlier, cosigned checkpoint, signed by the log's key: what gives the entries below it their log time.
 * It carries no date of its own.
 */
export const CheckpointPredicate = closed({
  by: Signer,
  form: Form,
  /** The signed note, as served at `/checkpoint`. */
  note: Type.String({ minLength: 1, maxLength: 16 * 1024 }),
});

export type CheckpointPredicate = Type.Static<typeof CheckpointPredicate>;
