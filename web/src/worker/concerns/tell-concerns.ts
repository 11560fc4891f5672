import type { ArchiveFinding } from '@countersign/shared/artifact/finding.ts';
import type { Tree, TreeEntry } from '@countersign/shared/artifact/tree.ts';
import { looksMinified } from '../content/minified.ts';
import type { Content } from '../files/content-kind.ts';
import { findingConcerns } from './finding-concerns.ts';
import { type FoundConcern, orderConcerns, quote } from './found-concern.ts';
import { formatOf } from './file-format.ts';
import { HiddenSearch } from './hidden-text.ts';
import { dependencyConcerns, entryConcerns } from './manifest-changes.ts';
import { isProse } from './prose.ts';
import type { Reached } from './reached.ts';
import { scriptConcerns } from './scripts.ts';

/** One side's tree, and what of it runs. */
export interface ConcernSide {
  readonly tree: Tree | null;
  readonly reached: Reached;
}

export interface ConcernedFile {
  readonly path: string;
  readonly base: TreeEntry | null;
  readonly target: TreeEntry | null;
  /** Of the target. */
  readonly content: Content;
  /** What its text is compared with. */
  readonly comparedBase: TreeEntry | null;
}

/** What is looked through for hidden characters before the page has anything, and then of one file. */
const earlyBudget = 150_000;
const lateBudget = 2_000_000;

/** Tells why a file of a change should be looked at first. */
export class ConcernTeller {
  readonly #base: ConcernSide;
  readonly #target: ConcernSide;
  readonly #findings: ReadonlyMap<string, readonly ArchiveFinding[]>;
  readonly #hidden = new HiddenSearch(earlyBudget);
  readonly #late = new Set<string>();

  constructor(base: ConcernSide, target: ConcernSide) {
    this.#base = base;
    this.#target = target;
    this.#findings = Map.groupBy(target.tree?.findings ?? [], ({ path }) => path);
  }

  of(file: ConcernedFile): FoundConcern[] {
    const { path, target } = file;
    if (!target) return this.#ofDeleted(path);
    return orderConcerns([
      ...this.#ofPlace(path),
      ...(path === 'package.json' ? this.#ofManifest() : []),
      ...ofMode(file),
      ...ofContent(path, target, file),
      ...this.#ofHidden(file),
      ...findingConcerns(this.#findings.get(path) ?? []),
      ...(target.type === 'file' ? [] : [this.#ofLink(path, target)]),
    ]);
  }

  /** What there was no time for at once; none for most files. */
  later({ path, target, content, comparedBase }: ConcernedFile): FoundConcern[] {
    if (!target || !this.#late.delete(path)) return [];
    const found = new HiddenSearch(lateBudget).concerns(path, target, content, comparedBase);
    const text = 'has too many characters of other scripts to be looked through for hidden ones';
    return found ?? [{ concern: 'hidden-characters', text }];
  }

  #ofHidden({ path, target, content, comparedBase }: ConcernedFile): FoundConcern[] {
    if (target?.type !== 'file' || content.kind === 'binary') return [];
    const found = this.#hidden.concerns(path, target, content, comparedBase);
    if (!found) this.#late.add(path);
    return found ?? [];
  }

  #ofDeleted(path: string): FoundConcern[] {
    if (path !== 'package.json') return [];
    return [{ concern: 'manifest-scripts', text: 'is gone: the package has no manifest' }];
  }

  #ofPlace(path: string): FoundConcern[] {
    const { hooks, entries } = this.#target.reached;
    const found: FoundConcern[] = [];
    const hook = hooks.get(path);
    if (hook !== undefined) {
      found.push({ concern: 'install-script', text: `is run at installation by ${quote(hook)}` });
    }
    if (path === 'binding.gyp') {
      found.push({
        concern: 'install-script',
        text: 'makes npm compile and run what it says at installation',
      });
    }
    const fields = entries.get(path);
    if (fields) {
      const named = fields.map((field) => `\`${field}\``).join(' and ');
      found.push({ concern: 'entry-point', text: `is what ${named} of package.json names` });
    }
    if (path === 'npm-shrinkwrap.json') {
      found.push({
        concern: 'new-dependency',
        text: 'decides which dependencies are installed with the package',
      });
    }
    if (path.includes('node_modules/') && path.endsWith('/package.json')) {
      found.push({ concern: 'new-dependency', text: 'belongs to a dependency that is packed along' });
    }
    return found;
  }

  #ofManifest(): FoundConcern[] {
    const before = this.#base.reached.manifest;
    const after = this.#target.reached.manifest;
    const isChange = this.#base.tree !== null;
    return [
      ...scriptConcerns(before, after, isChange),
      ...(isChange ? entryConcerns(before, after) : []),
      ...dependencyConcerns(before, after),
    ];
  }

  #ofLink(path: string, target: TreeEntry): FoundConcern {
    const outside = this.#findings.get(path)?.some(({ code }) => code === 'link-outside') ?? false;
    const to = quote(new TextDecoder().decode(target.content.subarray(0, 4096)));
    const where = outside ? `${to}, outside of the package` : to;
    return {
      concern: 'link',
      text: `is a ${target.type === 'symlink' ? 'symbolic' : 'hard'} link to ${where}`,
    };
  }
}

function ofMode({ base, target }: ConcernedFile): FoundConcern[] {
  if (target?.type !== 'file' || target.mode !== 0o755 || base?.mode === 0o755) return [];
  return [{ concern: 'executable', text: base ? 'is newly executable' : 'is executable' }];
}

function ofContent(path: string, target: TreeEntry, file: ConcernedFile): FoundConcern[] {
  if (target.type !== 'file') return [];
  const found: FoundConcern[] = [];
  const format = formatOf(path, target.content);
  if (format?.isArchive) found.push({ concern: 'archive-inside', text: `is ${format.name}` });
  if (file.content.kind === 'binary') {
    const text = format ? `is not text, but ${format.name}` : 'is not text';
    found.push({ concern: 'binary', text });
    return found;
  }
  if (!isProse(path) && !path.endsWith('.map') && looksMinified(target.content)) {
    found.push({ concern: 'minified', text: 'is in lines too long for people, as a minifier leaves them' });
  }
  return found;
}
