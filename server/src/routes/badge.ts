import { Type } from 'typebox';
import { BadgeQuery, ErrorBody } from '@countersign/shared/api.ts';
import { parsePurl, formatPurl, type Purl } from '@countersign/shared/purl/purl.ts';
import { severities, type Severity } from '@countersign/shared/statement/flag.ts';
import { versCovers } from '@countersign/shared/trust/vers.ts';
import type { App } from '../app-type.ts';
import { flagOf } from '../feeds/flag-of.ts';
import { badgeImage, type BadgeFacts } from '../feeds/badge.ts';
import type { Node } from '../node.ts';
import type { Store, StoredStatement } from '../store/store.ts';
import { packagePurl, releasePurl } from './queries.ts';

/** Flags on ranges of a package that are looked at for one of its releases; of one with more, no release is called clean. */
const maxRanges = 200;

/** `GET /badge.svg`: what this node knows of a release or a package, to be shown on pages elsewhere. Never a verdict. */
export function badgeRoute(app: App, { store }: Node): void {
  app.get(
    '/badge.svg',
    {
      schema: {
        querystring: BadgeQuery,
        produces: ['image/svg+xml'],
        response: { 200: Type.String(), '4xx': ErrorBody, '5xx': ErrorBody },
      },
    },
    async ({ query }, reply) =>
      reply
        .type('image/svg+xml; charset=utf-8')
        .header('cache-control', 'public, max-age=300')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cross-origin-resource-policy', 'cross-origin')
        .send(badgeImage(query.purl, await factsOf(readPurl(query.purl), query.purl, store))),
  );
}

function readPurl(text: string): Purl {
  return parsePurl(text).version === null ? packagePurl(text) : releasePurl(text);
}

async function factsOf(purl: Purl, text: string, store: Store): Promise<BadgeFacts> {
  if (purl.version === null) {
    const known = await store.package(text);
    return { reviews: known?.reviews ?? 0, flags: known?.flags ?? 0, severity: null };
  }
  const packageOf = formatPurl({ ...purl, version: null, subpath: null });
  const [known] = await store.releasesNamed([text]);
  const reviews = known?.reviews ?? 0;
  const page = { before: null, limit: maxRanges + 1 };
  const ranges = await store.statements({ kind: 'flag', subjects: [packageOf] }, page);
  if (ranges.length > maxRanges) {
    // Else whoever adds enough flags hides the one that matters.
    const all = await store.package(packageOf);
    return { reviews, flags: Math.max(ranges.length, all?.flags ?? 0), severity: null };
  }
  const found = [...(await store.severitiesOf(text)), ...severitiesOf(ranges, purl.type, purl.version)];
  return {
    reviews,
    flags: found.length,
    severity: severities.find((severity) => found.includes(severity)) ?? null,
  };
}

/** Of the flags on ranges that cover a version and were not taken back. */
function severitiesOf(flags: readonly StoredStatement[], type: string, version: string): Severity[] {
  return flags.flatMap(({ bytes, retractedBy }) => {
    const { severity, range } = flagOf(new Uint8Array(bytes));
    return retractedBy === null && versCovers(range ?? '', type, version) ? [severity] : [];
  });
}
