import { expect, test } from 'vitest';
import { alice, bob, flag, rangeFlag, retraction, review } from '../testing/statements.ts';
import { testNode } from '../testing/test-node.ts';

const purl = 'pkg:npm/example-socks@1.0.0';

async function badges() {
  const { app, post } = await testNode();
  return {
    say: async (...said: { entry: Uint8Array }[]) => {
      for (const { entry } of said) await post(entry);
    },
    badge: (of: string) => app.inject({ url: `/badge.svg?purl=${encodeURIComponent(of)}` }),
    words: async (of: string) => {
      const { body } = await app.inject({ url: `/badge.svg?purl=${encodeURIComponent(of)}` });
      return /<title>countersign: (.*) \(/.exec(body)?.[1];
    },
  };
}

test('a badge says how many reviews, then the worst flag, and never a verdict', async () => {
  const { say, words } = await badges();
  expect(await words(purl)).toBe('no reviews');
  await say(review({ purl }));
  expect(await words(purl)).toBe('1 review');
  await say(review({ purl, key: bob }));
  expect(await words(purl)).toBe('2 reviews');
  await say(flag(purl, 'unmaintained'));
  expect(await words(purl)).toBe('flagged unmaintained');
  const worse = flag(purl, 'malicious', bob);
  await say(worse);
  expect(await words(purl)).toBe('flagged malicious');
  await say(retraction(worse.statement.id, alice));
  expect(await words(purl)).toBe('flagged malicious');
  await say(retraction(worse.statement.id, bob));
  expect(await words(purl)).toBe('flagged unmaintained');
});

test('a flag on a range counts for the releases that it covers', async () => {
  const { say, words } = await badges();
  await say(rangeFlag('pkg:npm/example-socks', 'vers:npm/<1.1.0'));
  expect(await words(purl)).toBe('flagged vulnerable');
  expect(await words('pkg:npm/example-socks@1.1.0')).toBe('no reviews');
  expect(await words('pkg:npm/example-socks')).toBe('1 flag');
});

test('a flood of flags on other ranges does not hide one', { timeout: 60_000 }, async () => {
  const { say, words } = await badges();
  await say(review({ purl }), rangeFlag('pkg:npm/example-socks', 'vers:npm/<1.1.0'));
  for (let at = 0; at < 200; at++) await say(rangeFlag('pkg:npm/example-socks', `vers:npm/>=9.0.${at}`));
  expect(await words(purl)).toBe('201 flags');
});

test('a badge can stand on any page, and do nothing there', async () => {
  const { badge } = await badges();
  const { headers, body } = await badge(`pkg:npm/%3Cscript%3E%26%22%27@1.0.0`);
  expect(headers).toMatchObject({
    'content-type': 'image/svg+xml; charset=utf-8',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': 'public, max-age=300',
  });
  expect(body).not.toMatch(/script>|style|href|on[a-z]+=/i);
  expect(body.match(/<[a-z]+/g)).toEqual(['<svg', '<title', '<rect', '<rect', '<g', '<text', '<text']);
});

test.each(['npm', 'pkg:npm/a b@1', 'pkg:npm/a@1#x'])('%j has no badge', async (of) => {
  const { badge } = await badges();
  const answer = await badge(of);
  expect([400, 422]).toContain(answer.statusCode);
  expect(answer.headers['content-type']).toContain('application/json');
});
