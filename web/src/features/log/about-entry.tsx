import type { Opened } from '@countersign/shared/statement/open.ts';
import { DigestChip } from '../../ui/digest-chip.tsx';
import { KnownSigner } from '../../ui/known-signer.tsx';
import { PurlName } from '../../ui/purl-name.tsx';
import { Severity } from '../../ui/severity.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';

export function kindInWords(opened: Opened): string {
  if (opened.kind === 'revocation')
    return opened.predicate.action === 'retracted' ? 'taken back' : opened.predicate.action;
  return opened.kind === 'unknown' ? 'unknown kind' : opened.kind;
}

/** What an entry is about, in its own words. */
export function AboutEntry({ opened }: { opened: Opened }) {
  const { name } = opened.subject;
  switch (opened.kind) {
    case 'review':
      return <PurlName purl={name} link="release" />;
    case 'flag':
      return (
        <>
          <PurlName purl={name} link="release" /> <Severity value={opened.predicate.severity} />{' '}
          <VisibleText text={opened.predicate.summary} />
        </>
      );
    case 'vouch':
      return (
        <>
          <KnownSigner signer={name} /> may{' '}
          {opened.predicate.role === 'delegate' ? 'vouch for others' : 'review'}
        </>
      );
    case 'profile':
      return (
        <>
          calls itself <VisibleText text={opened.predicate.name} />
        </>
      );
    case 'revocation':
      return opened.predicate.action === 'retracted' ? (
        <DigestChip value={name} label="id" />
      ) : (
        <>its own key</>
      );
    case 'checkpoint':
      return <>the log’s own checkpoint before it grew</>;
    case 'unknown':
      return (
        <>
          <VisibleText text={opened.predicateType.slice(0, 200)} /> about{' '}
          <VisibleText text={name.slice(0, 200)} />
        </>
      );
  }
}
