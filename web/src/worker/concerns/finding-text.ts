import type { ArchiveFinding } from '@countersign/shared/artifact/finding.ts';
import { type FoundConcern, quote } from './found-concern.ts';

/** What an archive finding says of a file. Links are told of with what they point at. */
export function findingConcerns(findings: readonly ArchiveFinding[]): FoundConcern[] {
  return findings.flatMap((finding) => {
    const text = sentence(finding);
    return text === null ? [] : [{ concern: 'archive-finding', text } as const];
  });
}

function sentence({ code, other = '' }: ArchiveFinding): string | null {
  switch (code) {
    case 'link':
    case 'link-outside':
      return null;
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
