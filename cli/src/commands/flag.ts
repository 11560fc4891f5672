import { parseRelease, releaseArgument } from '@countersign/shared/purl/release.ts';
import { flagDraft } from '@countersign/shared/statement/flag-draft.ts';
import type { Context } from '../context.ts';
import { askToSign, neededOf, signAndSubmit } from '../drafted/sign-drafted.ts';
import { evidenceOf } from '../flag/evidence.ts';
import { checkFlagOptions, type FlagOptions } from '../flag/flag-options.ts';
import { flagTarget } from '../flag/flag-target.ts';
import { showFlag } from '../flag/show-flag.ts';
import { chooseKey } from '../keys/choose-key.ts';
import { recipientsOf } from '../nodes/recipients.ts';
import { reportSubmission } from '../nodes/report-submission.ts';
import { projectIfAny } from '../project/project.ts';
import { pinnedHere } from '../reading/pinned-here.ts';

/** `countersign flag`: raises a red flag, and succeeds only once no gate of this policy can miss it. */
export async function flag(context: Context, given: FlagOptions): Promise<number> {
  const options = checkFlagOptions(given);
  const release = parseRelease(options.release);
  const project = projectIfAny(context);
  const signing = { key: chooseKey(context), recipients: recipientsOf(context, project) };
  const target = await flagTarget(context, release, pinnedHere(context, project));
  const { subject, range, tree } = target;
  const { severity, category, summary } = options;
  const evidence = evidenceOf(options, tree);
  const drafted = flagDraft({
    subject,
    range,
    severity,
    category,
    summary,
    evidence,
    note: null,
    now: context.now(),
  });
  showFlag(context, drafted);
  await askToSign(context, drafted, signing);
  const submission = await signAndSubmit(context, drafted, signing);
  const code = reportSubmission(context, submission, neededOf(drafted, signing));
  if (project) context.terminal.hint(`countersign why ${releaseArgument(release)}`);
  return code;
}
