import type { StatementItem } from '@countersign/shared/api.ts';
import { fromUtf8 } from '@countersign/shared/bytes/text.ts';
import type { SigningKey } from '@countersign/shared/signer/signer.ts';
import { signStatement } from '@countersign/shared/statement/sign.ts';
import { type Opened, openItem } from '../app/opened.ts';

/** Statements as a node serves them, for the tests of pages. */

/** What stands beside the entry is not believed, so here it says nothing. */
export function servedItem(entry: Uint8Array, fields: Partial<StatementItem> = {}): StatementItem {
  return {
    id: '',
    log: 'trust',
    index: 0,
    kind: '',
    signer: '',
    subject: '',
    entry: fromUtf8(entry),
    retractedBy: null,
    ...fields,
  };
}

/** Signed, served and opened. */
export function openedFrom(draft: Parameters<typeof signStatement>[0], by: SigningKey): Opened {
  const item = openItem(servedItem(signStatement(draft, by).entry, { log: draft.log }));
  if (!item) throw new Error('not opened');
  return item;
}
