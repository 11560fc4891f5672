import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { CodedError } from '@countersign/shared/errors.ts';
import { formatVkey } from '@countersign/shared/log/vkey.ts';
import { formatBaseline } from '@countersign/shared/policy/baseline.ts';
import { initialPolicy } from '@countersign/shared/policy/initial.ts';
import { fingerprint, type SignerId } from '@countersign/shared/signer/signer.ts';
import { showRelease } from '@countersign/shared/purl/release.ts';
import { readSigner } from '../arguments/read-signer.ts';
import { withCache } from '../cache/open-cache.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit.ts';
import { listKeys } from '../keys/keystore.ts';
import { findLockfiles, loadLockfile } from '../lockfile/load.ts';
import { fetchPins, type NodePins } from '../nodes/fetch-pins.ts';
import { bundleHolds } from '../project/bundles.ts';
import { consent } from '../project/consent.ts';
import { exemptionsFor, type Exemptions } from '../project/exemptions.ts';
import { baselineName, policyName } from '../project/project.ts';
import { releasesOf } from '../project/releases.ts';
import { writeFileWhole } from '../project/write-file.ts';
import { span } from '../terminal.ts';

interface NamedSigner {
  readonly signer: SignerId;
  readonly name: string;
}

const waiverDays = 90;

/** `countersign init`: a policy and a baseline that are green on today's lockfile. Never replaces either. */
export async function init(context: Context, anchorTexts: readonly string[]): Promise<number> {
  const [lockfilePath] = findLockfiles(context.cwd);
  if (lockfilePath === undefined) throw new CodedError('lockfile-not-found', 'no lockfile here');
  const root = dirname(lockfilePath);
  const policyPath = join(root, policyName);
  const baselinePath = join(root, baselineName);
  for (const path of [policyPath, baselinePath]) {
    if (existsSync(path))
      throw new CodedError('arguments-invalid', `${path} is there already; edit it, or remove it first`);
  }
  if (context.options.node.length === 0) {
    throw new CodedError(
      'arguments-invalid',
      'name a node to pin, such as: countersign init --node http://localhost:4717',
    );
  }

  const anchors = anchorTexts.length > 0 ? anchorTexts.map(parseAnchor) : ownKeys(context);
  const pins: NodePins[] = [];
  for (const url of context.options.node) pins.push(await fetchPins(url));

  const lockfile = loadLockfile(lockfilePath);
  const path = relative(root, lockfilePath).split(sep).join('/');
  const { releases, runFindings } = releasesOf(lockfile, path, {
    unchanged: new Set(),
    bundleHolds: await withCache(context.home, (cache) => bundleHolds(context, cache, lockfile, context)),
  });
  const exempt = exemptionsFor(releases, {
    owner: ownerName(context, root),
    reason: 'not pinned by its lockfile when countersign was introduced',
    expires: new Date(context.now() + waiverDays * 86_400_000).toISOString().slice(0, 10),
  });

  show(context, pins, anchors, exempt);
  await consent(context, 'Pin these keys and write the policy and the baseline?');
  writeFileWhole(baselinePath, formatBaseline({ entries: exempt.entries }));
  writeFileWhole(
    policyPath,
    initialPolicy({
      anchors,
      nodes: pins.map(({ node }) => node),
      witnesses: pins.map(({ witness }) => witness),
      waivers: exempt.waivers,
    }),
  );
  report(context, exempt, runFindings);
  return exitCodes.allow;
}

/** `ed25519:…=alice`; without a name the fingerprint is one. */
function parseAnchor(text: string): NamedSigner {
  const split = text.indexOf('=');
  const signer = readSigner('--anchor', split < 0 ? text : text.slice(0, split));
  return { signer, name: split < 0 ? fingerprint(signer) : text.slice(split + 1) };
}

function ownKeys({ home }: Context): NamedSigner[] {
  return listKeys(home).flatMap((key) => ('signer' in key ? [{ signer: key.signer, name: key.name }] : []));
}

function ownerName({ env }: Context, root: string): string {
  try {
    const name = execFileSync('git', ['-C', root, 'config', 'user.name'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const plain = name
      .toString()
      .trim()
      .replaceAll(/[^\p{L}\p{N} ._@-]/gu, '')
      .trim()
      .slice(0, 100);
    if (plain !== '') return plain;
  } catch {
    // No git, or no name: the account's will do.
  }
  return env['USER']?.replaceAll(/[^A-Za-z0-9._-]/g, '') || 'the maintainer';
}

function show(
  { terminal }: Context,
  pins: readonly NodePins[],
  anchors: readonly NamedSigner[],
  exempt: Exemptions,
): void {
  terminal.notice(span('strong', 'Nodes to pin, by the keys that they show now:'));
  for (const { node, witness } of pins) {
    terminal.notice(`  ${node.url}`);
    terminal.notice(span('quiet', `    reviews  ${formatVkey(node.reviews)}`));
    terminal.notice(span('quiet', `    trust    ${formatVkey(node.trust)}`));
    terminal.notice(span('quiet', `    witness  ${formatVkey(witness.vkey)}`));
  }
  terminal.notice(
    pins.length <= 2
      ? '  One of them has to be fresh. A lone node could refuse to log a flag: pin more when you can.'
      : '  Two of them have to be fresh, so that no lone node can keep a flag from you.',
  );
  terminal.notice();
  terminal.notice(span('strong', 'Anchors, whom you trust directly:'));
  for (const { signer, name } of anchors) {
    terminal.notice(
      `  ${name}  ${signer}${anchors.length === 1 ? '  (final: its word alone is enough)' : ''}`,
    );
  }
  if (anchors.length === 0)
    terminal.notice(
      '  none: no update can pass until you add one; first: countersign key new --name me, or --anchor SIGNER=NAME',
    );
  terminal.notice();
  terminal.notice(
    `${exempt.entries.length} releases go into the baseline: exempt from reviews, never from flags.`,
  );
  if (exempt.waivers.length > 0) {
    terminal.notice(
      `${exempt.waivers.length} are not pinned by a sha256 or sha512; waived for ${waiverDays} days:`,
    );
    for (const { release, entry } of exempt.waivers) terminal.notice(`  ${release}  ${entry?.key ?? ''}`);
  }
  terminal.notice();
}

function report(
  { terminal }: Context,
  { hopeless }: Exemptions,
  runFindings: readonly { message: string }[],
): void {
  terminal.result(`wrote ${policyName} and ${baselineName}; commit both, and protect them by code owners`);
  for (const { message } of runFindings) terminal.warn(message);
  for (const { target, problems } of hopeless) {
    terminal.warn(`${showRelease(target.purl)}: ${problems.map(({ message }) => message).join('; ')}`);
  }
  if (hopeless.length + runFindings.length > 0)
    terminal.warn('the gate stays red on these until the lockfile is mended');
  terminal.result();
  terminal.result('  countersign gate');
}
