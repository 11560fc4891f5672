import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import { findings } from '@countersign/shared/policy/findings.ts';
import { addWaiver } from '@countersign/shared/policy/waiver-edit.ts';
import { parseDate, parseLine, type Waiver } from '@countersign/shared/policy/waiver-shape.ts';
import { namesOf } from '@countersign/shared/gate/finding-names.ts';
import type { ReleaseVerdict } from '@countersign/shared/gate/verdict.ts';
import { formatPurl } from '@countersign/shared/purl/purl.ts';
import { refuseMistakes } from '../arguments/choices.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit.ts';
import { consent } from '../project/consent.ts';
import { findRelease } from '../project/find-release.ts';
import { loadProject } from '../project/project.ts';
import { runGate } from '../project/run-gate.ts';
import { writeFileWhole } from '../project/write-file.ts';

export interface WaiveOptions {
  readonly release: string;
  readonly owner: string;
  readonly reason: string;
  readonly expires: string;
}

/** `countersign waive`: names what the gate finds on one artifact today; anything found later voids it. */
export async function waive(context: Context, options: WaiveOptions): Promise<number> {
  checkOptions(context, options);
  const project = loadProject(context);
  const found = findRelease(await runGate(context, { lockfiles: [] }), options.release);
  const waivers = new Map<string, Waiver>();
  for (const verdict of found) {
    const waiver = waiverFor(verdict, options);
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
    text = addWaiver(text, waiver, project.policyFile);
  }
  await consent(
    context,
    `Add ${waivers.size === 1 ? 'this waiver' : `these ${waivers.size} waivers`} to ${project.policyFile}?`,
  );
  writeFileWhole(project.policyPath, text);
  context.terminal.result(`added to ${project.policyFile}; commit it`);
  return exitCodes.allow;
}

/** Throws `arguments-invalid` with everything that is wrong. */
function checkOptions({ now }: Context, { reason, owner, expires }: WaiveOptions): void {
  const today = new Date(now()).toISOString().slice(0, 10);
  refuseMistakes([
    mistakeIn('--reason', reason, parseLine),
    mistakeIn('--owner', owner, parseLine),
    mistakeIn('--expires', expires, parseDate) ??
      (expires < today ? `--expires: ${expires} is past; give a date such as ${today}` : null),
  ]);
}

function mistakeIn(option: string, value: string, parse: (value: string) => unknown): string | null {
  try {
    parse(value);
    return null;
  } catch (error) {
    if (!isCoded(error)) throw error;
    return `${option}: ${error.message}`;
  }
}

function waiverFor(
  { verdict, findings: found, release }: ReleaseVerdict,
  { owner, reason, expires }: WaiveOptions,
): Waiver | null {
  if (verdict === 'allow' || verdict === 'waived') return null;
  const never = found.find(({ code }) => findings[code].waiver === 'never');
  if (never) {
    throw new CodedError('arguments-invalid', `cannot be waived: ${never.message} [${never.code}]`);
  }
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
