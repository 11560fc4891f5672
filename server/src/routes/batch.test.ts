import { expect, test } from 'vitest';
import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import { flag, review, reviews } from '../testing/statements.ts';
import { testNode } from '../testing/test-node.ts';

function statuses(lines: readonly { status: number }[]): number[] {
  return lines.map(({ status }) => status);
}

test('each line is answered for itself, in order, whatever the others are', async () => {
  const { post, postLines } = await testNode();
  await post(review({ summary: 'known' }).entry);
  const { status, lines } = await postLines([
    review().entry,
    toUtf8('{}'),
    flag().entry,
    toUtf8(''),
    review({ date: '2027-01-01T00:00:00Z' }).entry,
    review({ summary: 'known' }).entry,
    review().entry,
    toUtf8('a'.repeat(32 * 1024 + 1)),
  ]);
  expect(status).toBe(207);
  expect(statuses(lines)).toEqual([201, 422, 201, 422, 422, 200, 200, 413]);
  const [first, malformed, flagged, , early] = lines as Record<string, unknown>[];
  expect(first).toMatchObject({ receipt: { id: review().statement.id, log: 'reviews' } });
  expect(malformed).toMatchObject({ error: { code: 'entry-malformed' } });
  expect(flagged).toMatchObject({ receipt: { log: 'trust', index: 0 } });
  expect(early).toMatchObject({ error: { code: 'statement-from-future' } });
});

test('a thousand statements are taken at once, in the order given', async () => {
  const { postLines, node } = await testNode();
  const { lines } = await postLines(reviews(1000));
  expect(new Set(statuses(lines))).toEqual(new Set([201]));
  const indexes = lines.map((line) => ('receipt' in line ? line.receipt.index : -1));
  expect(indexes).toEqual(indexes.toSorted((a, b) => a - b));
  // Each of the rounds but the first begins with a checkpoint entry.
  expect(node.logs.reviews.head().size).toBe(1000 + 3);
});

test('one statement more than a thousand is refused whole', async () => {
  const { postLines, node, app } = await testNode();
  const answer = await postLines([]);
  expect(answer).toEqual({ status: 207, lines: [] });
  const payload = 'x\n'.repeat(1001);
  const headers = { 'content-type': 'application/x-ndjson' };
  const refused = await app.inject({ method: 'POST', url: '/api/statements', headers, payload });
  expect([refused.statusCode, refused.json().code]).toEqual([413, 'batch-too-large']);
  expect(node.logs.reviews.head().size).toBe(0);
});

test('a full queue says so and asks to come back', async () => {
  const { postLines } = await testNode({
    settings: { batch: { maxEntries: 256, delayMs: 1, maxWaiting: 2 } },
  });
  const { lines } = await postLines(reviews(4));
  expect(statuses(lines)).toEqual([201, 201, 503, 503]);
  expect(lines[2]).toMatchObject({ error: { code: 'log-busy' } });
});
