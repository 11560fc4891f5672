import { equalBytes } from '../bytes/compare.ts';
import { fromUtf8 } from '../bytes/text.ts';
import { isCoded } from '../errors.ts';
import { describeBaselineEdits } from './baseline-edits.ts';
import { parseBaseline } from './baseline.ts';
import { describeNpmrcEdits } from './npmrc-edits.ts';
import { describePolicyEdits } from './policy-edits.ts';
import { parsePolicy } from './policy.ts';

export type EditKind = 'policy' | 'baseline' | 'npmrc';

/** Something that a change does to the files that judge it. */
export interface Edit {
  readonly kind: EditKind;
  readonly path: string;
  /** The first line of the head's file that differs, from 1. */
  readonly line: number;
  /** `adds the anchor bob (ed25519:…)`; may quote what a file holds, so a printer escapes it. */
  readonly description: string;
}

/**
 * What a change edits in its own judge: policies, baselines and .npmrc files by path, as bytes, told apart by their
 * names. A file whose bytes differ, that is new or gone, always yields an edit at least.
 */
export function policyEdits(
  base: ReadonlyMap<string, Uint8Array>,
  head: ReadonlyMap<string, Uint8Array>,
): Edit[] {
  const paths = [...new Set([...base.keys(), ...head.keys()])].toSorted();
  return paths.flatMap((path) => {
    const before = base.get(path);
    const after = head.get(path);
    if (before !== undefined && after !== undefined && equalBytes(before, after)) return [];
    const kind = kindOf(path);
    const line = firstDifference(before, after);
    return describe(kind, path, before, after).map((description) => ({ kind, path, line, description }));
  });
}

function kindOf(path: string): EditKind {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === '.npmrc') return 'npmrc';
  return name.endsWith('baseline.json') ? 'baseline' : 'policy';
}

function describe(kind: EditKind, path: string, before?: Uint8Array, after?: Uint8Array): string[] {
  const what = { policy: 'policy', baseline: 'baseline', npmrc: '.npmrc' }[kind];
  if (after === undefined) return [`removes the ${what}`];
  try {
    const described = compare(kind, path, before === undefined ? null : fromUtf8(before), fromUtf8(after));
    if (before === undefined) return [`adds a ${what}`, ...described];
    if (described.length > 0) return described;
    // In .npmrc a line may mean something else below a [section].
    if (kind === 'npmrc') return ['changes the comments or the order of lines in .npmrc'];
    return [`changes the layout or the comments of the ${what} only`];
  } catch (error) {
    if (!isCoded(error)) throw error;
    return [
      `${before === undefined ? 'adds a' : 'changes the'} ${what}; cannot be compared: ${error.message}`,
    ];
  }
}

function compare(kind: EditKind, path: string, before: string | null, after: string): string[] {
  switch (kind) {
    case 'policy': {
      const head = parsePolicy(after, path);
      return before === null ? [] : describePolicyEdits(parsePolicy(before, path), head);
    }
    case 'baseline':
      return describeBaselineEdits(
        before === null ? { entries: [] } : parseBaseline(before, path),
        parseBaseline(after, path),
      );
    case 'npmrc':
      return describeNpmrcEdits(before ?? '', after);
  }
}

const newline = 0x0a;

function firstDifference(
  before: Uint8Array = new Uint8Array(),
  after: Uint8Array = new Uint8Array(),
): number {
  let line = 1;
  for (let i = 0; i < after.length && before[i] === after[i]; i++) if (after[i] === newline) line++;
  return line;
}
