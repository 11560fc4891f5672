import type { StatementItem } from '@countersign/shared/api.ts';
import { fromUtf8 } from '@countersign/shared/bytes/text.ts';
import { signStatement } from '@countersign/shared/statement/sign.ts';
import {
  artifactFlag,
  digestsOf,
  retraction,
  reviewer,
} from '@countersign/shared/statement/testing/drafts.ts';
import { expect, test } from 'vitest';
import { ofKind, openItem, takesBack } from './opened.ts';

const alice = reviewer(1);
const bob = reviewer(2);
const flagged = signStatement(artifactFlag('pkg:npm/x@1.0.0', digestsOf('a')), alice);
const item: StatementItem = {
  id: flagged.statement.id,
  log: 'trust',
  index: 3,
  kind: 'flag',
  signer: alice.id,
  subject: 'pkg:npm/x@1.0.0',
  entry: fromUtf8(flagged.entry),
  retractedBy: null,
};

test('what is shown comes from the signed entry, whatever the node writes beside it', () => {
  const opened = openItem({
    ...item,
    id: 'f'.repeat(64),
    signer: bob.id,
    subject: 'pkg:npm/y@2',
    kind: 'review',
  });
  expect(opened?.statement).toMatchObject({
    id: flagged.statement.id,
    by: alice.id,
    kind: 'flag',
    subject: { name: 'pkg:npm/x@1.0.0' },
  });
});

test('an entry that was changed, cut, or served as another log’s is not opened', () => {
  const forged = item.entry.replace(
    /"sig":"./,
    (sig) => `${sig.slice(0, -1)}${sig.endsWith('A') ? 'B' : 'A'}`,
  );
  for (const entry of [forged, item.entry.slice(1), '', '{}']) {
    expect(openItem({ ...item, entry })).toBeNull();
  }
  expect(openItem({ ...item, log: 'reviews' })).toBeNull();
  expect(openItem({ ...item, index: -1 })).toBeNull();
  expect(openItem({} as StatementItem)).toBeNull();
});

test('that a statement was taken back is only claimed until its signer’s own word is seen', () => {
  expect(openItem({ ...item, retractedBy: 'b'.repeat(64) })?.withdrawn).toBe('claimed');
  const own = signStatement(retraction(flagged.statement.id), alice).statement;
  const others = signStatement(retraction(flagged.statement.id), bob).statement;
  const other = signStatement(retraction(own.id), alice).statement;
  expect(takesBack(own, flagged.statement)).toBe(true);
  expect(takesBack(others, flagged.statement)).toBe(false);
  expect(takesBack(other, flagged.statement)).toBe(false);
  expect(takesBack(flagged.statement, flagged.statement)).toBe(false);
});

test('statements are told apart by what was signed', () => {
  const opened = openItem(item);
  expect(ofKind(opened ? [opened] : [], 'flag')).toHaveLength(1);
  expect(ofKind(opened ? [opened] : [], 'review')).toHaveLength(0);
});
