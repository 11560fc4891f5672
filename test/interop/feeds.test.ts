import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { atomFeed } from '@countersign/server/feeds/atom.ts';
import { badgeImage } from '@countersign/server/feeds/badge.ts';
import type { FlagFeed, FlagItem } from '@countersign/server/feeds/flag-feed.ts';
import { skipReason } from '../skips.ts';

const noXmllint =
  spawnSync('xmllint', ['--version']).status !== 0 && skipReason('xmllint (libxml2-utils) is not installed');

/** Every character of the first plane and some beyond, half a surrogate pair at a time too. */
const everyCharacter = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).join(' ');
const hostile = `</title><script>]]>&amp;<!-- "' --><?x y?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>&b;`;

function item(text: string): FlagItem {
  return {
    id: 'urn:countersign:statement:a',
    title: text,
    text,
    url: `https://node.example/release?purl=${encodeURIComponent('pkg:npm/x@1')}`,
    signer: text,
    severity: 'malicious',
    category: 'backdoor',
    retracted: true,
    published: '2026-11-22T12:00:00Z',
    updated: '2026-11-22T12:00:00Z',
  };
}

function feedOf(...texts: readonly string[]): FlagFeed {
  return {
    id: 'urn:countersign:flags:a',
    title: texts.join(' '),
    base: 'https://node.example',
    self: 'https://node.example/feeds/flags.atom?a=1&b=2',
    page: 'https://node.example/?a=1&b=2',
    updated: '2026-11-22T12:00:00Z',
    items: texts.map(item),
  };
}

/** What libxml2 reads at `path`; throws its complaints. */
function xpath(xml: string, path: string): string {
  const ran = spawnSync('xmllint', ['--nonet', '--xpath', path, '-'], { input: xml, encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(ran.stderr);
  return ran.stdout.replace(/\n$/, '');
}

const textOf = (name: string, at: number) => `string((//*[local-name()="${name}"])[${at}])`;

test.skipIf(noXmllint)('libxml2 reads a feed of every character, and of markup as text', () => {
  const xml = atomFeed(feedOf(hostile, everyCharacter));
  expect(xpath(xml, 'count(//*[local-name()="entry"])')).toBe('2');
  expect(xpath(xml, textOf('title', 2))).toBe(hostile);
  expect(xpath(xml, 'count(//*[local-name()="script"])')).toBe('0');
  expect(xpath(xml, textOf('content', 2))).toHaveLength(everyCharacter.length);
});

test.skipIf(noXmllint)('libxml2 reads a badge of markup as text', () => {
  const svg = badgeImage(hostile, { reviews: 0, flags: 1, severity: 'malicious' });
  expect(xpath(svg, textOf('title', 1))).toBe(`countersign: flagged malicious (${hostile})`);
  expect(xpath(svg, 'count(//*)')).toBe('7');
});
