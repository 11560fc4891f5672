import type { StatementItem } from '@countersign/shared/api.ts';
import { signStatement } from '@countersign/shared/statement/sign.ts';
import {
  artifactFlag,
  digestsOf,
  retraction,
  reviewer,
} from '@countersign/shared/statement/testing/drafts.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { servedItem } from '../testing/served.ts';
import { openPage } from './statements.ts';

afterEach(() => void vi.unstubAllGlobals());

const { signal } = new AbortController();
const [alice, bob] = [reviewer(1), reviewer(2)];
const flagged = signStatement(artifactFlag('pkg:npm/x@1.0.0', digestsOf('a')), alice);
const own = signStatement(retraction(flagged.statement.id), alice);
const others = signStatement(retraction(flagged.statement.id), bob);

function serveStatement(entry: Uint8Array | null): void {
  vi.stubGlobal('fetch', async () =>
    entry === null
      ? Response.json({ code: 'statement-not-found', message: 'none' }, { status: 404 })
      : Response.json(servedItem(entry)),
  );
}

async function withdrawn(served: Uint8Array | null): Promise<string | null | undefined> {
  serveStatement(served);
  const items = [servedItem(flagged.entry, { retractedBy: own.statement.id })];
  return (await openPage({ statements: items, next: null }, signal)).statements[0]?.withdrawn;
}

test('a withdrawal is believed when its signer’s retraction is shown, and by nobody else’s word', async () => {
  expect(await withdrawn(own.entry)).toBe('shown');
  expect(await withdrawn(others.entry)).toBe('claimed');
  expect(await withdrawn(flagged.entry)).toBe('claimed');
  expect(await withdrawn(null)).toBe('claimed');
});

test('what does not verify is counted, and the rest shown', async () => {
  const items = [
    servedItem(flagged.entry),
    servedItem(flagged.entry, { entry: 'x' }),
    null,
    5,
  ] as StatementItem[];
  expect(await openPage({ statements: items, next: '7' }, signal)).toMatchObject({
    statements: [{ statement: { id: flagged.statement.id } }],
    refused: 3,
    next: '7',
  });
});

test('an answer that holds no list is an error in words, not a stray TypeError', async () => {
  for (const answer of [null, {}, { statements: 'text', next: null }, { statements: 5 }]) {
    await expect(openPage(answer as never, signal)).rejects.toMatchObject({ code: 'answer-malformed' });
  }
});
