import type { ArchiveFinding } from './finding.ts';

/**
 * What is odd about a file of an archive, as the end of a sentence that begins with the file. `quote` puts a name of the
 * archive into it.
 */
export function findingText({ code, other = '' }: ArchiveFinding, quote: (name: string) => string): string {
  switch (code) {
    case 'link':
      return `is a link to ${quote(other)}`;
    case 'link-outside':
      return `is a link to ${quote(other)}, outside of the package`;
    case 'gitignore-renamed':
      return 'is installed as `.npmignore`, or not at all';
    case 'case-twin':
      return `is one with ${quote(other)} where capitals do not count`;
    case 'unicode-twin':
      return `is one with ${quote(other)} where two spellings of a letter do not count`;
    case 'invisible-name':
      return 'has a character in its name that does not show';
    case 'two-names':
      return 'has another name in the archive for readers that know no long names';
  }
}
