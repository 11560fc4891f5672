import { parseRelease, releaseArgument } from '@countersign/shared/purl/release.ts';
import { signStatement, type Draft } from '@countersign/shared/statement/sign.ts';
import { instant } from '../arguments/dates.ts';
import { signerLine } from '../arguments/signer-line.ts';
import type { Context } from '../context.ts';
import { evidenceOf } from '../flag/evidence.ts';
import { checkFlagOptions, type CheckedFlag, type FlagOptions } from '../flag/flag-options.ts';
import { flagTarget, type FlagTarget } from '../flag/flag-target.ts';
import { unlockKey } from '../keys/ask-passphrase.ts';
import { chooseKey } from '../keys/choose-key.ts';
import { recipientsOf } from '../nodes/recipients.ts';
import { reportSubmission } from '../nodes/report-submission.ts';
import { submit } from '../nodes/submit.ts';
import { consent } from '../project/consent.ts';
import { projectIfAny } from '../project/project.ts';
import { pinnedHere } from '../reading/pinned-here.ts';
import { span } from '../terminal.ts';

/** `countersign flag`: raises a red flag, and succeeds only once no gate of this policy can miss it. */
export async function flag(context: Context, given: FlagOptions): Promise<number> {
  const options = checkFlagOptions(given);
  const release = parseRelease(options.release);
  const project = projectIfAny(context);
  const key = chooseKey(context);
  const recipients = recipientsOf(context, project);
  const target = await flagTarget(context, release, pinnedHere(context, project));
  const draft = draftOf(options, target, context.now());
  showFlag(context, draft);
  await consent(context, `Raise this flag as ${signerLine(key)}, for all to see?`);
  const signed = signStatement(draft, await unlockKey(context, key));
  const submission = await submit(signed, recipients.nodes);
  const code = reportSubmission(context, submission, recipients.mustHold);
  if (project) context.terminal.hint(`countersign why ${releaseArgument(release)}`);
  return code;
}

function draftOf(options: CheckedFlag, target: FlagTarget, now: number): Draft<'flag'> {
  return {
    kind: 'flag',
    log: 'trust',
    subject: target.subject,
    predicate: {
      date: instant(now),
      severity: options.severity,
      category: options.category,
      summary: options.summary,
      ...(target.range === null ? {} : { range: target.range }),
      evidence: evidenceOf(options, target.tree),
    },
  };
}

function showFlag({ terminal }: Context, { subject, predicate }: Draft<'flag'>): void {
  terminal.notice([span('bad', predicate.severity), `  ${subject.name}`]);
  terminal.notice(`  category  ${predicate.category}`);
  terminal.notice(`  summary   ${predicate.summary}`);
  if (predicate.range === undefined) terminal.notice(`  artifact  sha256:${subject.digest.sha256}`);
  else terminal.notice(`  versions  ${predicate.range}`);
  for (const { path, lines, sha256 } of predicate.evidence) {
    const place = lines === undefined ? path : `${path}:${[...new Set(lines)].join('-')}`;
    terminal.notice(`  evidence  ${place}${sha256 === undefined ? ', not checked' : `  sha256:${sha256}`}`);
  }
}
