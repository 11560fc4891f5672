import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import { expect, test } from 'vitest';
import { bob, flag, flagSaying, rangeFlag, retraction } from '../testing/statements.ts';
import { testNode } from '../testing/test-node.ts';

const purl = 'pkg:npm/%40example/socks@1.0.0';
const host = 'localhost:4717';

async function feeds() {
  const { app, post } = await testNode();
  const read = (url: string, headers: Record<string, string> = {}) =>
    app.inject({ url, headers: { host, ...headers } });
  return {
    read,
    say: async (...said: { entry: Uint8Array }[]) => {
      for (const { entry } of said) expect((await post(entry)).status).toBe(201);
    },
    atom: async (query = '', headers = {}) =>
      parseAtomFeed((await read(`/feeds/flags.atom${query}`, headers)).body),
    json: async (query = '', headers = {}) =>
      parseJsonFeed((await read(`/feeds/flags.json${query}`, headers)).body),
  };
}

test('a feed reader is told of each flag, newest first, by an id that stays', async () => {
  const { say, atom, json, read } = await feeds();
  const [first, second] = [flag(purl), rangeFlag('pkg:npm/weak', 'vers:npm/<2.0.0')];
  await say(first, second);
  expect((await read('/feeds/flags.atom')).headers).toMatchObject({
    'content-type': 'application/atom+xml; charset=utf-8',
    'x-content-type-options': 'nosniff',
  });
  const ids = [second, first].map(({ statement }) => `urn:countersign:statement:${statement.id}`);
  const feed = await atom();
  expect(feed.links).toEqual([
    { rel: 'self', type: 'application/atom+xml', href: `http://${host}/feeds/flags.atom` },
    { rel: 'alternate', type: 'text/html', href: `http://${host}/` },
  ]);
  expect(feed).toMatchObject({ title: { value: 'Countersign: red flags' }, updated: '2026-11-22T12:00:00Z' });
  expect(feed.entries?.map(({ id }) => id)).toEqual(ids);
  expect(feed.entries?.[1]).toMatchObject({
    title: { value: '@example/socks 1.0.0 flagged malicious: reads keys' },
    published: '2026-11-22T12:00:00Z',
    updated: '2026-11-22T12:00:00Z',
    authors: [{ name: first.statement.by }],
    links: [{ href: `http://${host}/release?purl=${encodeURIComponent(purl)}` }],
    categories: [{ term: 'severity:malicious' }, { term: 'category:backdoor' }],
  });
  const same = await json();
  expect((await read('/feeds/flags.json')).headers['content-type']).toBe(
    'application/feed+json; charset=utf-8',
  );
  expect(same).toMatchObject({
    title: 'Countersign: red flags',
    feed_url: `http://${host}/feeds/flags.json`,
  });
  expect(same.items?.map(({ id }) => id)).toEqual(ids);
  expect(same.items?.[0]).toMatchObject({
    url: `http://${host}/package?purl=${encodeURIComponent('pkg:npm/weak')}`,
    tags: ['vulnerable', 'vulnerability'],
    date_published: '2026-11-22T12:00:00Z',
  });
});

test('a flag that was taken back says so, with a new date and its old id', async () => {
  const { say, atom, json } = await feeds();
  const taken = flag(purl);
  await say(taken);
  const before = (await atom()).entries?.[0];
  await say(retraction(taken.statement.id, bob, '2026-11-22T12:01:00Z'));
  expect((await atom()).entries?.[0]).toEqual(before);
  await say(retraction(taken.statement.id, undefined, '2026-11-22T12:02:00Z'));
  const after = (await atom()).entries?.[0];
  expect(after).toMatchObject({
    id: before?.id,
    title: { value: `Taken back: ${before?.title?.value}` },
    updated: '2026-11-22T12:02:00Z',
    published: before?.published,
  });
  expect(after?.categories).toContainEqual({ term: 'retracted' });
  const item = (await json()).items?.[0];
  expect(item).toMatchObject({ date_modified: '2026-11-22T12:02:00Z' });
  expect(item?.tags).toContain('retracted');
});

test('each filter is a feed of its own, whichever way it is written', async () => {
  const { say, atom } = await feeds();
  await say(flag(purl), rangeFlag('pkg:npm/weak', 'vers:npm/<2.0.0'));
  const one = await atom('?severity=malicious&text=reads');
  const two = await atom('?text=reads&severity=malicious');
  expect(one.entries).toHaveLength(1);
  expect(two.id).toBe(one.id);
  expect((await atom()).id).not.toBe(one.id);
  expect(one.links?.map(({ href }) => href)).toEqual([
    `http://${host}/feeds/flags.atom?severity=malicious&text=reads`,
    `http://${host}/?severity=malicious&text=reads`,
  ]);
});

test('a feed without flags is a feed', async () => {
  const { atom, json } = await feeds();
  expect(await atom()).toMatchObject({ updated: '2026-11-22T12:00:00Z' });
  expect((await atom()).entries ?? []).toEqual([]);
  expect((await json()).items ?? []).toEqual([]);
});

test('a feed names the node as the visitor does, through a proxy with TLS too, and no other way', async () => {
  const { atom } = await feeds();
  const base = async (headers: Record<string, string>) => (await atom('', headers)).links?.[1]?.href;
  expect(await base({ 'x-forwarded-proto': 'https' })).toBe(`https://${host}/`);
  expect(await base({ 'x-forwarded-proto': 'javascript' })).toBe(`http://${host}/`);
  expect(await base({ 'x-forwarded-host': 'evil.example' })).toBe(`http://${host}/`);
});

test('what a flag says is text to every reader, whatever it looks like', async () => {
  const { say, atom, json, read } = await feeds();
  const summary = `</title><script>alert(1)</script>]]>&amp;<!-- "'; \u{fffe}\u{ffff} \u{1f4a9} --`;
  const path = 'a\u0000\u0008\u001b[31m\r\n<b>.js';
  await say(flagSaying(summary, [{ path }, { path: 'lib/i.js', lines: [1, 2] }]));
  const entry = (await atom()).entries?.[0];
  const shown = summary.replace(/[\u{fffe}\u{ffff}]/gu, '\u{fffd}');
  expect(entry?.title?.value).toBe(`example-socks 1.0.0 flagged malicious: ${shown}`);
  expect(entry?.content?.value).toContain('lib/i.js, lines 1 to 2');
  const item = (await json()).items?.[0];
  expect(item?.title).toContain(summary);
  const { body } = await read('/feeds/flags.atom');
  // oxlint-disable-next-line no-control-regex -- these are what must not be there
  expect(body).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|<script|<b>/u);
});
