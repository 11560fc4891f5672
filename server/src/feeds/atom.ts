import type { FlagFeed, FlagItem } from './flag-feed.ts';
import { escapeXml } from './xml.ts';

/** An Atom feed (RFC 4287). */
export function atomFeed(feed: FlagFeed): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    `  <id>${escapeXml(feed.id)}</id>`,
    `  <title>${escapeXml(feed.title)}</title>`,
    `  <updated>${escapeXml(feed.updated)}</updated>`,
    `  <link rel="self" type="application/atom+xml" href="${escapeXml(feed.self)}"/>`,
    `  <link rel="alternate" type="text/html" href="${escapeXml(feed.page)}"/>`,
    '  <generator>Countersign</generator>',
    ...feed.items.flatMap(entry),
    '</feed>',
    '',
  ].join('\n');
}

function entry(item: FlagItem): string[] {
  const terms = [
    `severity:${item.severity}`,
    `category:${item.category}`,
    ...(item.retracted ? ['retracted'] : []),
  ];
  return [
    '  <entry>',
    `    <id>${escapeXml(item.id)}</id>`,
    `    <title>${escapeXml(item.title)}</title>`,
    `    <published>${escapeXml(item.published)}</published>`,
    `    <updated>${escapeXml(item.updated)}</updated>`,
    `    <author><name>${escapeXml(item.signer)}</name></author>`,
    `    <link rel="alternate" type="text/html" href="${escapeXml(item.url)}"/>`,
    ...terms.map((term) => `    <category term="${escapeXml(term)}"/>`),
    `    <content type="text">${escapeXml(item.text)}</content>`,
    '  </entry>',
  ];
}
