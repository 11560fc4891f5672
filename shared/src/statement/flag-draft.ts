import { sha256Hex } from '../digest.ts';
import type { Category, FlagPredicate, Severity } from './flag.ts';
import { instant } from './instant.ts';
import type { Subject } from './statement.ts';
import type { Unsigned } from './unsigned.ts';

/** What somebody says against a release. */
export interface FlagOf {
  /** Of an artifact (`artifactSubject`); with `range`, of a package. */
  readonly subject: Subject;
  /** A vers string; null for the one artifact. */
  readonly range: string | null;
  readonly severity: Severity;
  readonly category: Category;
  /** A line, as `Summary` of fragments.ts. */
  readonly summary: string;
  readonly evidence: FlagPredicate['evidence'];
  /** A longer note; null or empty when there is none. */
  readonly note: string | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The one way to a flag. A flag affirms no text: all that it says stands in it. */
export function flagDraft(flag: FlagOf): Unsigned<'flag'> {
  const { subject, range, severity, category, summary, evidence } = flag;
  const note = flag.note === '' ? null : flag.note;
  return {
    draft: {
      kind: 'flag',
      log: 'trust',
      subject,
      predicate: {
        date: instant(flag.now),
        severity,
        category,
        summary,
        ...(range === null ? {} : { range }),
        evidence,
        ...(note === null ? {} : { note: sha256Hex(note) }),
      },
    },
    affirmation: null,
    note,
    read: null,
  };
}
