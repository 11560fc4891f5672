import type { StatementItem } from '@countersign/shared/api.ts';
import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import type { LogName } from '@countersign/shared/log/log-name.ts';
import type { Kind } from '@countersign/shared/statement/kinds.ts';
import { openKnownEntry } from '@countersign/shared/statement/open.ts';
import type { Signed, StatementOf } from '@countersign/shared/statement/statement.ts';

/** A statement whose signature this browser checked. All that a page shows of it comes from here. */
export interface Opened<S = Signed> {
  readonly statement: S;
  readonly log: LogName;
  /** In its log, as the node says. */
  readonly index: number;
  /** `shown`: its signer's retraction was checked too. `claimed`: the node says so and cannot show it. */
  readonly withdrawn: 'shown' | 'claimed' | null;
}

export type OpenedOf<K extends Kind> = Opened<Signed<StatementOf<K>>>;

/** What an item of the API holds, or null when it does not verify, or is not of the kind that it is served as. */
export function openItem(item: StatementItem): Opened | null {
  try {
    const statement = openKnownEntry(toUtf8(item.entry));
    const { log, index } = item;
    if (statement.log !== log || !Number.isSafeInteger(index) || index < 0) return null;
    return { statement, log, index, withdrawn: item.retractedBy === null ? null : 'claimed' };
  } catch {
    return null;
  }
}

/** Those of one kind, in their order. */
export function ofKind<K extends Kind>(opened: readonly Opened[], kind: K): OpenedOf<K>[] {
  return opened.filter((one) => one.statement.kind === kind) as unknown as OpenedOf<K>[];
}

/** Whether `retraction` takes `statement` back: said by the same signer, about this very id. */
export function takesBack(retraction: Signed, statement: Signed): boolean {
  return (
    retraction.kind === 'revocation' &&
    retraction.predicate.action === 'retracted' &&
    retraction.by === statement.by &&
    retraction.subject.name === statement.id
  );
}
