/** What is odd about an archive and still reads in one way; a reviewer is shown it. */
export interface ArchiveFinding {
  readonly code: ArchiveFindingCode;
  readonly path: string;
  /** The other path, or the link's target. */
  readonly other?: string;
}

export type ArchiveFindingCode =
  /** A symbolic or hard link to within the package. npm's installer leaves it out, others may make it. */
  | 'link'
  /** A link to outside of the package. */
  | 'link-outside'
  /** npm's installer names it `.npmignore`, or leaves it out where there is one. */
  | 'gitignore-renamed'
  /** Two paths that are one where the file system ignores case. */
  | 'case-twin'
  /** Two paths that are one where the file system normalises Unicode. */
  | 'unicode-twin'
  /** A character in the path that does not show: zero-width, bidirectional, variation. */
  | 'invisible-name'
  /** A long name beside another one in the header itself, which a reader without extensions would use. */
  | 'two-names';
