import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { equalBytes } from '@countersign/shared/bytes/compare.ts';
import { policyEdits, type Edit } from '@countersign/shared/policy/edits.ts';
import type { Finding } from '@countersign/shared/gate/verdict.ts';
import type { Revision } from './git.ts';
import { baselineName, policyName, type Project } from './project.ts';

/** Files that decide what gets installed; an edit of one beside an edit of the judge is a finding. */
const installFiles = ['package.json', 'package-lock.json', 'npm-shrinkwrap.json'];
const judgeFiles = [policyName, baselineName, '.npmrc'];

export interface JudgeEdits {
  readonly edits: readonly Edit[];
  /** `policy-edit`, when the same change also edits a lockfile or manifest and the base does not say `list`. */
  readonly findings: readonly Finding[];
}

/**
 * What the work tree edits of the files that judge it, against the base (docs/protocol.md, "The change must not bring its
 * own judge"). It looks at every policy, baseline and .npmrc of the base, and at those beside what is judged now.
 */
export function judgeEdits(
  project: Project,
  base: Revision,
  top: string,
  lockfiles: readonly string[],
): JudgeEdits {
  const inBase = (path: string) => relative(top, path).split(sep).join('/');
  const folders = new Set([top, project.root, ...lockfiles.map((path) => dirname(path))]);
  for (const folder of Array.from(folders)) for (const above of foldersUpTo(folder, top)) folders.add(above);

  const watched = new Set(judgeFiles.flatMap((name) => base.named(name)));
  watched.add(inBase(project.policyPath));
  for (const folder of folders) for (const name of judgeFiles) watched.add(inBase(join(folder, name)));
  const before = new Map<string, Uint8Array>();
  const after = new Map<string, Uint8Array>();
  for (const path of watched) {
    const old = base.read(path);
    const now = readWorkTree(join(top, path));
    if (old) before.set(path, old);
    if (now) after.set(path, now);
  }
  const edits = policyEdits(before, after);
  const updates = edits.length > 0 && installChanged(base, top, folders);
  if (!updates || project.policy.edits === 'list') return { edits, findings: [] };
  const message =
    'this change edits the policy, baseline, waivers or .npmrc beside an update; split it in two';
  return { edits, findings: [{ code: 'policy-edit', message }] };
}

function installChanged(base: Revision, top: string, folders: ReadonlySet<string>): boolean {
  const paths = new Set(installFiles.flatMap((name) => base.named(name)));
  for (const folder of folders) {
    for (const name of installFiles) paths.add(relative(top, join(folder, name)).split(sep).join('/'));
  }
  return [...paths].some((path) => {
    const old = base.read(path);
    const now = readWorkTree(join(top, path));
    if (old === null || now === null) return old !== now;
    return !equalBytes(old, now);
  });
}

function foldersUpTo(folder: string, top: string): string[] {
  const found: string[] = [];
  for (let at = folder; at.startsWith(top); at = dirname(at)) {
    found.push(at);
    if (at === top || dirname(at) === at) break;
  }
  return found;
}

/** A link counts as its own text: the file it stands for is another one than the base had. */
function readWorkTree(path: string): Uint8Array | null {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) return null;
  return found.isFile() ? readFileSync(path) : new TextEncoder().encode('not a plain file');
}
