import type { TrustLogView } from '@countersign/shared/gate/freshness.ts';
import { span, type Span } from '../terminal.ts';
import { ago } from './ages.ts';

export interface Judged {
  readonly lockfiles: readonly { readonly path: string }[];
  readonly releases: number;
  readonly views: readonly TrustLogView[];
  /** The revision whose policy judged, or null for the work tree's own. */
  readonly base: string | null;
  /** Seconds since 1970. */
  readonly now: number;
}

/** What was judged, by which log: the first line of a gate's report. */
export function headline({ lockfiles, releases, views, base, now }: Judged): (string | Span)[] {
  const paths = lockfiles.map(({ path }) => path).join(', ');
  const judged = releases === 1 ? '1 release' : `${grouped(releases)} releases`;
  const seen = Math.max(...views.map((view) => view.seenAt ?? 0));
  const size = Math.max(...views.map((view) => view.size));
  return [
    span('strong', 'countersign gate'),
    `  ${paths}  ${judged}  trust log ${grouped(size)} (${ago(seen || null, now)})`,
    base === null ? '' : `  judged by ${base}`,
  ];
}

/** `18,204`; Intl takes longer to load than a gate to judge. */
function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}
