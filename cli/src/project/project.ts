import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fromUtf8 } from '@countersign/shared/bytes/text.ts';
import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import { baselineFinder, parseBaseline, type Baseline } from '@countersign/shared/policy/baseline.ts';
import { parsePolicy, type Policy } from '@countersign/shared/policy/policy.ts';
import type { Target } from '@countersign/shared/trust/target.ts';
import type { Context } from '../context.ts';
import { openRevision, repositoryRoot, type Revision } from './git.ts';

export const policyName = 'countersign.jsonc';
export const baselineName = 'countersign.baseline.json';

/** The policy that judges here, with its baseline. */
export interface Project {
  /** The folder of the policy; lockfiles are named from here. */
  readonly root: string;
  readonly policyPath: string;
  /** The same from the working directory, for people. */
  readonly policyFile: string;
  readonly policyText: string;
  readonly policy: Policy;
  readonly baselinePath: string;
  readonly baselineFile: string;
  readonly baselineText: string | null;
  readonly baseline: Baseline;
  readonly isBaseline: (target: Target) => boolean;
}

function isTop(folder: string): boolean {
  return existsSync(join(folder, '.git'));
}

/** The nearest policy from `cwd` up to the repository's root, or outside one up to the file system's. */
function findPolicy(cwd: string, has: (path: string) => boolean = existsSync): string | null {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const path = join(folder, policyName);
    if (has(path)) return path;
    if (isTop(folder) || dirname(folder) === folder) return null;
  }
}

function noPolicy({ options: { policy } }: Context, where: string): CodedError {
  const message =
    policy === undefined
      ? `no ${policyName} ${where}; write one with: countersign init --node URL`
      : `no policy ${JSON.stringify(policy)} ${where}`;
  return new CodedError('policy-not-found', message);
}

function policyPathOf(context: Context): string | null {
  return context.options.policy ? resolve(context.cwd, context.options.policy) : findPolicy(context.cwd);
}

/** The project as it stands in the work tree. */
export function loadProject(context: Context): Project {
  const path = policyPathOf(context);
  const policy = path === null ? null : readIfThere(path);
  if (path === null || policy === null) {
    throw noPolicy(context, context.options.policy ? 'here' : 'from here up to the top of the repository');
  }
  return build(context, path, policy, readIfThere(join(dirname(path), baselineName)));
}

/** The project here; null when no policy is found and none was named. */
export function projectIfAny(context: Context): Project | null {
  try {
    return loadProject(context);
  } catch (error) {
    if (context.options.policy === undefined && isCoded(error, 'policy-not-found')) return null;
    throw error;
  }
}

/** The project as it stands in the protected base revision: what judges a pull request. */
export function loadBaseProject(
  context: Context,
  revision: string,
): { project: Project; base: Revision; top: string } {
  const top = repositoryRoot(context.cwd);
  if (top === null) throw new CodedError('git-failed', 'gate --base works inside a git repository');
  const base = openRevision(top, revision);
  const inBase = (path: string) => relative(top, path).split(sep).join('/');
  const asked = context.options.policy;
  const path = asked
    ? resolve(context.cwd, asked)
    : findPolicy(context.cwd, (candidate) => base.read(inBase(candidate)) !== null);
  const policy = path === null ? null : base.read(inBase(path));
  if (path === null || policy === null)
    throw noPolicy(context, `in ${revision}: the base has to bring its own judge`);
  const baseline = base.read(inBase(join(dirname(path), baselineName)));
  return { project: build(context, path, policy, baseline), base, top };
}

function build(
  { cwd }: Context,
  policyPath: string,
  policy: Uint8Array,
  baseline: Uint8Array | null,
): Project {
  const baselinePath = join(dirname(policyPath), baselineName);
  const [policyFile, baselineFile] = [relative(cwd, policyPath), relative(cwd, baselinePath)];
  const policyText = fromUtf8(policy);
  const baselineText = baseline === null ? null : fromUtf8(baseline);
  const parsed: Baseline =
    baselineText === null ? { entries: [] } : parseBaseline(baselineText, baselineFile);
  const find = baselineFinder(parsed);
  return {
    root: dirname(policyPath),
    policyPath,
    policyFile,
    policyText,
    policy: parsePolicy(policyText, policyFile),
    baselinePath,
    baselineFile,
    baselineText,
    baseline: parsed,
    isBaseline: ({ purl, digests }) => find(purl, digests) !== null,
  };
}

/** The bytes of a plain file; null when there is none. A link is refused: it could show another judge than the reviewed one. */
function readIfThere(path: string): Uint8Array | null {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) return null;
  if (!found.isFile()) throw new CodedError('arguments-invalid', `${path} is no plain file`);
  return readFileSync(path);
}
