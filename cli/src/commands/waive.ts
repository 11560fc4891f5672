import { CodedError } from '@countersign/shared/errors.ts';
import { findings } from '@countersign/shared/policy/findings.ts';
import { addWaiver } from '@countersign/shared/policy/waiver-edit.ts';
import type { Waiver } from '@countersign/shared/policy/waiver-shape.ts';
import { namesOf } from '@countersign/shared/gate/finding-names.ts';
import type { ReleaseVerdict } from '@countersign/shared/gate/verdict.ts';
import { formatPurl } from '@countersign/shared/purl/purl.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit.ts';
import { consent } from '../project/consent.ts';
import { findRelease } from '../project/find-release.ts';
import { runGate } from '../project/run-gate.ts';
import { loadProject, policyName } from '../project/project.ts';
import { writeFileWhole } from '../project/write-file.ts';

export interface WaiveOptions {
  readonly release: string;
  readonly owner: string;
  readonly reason: string;
  readonly expires: string;
}

/** `countersign waive`: names what the gate finds on one artifact today; anything found later voids it. */
export async function waive(context: Context, options: WaiveOptions): Promise<number> {
  const project = loadProject(context);
  const { result } = await runGate(context, { lockfiles: [] });
  const found = findRelease(result, options.release);
  const waivers = new Map<string, Waiver>();
  for (const verdict of found) {
    const waiver = waiverFor(verdict, options, context);
    if (waiver) waivers.set(JSON.stringify(waiver), waiver);
  }
  if (waivers.size === 0) {
    throw new CodedError('arguments-invalid', `${options.release} passes already: there is nothing to waive`);
  }
  let text = project.policyText;
  for (const waiver of waivers.values()) {
    context.terminal.notice(
      `waives ${waiver.findings.join(', ')} of ${waiver.release} until ${waiver.expires}`,
    );
    text = addWaiver(text, waiver, policyName);
  }
  await consent(
    context,
    `Add ${waivers.size === 1 ? 'this waiver' : `these ${waivers.size} waivers`} to ${policyName}?`,
  );
  writeFileWhole(project.policyPath, text);
  context.terminal.result(`added to ${policyName}; commit it`);
  return exitCodes.allow;
}

function waiverFor(
  { verdict, findings: found, release }: ReleaseVerdict,
  { owner, reason, expires }: WaiveOptions,
  context: Context,
): Waiver | null {
  if (verdict === 'allow' || verdict === 'waived') return null;
  const never = found.find(({ code }) => findings[code].waiver === 'never');
  if (never) {
    throw new CodedError('arguments-invalid', `cannot be waived: ${never.message} [${never.code}]`);
  }
  const today = new Date(context.now()).toISOString().slice(0, 10);
  if (expires < today)
    throw new CodedError('arguments-invalid', `--expires ${expires} is past; give a date such as ${today}`);
  const { purl, digests } = release.target;
  const named = {
    release: formatPurl({ ...purl, qualifiers: {} }),
    findings: [...new Set(found.flatMap(namesOf))].sort(),
    owner,
    reason,
    expires,
  };
  if (digests.sha512 !== undefined) return { ...named, digest: `sha512:${digests.sha512}` };
  if (digests.sha256 !== undefined) return { ...named, digest: `sha256:${digests.sha256}` };
  return { ...named, entry: release.entry };
}
