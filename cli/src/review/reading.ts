import { changeBetween, changeDigest } from '@countersign/shared/artifact/change.ts';
import { treeDigest, type Tree } from '@countersign/shared/artifact/tree.ts';
import { diffChange } from '@countersign/shared/diff/change-diff.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import { showRelease } from '@countersign/shared/purl/release.ts';
import type { AffirmedScope } from '@countersign/shared/statement/affirmation.ts';
import { changeText, treeText } from '../reading/change-text.ts';
import { changeHeading, treeHeading } from '../reading/heading.ts';
import { changeManifest, treeManifest } from '../reading/manifest.ts';
import type { OpenedRelease } from '../reading/open-release.ts';
import type { Text } from '../terminal.ts';

/** What there is to read, and what a review of it names. */
export interface Reading {
  readonly target: OpenedRelease;
  readonly scope: AffirmedScope;
  /** Files. */
  readonly count: number;
  /** Of those files, in their order. */
  paths(): readonly string[];
  /** Manifest and text, for the pager. */
  lines(): Iterable<Text>;
}

const emptyTree: Tree = { entries: [], findings: [] };

/** Throws `change-empty` when there is no change to read. */
export function readingOf(target: OpenedRelease, base: OpenedRelease | null): Reading {
  return base ? changeReading(base, target) : fullReading(target);
}

function changeReading(base: OpenedRelease, target: OpenedRelease): Reading {
  const change = changeBetween(base.tree, target.tree);
  if (change.entries.length === 0) {
    const both = `${showRelease(base.release)} and ${target.release.version ?? ''}`;
    throw new CodedError(
      'change-empty',
      `${both} have the same files: there is no change to read; use --full`,
    );
  }
  const digest = changeDigest(change);
  return {
    target,
    scope: { kind: 'change', base: { purl: base.purl, digest: base.digest }, change: digest },
    count: change.entries.length,
    paths: () => change.entries.map(({ path }) => path),
    *lines() {
      const diff = diffChange(change);
      yield* changeHeading(base, target, digest);
      yield* changeManifest(diff);
      yield* changeText(diff);
    },
  };
}

function fullReading(target: OpenedRelease): Reading {
  const digest = treeDigest(target.tree);
  return {
    target,
    scope: { kind: 'full', tree: digest },
    count: target.tree.entries.length,
    paths: () => target.tree.entries.map(({ path }) => path),
    *lines() {
      const diff = diffChange(changeBetween(emptyTree, target.tree));
      yield* treeHeading(target, digest);
      yield* treeManifest(diff);
      yield* treeText(diff);
    },
  };
}
