import type { Tree, TreeEntry } from '@countersign/shared/artifact/tree.ts';
import { splitLines } from '@countersign/shared/diff/lines.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import { nearest } from '@countersign/shared/policy/nearest.ts';
import type { FlagPredicate } from '@countersign/shared/statement/flag.ts';
import type { CheckedFlag } from './flag-options.ts';

type Evidence = FlagPredicate['evidence'];

const mostNames = 5;

/**
 * Where a flag says to look: the file with its digest, as the tree has it. Without a tree (null) nobody can check the path,
 * and it stands without a digest. Throws `arguments-invalid` with near names, or the count of lines.
 */
export function evidenceOf(
  { path, lines }: Pick<CheckedFlag, 'path' | 'lines'>,
  tree: Tree | null,
): Evidence {
  if (path === null) return [];
  const place = { path, ...(lines === null ? {} : { lines }) };
  if (!tree) return [place];
  const file = tree.entries.find((entry) => entry.path === path);
  if (!file) throw noSuchFile(path, tree.entries);
  const { count } = splitLines(file.content);
  if (lines !== null && lines[1] > count) {
    throw new CodedError(
      'arguments-invalid',
      `--line ${lines[1]}: ${JSON.stringify(path)} has ${count} lines`,
    );
  }
  return [{ ...place, sha256: file.sha256 }];
}

function noSuchFile(path: string, entries: readonly TreeEntry[]): CodedError {
  const names = entries.map((entry) => entry.path);
  const meant = nearest(path, names);
  const alike = names.filter(
    (name) => name.endsWith(`/${lastPart(path)}`) || lastPart(name) === lastPart(path),
  );
  const near = new Set([...(meant === null ? [] : [meant]), ...alike]);
  const listed = near.size > 0 ? [...near] : names;
  const shown = listed.slice(0, mostNames).map((name) => JSON.stringify(name));
  const more = listed.length > mostNames ? ', …' : '';
  const hint = `${near.size > 0 ? 'did you mean' : 'it has'} ${shown.join(', ')}${more}`;
  return new CodedError(
    'arguments-invalid',
    `--path ${JSON.stringify(path)} is no file of the release; ${hint}`,
  );
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
