import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import { isFlag, isReview, parseUnsigned, type Unsigned } from '@countersign/shared/statement/unsigned.ts';
import type { Outcome } from '@countersign/shared/workbench-api.ts';
import type { Criterion } from '../arguments/choices.ts';
import type { Context } from '../context.ts';
import { checkFlag } from '../drafted/check-flag.ts';
import { checkReview } from '../drafted/check-review.ts';
import { showReview } from '../drafted/show-review.ts';
import { askToSign, checkFits, neededOf, signAndSubmit, type Signing } from '../drafted/sign-drafted.ts';
import { exitCodeOfError } from '../exit.ts';
import { showFlag } from '../flag/show-flag.ts';
import { reportSubmission } from '../nodes/report-submission.ts';
import type { Submission } from '../nodes/submit.ts';
import type { Reading } from '../review/reading.ts';

/** Asks the person at the terminal, until `gone` says that the page no longer waits. */
export type Question = (gone: AbortSignal) => Promise<Outcome>;

/**
 * The question that a document from the page comes to; `onSigned` is told before what was signed leaves. Throws when it is
 * no statement about this reading.
 */
export function questionOf(
  context: Context,
  text: string,
  reading: Reading,
  known: readonly Criterion[],
  signing: Signing,
  onSigned: () => void,
): Question {
  const drafted = parseUnsigned(text);
  check(drafted, reading, known, context.now());
  checkFits(drafted, signing);
  return async (gone) => {
    show(context, drafted, reading);
    const asking = { ...context, terminal: context.terminal.until(gone) };
    const submission = await signIfWanted(asking, drafted, signing, onSigned);
    if (!submission) return { outcome: 'declined' };
    const code = report(context, submission, neededOf(drafted, signing));
    return { outcome: 'signed', id: submission.id, code, nodes: submission.deliveries.map(deliveryOf) };
  };
}

function check(drafted: Unsigned, reading: Reading, known: readonly Criterion[], now: number): void {
  if (isReview(drafted)) checkReview(drafted, reading, known, now);
  else if (isFlag(drafted)) checkFlag(drafted, reading.target, reading.target.tree, now);
  else throw new TypeError('a kind of statement that nothing here checks');
}

function show(context: Context, drafted: Unsigned, reading: Reading): void {
  if (isReview(drafted)) showReview(context, drafted, reading);
  if (isFlag(drafted)) showFlag(context, drafted);
}

/** Null when the person does not want to, or cannot: a wrong passphrase, say. The page may send again. */
async function signIfWanted(
  context: Context,
  drafted: Unsigned,
  signing: Signing,
  onSigned: () => void,
): Promise<Submission | null> {
  try {
    await context.terminal.forgetTyped();
    await askToSign(context, drafted, signing);
    return await signAndSubmit(context, drafted, signing, onSigned);
  } catch (error) {
    if (!isCoded(error)) throw error;
    context.terminal.notice(`nothing was signed: ${error.message} [${error.code}]; the page stays open`);
    return null;
  }
}

/** The exit code, also where too few nodes hold it. */
function report(context: Context, submission: Submission, needed: number): number {
  try {
    return reportSubmission(context, submission, needed);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    context.terminal.error(`${error.message} [${error.code}]`);
    return exitCodeOfError(error);
  }
}

function deliveryOf({ node, index, error }: Submission['deliveries'][number]) {
  const message = error ? `${error.message} [${error.code}]` : `entry ${index}`;
  return { node: node.name, ok: error === null, message };
}
