import type { ArchiveFinding } from '@countersign/shared/artifact/finding.ts';
import type { ArtifactDigest, ChangeDigest, Sha256, TreeDigest } from '@countersign/shared/digest.ts';

/** What the reading worker tells the page. Bytes stay in the worker; the page is sent only the file that it shows. */

/** An artifact to fetch and to hold against both digests. */
export interface ArtifactName {
  readonly purl: string;
  readonly digest: ArtifactDigest;
}

export interface CheckedArtifact extends ArtifactName {
  /** Bytes. */
  readonly length: number;
  /** Of its tree. */
  readonly entries: number;
  readonly findings: readonly ArchiveFinding[];
}

export interface ReadingRequest {
  readonly target: ArtifactName;
  /** Null reads the whole release. */
  readonly base: ArtifactName | null;
  /** For the fetches of this reading alone: the workbench's session. */
  readonly headers: Readonly<Record<string, string>>;
}

type ReadingScope =
  | { readonly kind: 'full'; readonly tree: TreeDigest }
  | { readonly kind: 'change'; readonly change: ChangeDigest };

/** What there is to read, before any text is diffed. */
export interface Reading {
  readonly target: CheckedArtifact;
  readonly base: CheckedArtifact | null;
  readonly scope: ReadingScope;
  /** One for each entry of the change (of the tree, when the scope is full), sorted by path bytes. */
  readonly files: readonly FileSummary[];
}

/** Why a file should be looked at first, the most dangerous first. */
export const concerns = [
  'install-script',
  'manifest-scripts',
  'entry-point',
  'new-dependency',
  'executable',
  'binary',
  'archive-inside',
  'link',
  'hidden-characters',
  'minified',
  'archive-finding',
] as const;
export type Concern = (typeof concerns)[number];

export interface FileSummary {
  /** Its place in `Reading.files`. */
  readonly index: number;
  readonly path: string;
  readonly kind: 'A' | 'M' | 'D';
  /** Of the target, or of the base where that is deleted. */
  readonly content: 'text' | 'binary' | 'link';
  /**
   * A deleted file whose content it has, in full or for the most part; the deleted one names it in `renamedTo`. A file
   * that only now is run (by a script, as an entry point) is new, whatever it was.
   */
  readonly renamedFrom: string | null;
  readonly renamedTo: string | null;
  readonly base: FileVersion | null;
  readonly target: FileVersion | null;
  /** Each with a sentence for people: "runs at installation: `node setup.js`". In the order of `concerns`. */
  readonly concerns: readonly { readonly concern: Concern; readonly text: string }[];
}

export interface FileVersion {
  readonly type: 'file' | 'symlink' | 'hardlink';
  readonly mode: number;
  /** Bytes. */
  readonly length: number;
  readonly sha256: Sha256;
}

/** How much of a file there is to read; comes after the reading, file by file, in the order of reading-order.ts. */
export interface FileCount {
  readonly index: number;
  /**
   * Lines, as `FileText.edits` have them. What has none to count (a binary, a mere change of mode or place, an empty
   * file) counts as one added line, or one removed where it is deleted: nothing counts as nothing.
   */
  readonly added: number;
  readonly removed: number;
  /** Too hard to diff, in part or as a whole: that is shown whole, all of it to be read. */
  readonly hard: boolean;
  /** All differences are in white space or line ends; it is to be read all the same. */
  readonly blankOnly: boolean;
  /** Concerns that took too long to be found for the summary: to be added to those of it. */
  readonly concerns?: FileSummary['concerns'];
}

/** The text of one side. Line i is `bytes[starts[i], starts[i + 1])` with its terminator. */
export interface SideText {
  readonly bytes: Uint8Array;
  /** One more than there are lines. */
  readonly starts: Uint32Array;
}

/** How many numbers an edit, a mark and a moved block take in the packed arrays. */
export const editWidth = 6;
export const markWidth = 3;
export const moveWidth = 5;

/** Kinds of edits as packed. */
export const editKinds = { same: 0, removed: 1, added: 2 } as const;

