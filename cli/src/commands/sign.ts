import process from 'node:process';
import { resolve } from 'node:path';
import { fromUtf8 } from '@countersign/shared/bytes/text.ts';
import type { ArtifactDigest } from '@countersign/shared/digest.ts';
import { parsePurl, type Purl } from '@countersign/shared/purl/purl.ts';
import { releaseArgument } from '@countersign/shared/purl/release.ts';
import {
  isFlag,
  isReview,
  maxUnsignedLength,
  parseUnsigned,
  type Unsigned,
} from '@countersign/shared/statement/unsigned.ts';
import { knownCriteria } from '../arguments/choices.ts';
import type { Context } from '../context.ts';
import { checkFlag, refuseRange } from '../drafted/check-flag.ts';
import { checkReview } from '../drafted/check-review.ts';
import { mismatch } from '../drafted/mismatch.ts';
import { showReview } from '../drafted/show-review.ts';
import { askToSign, checkFits, neededOf, signAndSubmit } from '../drafted/sign-drafted.ts';
import { showFlag } from '../flag/show-flag.ts';
import { flagTarget } from '../flag/flag-target.ts';
import { chooseKey } from '../keys/choose-key.ts';
import { recipientsOf } from '../nodes/recipients.ts';
import { reportSubmission } from '../nodes/report-submission.ts';
import { projectIfAny, type Project } from '../project/project.ts';
import { readUpTo } from '../read-file.ts';
import { fetchRelease, registryOf, unpackRelease } from '../reading/open-release.ts';
import { pinnedHere } from '../reading/pinned-here.ts';
import { readingOf } from '../review/reading.ts';

/**
 * `countersign sign`: a statement that somebody else drafted. The artifacts that it names are fetched and read again here,
 * and it is signed only if it says of them what we would have said.
 */
export async function sign(context: Context, file: string): Promise<number> {
  const drafted = parseUnsigned(file === '-' ? await readStdin() : readHere(context, file));
  const project = projectIfAny(context);
  const signing = { key: chooseKey(context), recipients: recipientsOf(context, project) };
  checkFits(drafted, signing);
  if (isReview(drafted)) await checkAndShowReview(context, drafted, project);
  else if (isFlag(drafted)) await checkAndShowFlag(context, drafted, project);
  else throw new TypeError('a kind of statement that nothing here checks');
  if (!context.options.yes) await context.terminal.forgetTyped();
  await askToSign(context, drafted, signing);
  const submission = await signAndSubmit(context, drafted, signing);
  const code = reportSubmission(context, submission, neededOf(drafted, signing));
  const { name } = drafted.draft.subject;
  if (project) context.terminal.hint(`countersign why ${releaseArgument(parsePurl(name))}`);
  return code;
}

function readHere({ cwd }: Context, file: string): string {
  // One byte more than may be, so that parseUnsigned sees a longer file.
  return fromUtf8(readUpTo(resolve(cwd, file), maxUnsignedLength + 1, 'statement-file-unreadable'));
}

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxUnsignedLength) break;
  }
  return fromUtf8(Buffer.concat(chunks));
}

/** The bytes come from a registry: nobody here can say that they are those of a repository or of another address. */
function releaseOf(purl: string): Purl {
  const release = parsePurl(purl);
  const other = Object.keys(release.qualifiers).find((key) => key !== 'repository_url');
  if (other !== undefined) throw mismatch(`nothing here can check what ${purl} says by ${other}`);
  return release;
}

async function checkAndShowReview(
  context: Context,
  drafted: Unsigned<'review'>,
  project: Project | null,
): Promise<void> {
  const { subject, predicate } = drafted.draft;
  const release = releaseOf(subject.name);
  const pinned = pinnedHere(context, project);
  const registry = await registryOf(context, release);
  const open = async (purl: string) =>
    unpackRelease(context, await fetchRelease(context, registry, releaseOf(purl), pinned));
  const base = predicate.scope.kind === 'change' ? await open(predicate.scope.base.purl) : null;
  const reading = readingOf(await open(subject.name), base);
  checkReview(drafted, reading, knownCriteria(project?.policy ?? null), context.now());
  showReview(context, drafted, reading);
}

async function checkAndShowFlag(
  context: Context,
  drafted: Unsigned<'flag'>,
  project: Project | null,
): Promise<void> {
  refuseRange(drafted);
  const release = releaseOf(drafted.draft.subject.name);
  const { subject, range, tree } = await flagTarget(context, release, pinnedHere(context, project));
  if (range !== null)
    throw mismatch(`nobody has the bytes of ${subject.name} any more to check it by; use countersign flag`);
  const target = { purl: subject.name, digest: subject.digest as ArtifactDigest };
  checkFlag(drafted, target, tree, context.now());
  showFlag(context, drafted);
}
