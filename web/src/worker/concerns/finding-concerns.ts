import type { ArchiveFinding } from '@countersign/shared/artifact/finding.ts';
import { findingText } from '@countersign/shared/artifact/finding-text.ts';
import { type FoundConcern, quote } from './found-concern.ts';

const links = new Set<ArchiveFinding['code']>(['link', 'link-outside']);

/** What archive findings say of a file. Links are told of with what they point at. */
export function findingConcerns(findings: readonly ArchiveFinding[]): FoundConcern[] {
  return findings
    .filter(({ code }) => !links.has(code))
    .map((finding) => ({ concern: 'archive-finding', text: findingText(finding, quote) }));
}