/** One file, ready to be shown. */
export interface FileText {
  readonly index: number;
  /**
   * Of a file that was renamed these are what it was and what it became, at its old place and at its new one. A side is
   * null where there is nothing to hold the other against: a text that was binary is all added. Both are null, without
   * edits, for what is binary now.
   */
  readonly base: SideText | null;
  readonly target: SideText | null;
  /** Rows of `editWidth`: kind, baseStart, baseEnd, targetStart, targetEnd, hard (0 or 1); see shared/diff/edit.ts. */
  readonly edits: Uint32Array;
  /** What differs within a line: rows of `markWidth`: line, from, to, in UTF-16 units of lineText; sorted by line, from. */
  readonly baseMarks: Uint32Array;
  readonly targetMarks: Uint32Array;
  /**
   * Blocks of equal lines that went elsewhere in this file: rows of `moveWidth`: baseFile, baseStart, targetFile,
   * targetStart, lines. Files are indices of `Reading.files`; here both are this one.
   */
  readonly moves: Uint32Array;
}

/** Token spans of one side: those of line i are `spans[lines[i] * 3, lines[i + 1] * 3)`, each from, to (UTF-16), style. */
export interface LineTokens {
  readonly lines: Uint32Array;
  readonly spans: Uint32Array;
}

/** What `style` of a token indexes. */
export const tokenStyles = [
  'keyword',
  'string',
  'number',
  'comment',
  'name',
  'definition',
  'type',
  'property',
  'operator',
  'punctuation',
  'regexp',
  'heading',
  'link',
  'invalid',
] as const;

export type Side = 'base' | 'target';

export interface SearchQuery {
  readonly text: string;
  readonly matchCase: boolean;
  /** Changed lines only, or all lines of the changed files. */
  readonly changedOnly: boolean;
}

export interface SearchHit {
  readonly index: number;
  readonly side: Side;
  /** From 0. */
  readonly line: number;
  /** UTF-16 units of lineText. */
  readonly from: number;
  readonly to: number;
}

export interface SearchResult {
  /** In the order of the files; no more than a thousand. */
  readonly hits: readonly SearchHit[];
  /** All of them, also those beyond. */
  readonly count: number;
  readonly files: number;
}

/** Sixteen bytes a row. */
export interface HexPage {
  readonly offset: number;
  readonly bytes: Uint8Array;
  readonly length: number;
}

/** An archive within the artifact, listed but not diffed. */
export interface ArchiveListing {
  readonly format: 'tar' | 'tgz' | 'zip';
  readonly entries: readonly {
    readonly path: string;
    readonly length: number;
    readonly sha256: Sha256 | null;
  }[];
  /** Why it could not be listed to its end. */
  readonly problem: string | null;
}

/** Pixels that this browser's own decoder made of a PNG, JPEG, GIF, or WebP file. */
export interface DecodedImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: ImageBitmap;
}

/** A guide to minified code: the same text broken into lines. What is read and counted stays the raw file. */
export interface ReadableText extends Omit<FileText, 'index'> {
  /** For each readable line the raw line that it is from, both from 0. */
  readonly baseRaw: Uint32Array;
  readonly targetRaw: Uint32Array;
  /** Names of up to three letters were made alike for the comparison, so that `a(b)` → `a(c)` does not show. */
  readonly namesFolded: boolean;
}

/** What the worker does, called through comlink. Every failure is a coded error's `{ code, message }` (worker-error.ts). */
export interface ReadingWorker {
  /** Fetches, checks and unpacks; `progress` is told in bytes, `counted` of each file as it is diffed. */
  open(
    request: ReadingRequest,
    progress: (step: {
      readonly what: 'target' | 'base';
      readonly received: number;
      readonly total: number | null;
    }) => void,
    counted: (counts: readonly FileCount[]) => void,
  ): Promise<Reading>;
  text(index: number): Promise<FileText>;
  /**
   * In place of `FileText.moves`: those from and to other files too. Comes after the last count; null where there are too
   * many changed lines, and where there is no base.
   */
  moves(index: number): Promise<Uint32Array | null>;
  readable(index: number): Promise<ReadableText | null>;
  hex(index: number, side: Side, offset: number): Promise<HexPage>;
  listing(index: number, side: Side): Promise<ArchiveListing | null>;
  image(index: number, side: Side): Promise<DecodedImage | null>;
  search(query: SearchQuery): Promise<SearchResult>;
}

/** A worker of its own, since a parser may take seconds. */
export interface HighlightWorker {
  /** Null where no grammar is for it, or the file is too large. */
  tokens(path: string, bytes: Uint8Array): Promise<LineTokens | null>;
}
