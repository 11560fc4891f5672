import type { Opened, OpenedOf } from '../../app/opened.ts';
import { ofKind } from '../../app/opened.ts';

/** What is known of a signer, from statements that were checked here. */
export interface Account {
  /** What it calls itself, newest profile first; nobody checked any of it. */
  readonly names: readonly string[];
  readonly labels: readonly string[];
  readonly accounts: readonly string[];
  readonly predecessors: readonly string[];
  readonly vouchedBy: readonly OpenedOf<'vouch'>[];
  readonly vouchesFor: readonly OpenedOf<'vouch'>[];
  readonly flags: readonly OpenedOf<'flag'>[];
  readonly reviews: readonly OpenedOf<'review'>[];
  /** Of the key itself, not of single statements. */
  readonly revocations: readonly OpenedOf<'revocation'>[];
}

/** `said` by the signer, `about` by anybody; a node may mix in what is neither, which is dropped. */
export function accountOf(signer: string, said: readonly Opened[], about: readonly Opened[]): Account {
  const own = unique([...said, ...about].filter(({ statement }) => statement.by === signer));
  const others = unique(about.filter(({ statement }) => statement.by !== signer));
  const profiles = ofKind(own, 'profile').sort((a, b) => newerFirst(a, b));
  const lines = (read: (profile: OpenedOf<'profile'>) => readonly string[]) => [
    ...new Set(profiles.flatMap(read)),
  ];
  return {
    names: lines(({ statement }) => [statement.predicate.name]),
    labels: lines(({ statement }) => statement.predicate.labels),
    accounts: lines(({ statement }) => statement.predicate.accounts),
    predecessors: lines(({ statement: { predicate } }) =>
      predicate.predecessor === undefined ? [] : [predicate.predecessor],
    ),
    vouchedBy: ofKind(others, 'vouch').filter(({ statement }) => statement.subject.name === signer),
    vouchesFor: ofKind(own, 'vouch'),
    flags: ofKind(own, 'flag'),
    reviews: ofKind(own, 'review'),
    revocations: ofKind(own, 'revocation').filter(
      ({ statement }) => statement.predicate.action !== 'retracted',
    ),
  };
}

function unique(opened: readonly Opened[]): Opened[] {
  return [...new Map(opened.map((one) => [one.statement.id, one])).values()];
}

function newerFirst(a: OpenedOf<'profile'>, b: OpenedOf<'profile'>): number {
  return a.statement.predicate.date < b.statement.predicate.date ? 1 : -1;
}

/** What a vouch is worth now; `now` in milliseconds. */
export function vouchStands(
  { statement, withdrawn }: OpenedOf<'vouch'>,
  now: number,
): 'yes' | 'ended' | 'withdrawn' {
  if (withdrawn === 'shown') return 'withdrawn';
  return Date.parse(statement.predicate.expires) <= now ? 'ended' : 'yes';
}

/** What became of a flag. */
export interface Outcome {
  readonly withdrawn: boolean;
  /** Other signers whose flags on the same artifact, or range, stand. */
  readonly agreeing: readonly string[];
}

export function outcomeOf(flag: OpenedOf<'flag'>, onSame: readonly OpenedOf<'flag'>[]): Outcome {
  const agreeing = onSame.filter(
    ({ statement, withdrawn }) =>
      withdrawn !== 'shown' && statement.by !== flag.statement.by && sameThing(statement, flag.statement),
  );
  return {
    withdrawn: flag.withdrawn === 'shown',
    agreeing: [...new Set(agreeing.map(({ statement }) => statement.by))],
  };
}

type FlagStatement = OpenedOf<'flag'>['statement'];

function sameThing(a: FlagStatement, b: FlagStatement): boolean {
  return (
    a.subject.name === b.subject.name &&
    a.subject.digest.sha256 === b.subject.digest.sha256 &&
    a.predicate.range === b.predicate.range
  );
}
