import type { FlagFeed, FlagItem } from './flag-feed.ts';

/** A JSON Feed (jsonfeed.org/version/1.1). */
export function jsonFeed(feed: FlagFeed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.page,
    feed_url: feed.self,
    language: 'en',
    items: feed.items.map(item),
  });
}

function item(flag: FlagItem): object {
  return {
    id: flag.id,
    url: flag.url,
    title: flag.title,
    content_text: flag.text,
    date_published: flag.published,
    date_modified: flag.updated,
    authors: [{ name: flag.signer }],
    tags: [flag.severity, flag.category, ...(flag.retracted ? ['retracted'] : [])],
  };
}
