import type { Static } from 'typebox';
import { pageLength, type FeedQuery } from '@countersign/shared/api.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import { parsePurl, type Purl } from '@countersign/shared/purl/purl.ts';
import type { Page, StatementFilter } from '../store/store.ts';

/** What several routes read in a query, beyond what its schema says. */

export function pageOf(query: { before?: string; limit?: string }): Page {
  const limit = query.limit === undefined ? pageLength : Math.min(Number(query.limit), pageLength);
  return { before: query.before === undefined ? null : Number(query.before), limit };
}

/** The fields that narrow a list of flags, and no others. */
export function flagFilter({
  severity,
  category,
  ecosystem,
  text,
}: Static<typeof FeedQuery>): StatementFilter {
  return {
    ...(severity === undefined ? {} : { severity }),
    ...(category === undefined ? {} : { category }),
    ...(ecosystem === undefined ? {} : { ecosystem }),
    ...(text === undefined ? {} : { text }),
  };
}

/** Throws `purl-malformed`, or `request-malformed` for a purl with a version or a subpath. */
export function packagePurl(text: string): Purl {
  const purl = parsePurl(text);
  if (purl.version === null && purl.subpath === null) return purl;
  throw new CodedError('request-malformed', 'a package is named by a purl without a version');
}

/** Throws `purl-malformed`, or `request-malformed` for a purl without a version. */
export function releasePurl(text: string): Purl & { readonly version: string } {
  const purl = parsePurl(text);
  const { version } = purl;
  if (version !== null && purl.subpath === null) return { ...purl, version };
  throw new CodedError('request-malformed', 'a release is named by a purl with a version');
}
