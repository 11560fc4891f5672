import { Type, type Static } from 'typebox';
import { ErrorBody, FeedQuery, pageLength } from '@countersign/shared/api.ts';
import type { App } from '../app-type.ts';
import { atomFeed } from '../feeds/atom.ts';
import { flagFeed, type FlagFeed } from '../feeds/flag-feed.ts';
import { jsonFeed } from '../feeds/json-feed.ts';
import type { Node } from '../node.ts';
import { addressOf } from './address.ts';
import { flagFilter } from './queries.ts';

const kinds = [
  { file: 'flags.atom', type: 'application/atom+xml; charset=utf-8', print: atomFeed },
  { file: 'flags.json', type: 'application/feed+json; charset=utf-8', print: jsonFeed },
] as const;

/** The newest flags, for feed readers: any filter of `/api/flags` is a feed of its own. */
export function feedRoutes(app: App, { store, logs, keys }: Node): void {
  async function newest(query: Static<typeof FeedQuery>, file: string, base: string): Promise<FlagFeed> {
    const flags = await store.statements(
      { kind: 'flag', ...flagFilter(query) },
      { before: null, limit: pageLength },
    );
    const now = `${new Date(logs.trust.head().time * 1000).toISOString().slice(0, 19)}Z`;
    return flagFeed(flags, { base, file, query: inOrder(query), vkey: keys.trust, now });
  }

  for (const { file, type, print } of kinds) {
    app.get(
      `/feeds/${file}`,
      {
        schema: {
          querystring: FeedQuery,
          produces: [type],
          response: { 200: Type.String(), '4xx': ErrorBody, '5xx': ErrorBody },
        },
      },
      async (request, reply) => {
        const feed = await newest(request.query, file, addressOf(request));
        return reply.type(type).header('cache-control', 'public, max-age=60').send(print(feed));
      },
    );
  }
}

/** One spelling for one filter, so that its feed has one id. */
function inOrder(query: Static<typeof FeedQuery>): string {
  return new URLSearchParams(Object.entries(flagFilter(query)) as [string, string][]).toString();
}
