import { changeBetween, changeDigest, type ChangeEntry } from '@countersign/shared/artifact/change.ts';
import type { TreeEntry } from '@countersign/shared/artifact/tree.ts';
import { diffChange, type ChangeDiff } from '@countersign/shared/diff/change-diff.ts';
import { parseRelease } from '@countersign/shared/purl/release.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit.ts';
import { projectIfAny } from '../project/project.ts';
import { changeText } from '../reading/change-text.ts';
import { changeHeading } from '../reading/heading.ts';
import { changeManifest } from '../reading/manifest.ts';
import { fetchRelease, registryOf, unpackRelease, type OpenedRelease } from '../reading/open-release.ts';
import { otherVersion } from '../reading/other-version.ts';
import { pinnedHere } from '../reading/pinned-here.ts';
import { jsonText } from '../report/json-text.ts';
import type { Text } from '../terminal.ts';

/** `countersign diff`: what changed between two releases of one package, files first, then the text. */
export async function diff(context: Context, baseText: string, targetText: string): Promise<number> {
  const baseRelease = parseRelease(baseText);
  const targetRelease = otherVersion(baseRelease, targetText);
  const pinned = pinnedHere(context, projectIfAny(context));
  const registry = await registryOf(context, baseRelease);
  const [base, target] = (await Promise.all(
    [baseRelease, targetRelease].map(async (release) =>
      unpackRelease(context, await fetchRelease(context, registry, release, pinned)),
    ),
  )) as [OpenedRelease, OpenedRelease];
  const change = changeBetween(base.tree, target.tree);
  const digest = changeDigest(change);
  const diffs = diffChange(change);
  if (context.options.format === 'json') {
    context.terminal.document(jsonText(diffJson(base, target, digest, diffs)));
  } else {
    await context.terminal.page(diffLines(base, target, digest, diffs));
  }
  return exitCodes.allow;
}

function* diffLines(
  base: OpenedRelease,
  target: OpenedRelease,
  digest: string,
  diffs: ChangeDiff,
): Generator<Text> {
  yield* changeHeading(base, target, digest);
  yield* changeManifest(diffs);
  yield* changeText(diffs);
}

/** Version 1. Fields are only ever added within a version. */
function diffJson(base: OpenedRelease, target: OpenedRelease, digest: string, diffs: ChangeDiff): unknown {
  return {
    version: 1,
    base: releaseJson(base),
    target: releaseJson(target),
    change: digest,
    added: diffs.added,
    removed: diffs.removed,
    entries: diffs.entries.map(({ entry, diff: { added, removed, binary, hard } }) => ({
      kind: entry.kind,
      path: entry.path,
      base: partJson(entry, 'base'),
      target: partJson(entry, 'target'),
      added,
      removed,
      binary,
      hard,
    })),
  };
}

function releaseJson({ purl, digest, tree }: OpenedRelease): unknown {
  return { release: purl, ...digest, findings: tree.findings };
}

function partJson(entry: ChangeEntry, side: 'base' | 'target'): unknown {
  const part = (entry as Partial<Record<'base' | 'target', TreeEntry>>)[side];
  if (!part) return null;
  return { type: part.type, mode: part.mode.toString(8), size: part.content.length, sha256: part.sha256 };
}
