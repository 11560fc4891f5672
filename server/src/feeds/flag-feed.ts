import { sha256Hex } from '@countersign/shared/digest.ts';
import { parsePurl } from '@countersign/shared/purl/purl.ts';
import { showRelease } from '@countersign/shared/purl/release.ts';
import type { FlagPredicate } from '@countersign/shared/statement/flag.ts';
import { flagOf } from './flag-of.ts';
import type { StoredStatement } from '../store/store.ts';

/** Flags as both kinds of feed show them. */
export interface FlagFeed {
  /** A URN that stays the same for the same node and filter. */
  readonly id: string;
  readonly title: string;
  /** Of the node: `https://node.example`. */
  readonly base: string;
  /** Of the feed itself, and of the page with the same filter. */
  readonly self: string;
  readonly page: string;
  readonly updated: string;
  /** Newest first. */
  readonly items: readonly FlagItem[];
}

export interface FlagItem {
  /** A URN made of the statement's id. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly url: string;
  readonly signer: string;
  readonly severity: FlagPredicate['severity'];
  readonly category: FlagPredicate['category'];
  readonly retracted: boolean;
  readonly published: string;
  readonly updated: string;
}

export interface FeedPlace {
  readonly base: string;
  /** `flags.atom` or `flags.json` */
  readonly file: string;
  /** `severity=malicious&text=x`; empty for all flags. */
  readonly query: string;
  /** The vkey of the node's trust log. */
  readonly vkey: string;
  /** When there is no flag. */
  readonly now: string;
}

export function flagFeed(flags: readonly StoredStatement[], place: FeedPlace): FlagFeed {
  const { base, file, query, vkey, now } = place;
  const items = flags.map((flag) => flagItem(flag, base));
  const asked = query === '' ? '' : `?${query}`;
  return {
    id: `urn:countersign:flags:${sha256Hex(`${vkey}\n${query}`)}`,
    title:
      query === ''
        ? 'Countersign: red flags'
        : `Countersign: red flags, ${new URLSearchParams(query).toString()}`,
    base,
    self: `${base}/feeds/${file}${asked}`,
    page: `${base}/${asked}`,
    updated: items.map(({ updated }) => updated).reduce((a, b) => (a > b ? a : b), items[0]?.updated ?? now),
    items,
  };
}

function flagItem(
  { id, bytes, by, subject, retractedBy, retractedOn }: StoredStatement,
  base: string,
): FlagItem {
  const { severity, category, summary, range, evidence, date } = flagOf(bytes);
  const purl = parsePurl(subject);
  const release = `${showRelease(purl)}${range === undefined ? '' : ` (${range})`}`;
  const retracted = retractedBy !== null;
  const places = evidence.map(({ path, lines }) =>
    lines ? `${path}, lines ${lines[0]} to ${lines[1]}` : path,
  );
  const text = [
    ...(retracted ? ['Its signer took this flag back.'] : []),
    summary,
    `Severity: ${severity}. Category: ${category}. Release: ${subject}.`,
    ...(places.length === 0 ? [] : [`Evidence: ${places.join('; ')}.`]),
    `Signed by ${by} on ${date}. What it is worth is for you to decide: a node checks signatures, not claims.`,
  ].join('\n');
  const page = purl.version === null ? 'package' : 'release';
  return {
    id: `urn:countersign:statement:${id}`,
    title: `${retracted ? 'Taken back: ' : ''}${release} flagged ${severity}: ${summary}`,
    text,
    url: `${base}/${page}?purl=${encodeURIComponent(subject)}`,
    signer: by,
    severity,
    category,
    retracted,
    published: date,
    // A date is its signer's word: a retraction dated before what it takes back does not make that older.
    updated: retractedOn !== null && retractedOn > date ? retractedOn : date,
  };
}
