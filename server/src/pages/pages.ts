import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../app-type.ts';
import { readPages, type BuiltFile, type BuiltPages } from './built-pages.ts';
import { pageHeaders } from './page-headers.ts';

/** The addresses of web/src/app/router.tsx: all are index.html, which shows the page that its address names. */
export const clientRoutes = [
  '/',
  '/queue',
  '/packages',
  '/package',
  '/release',
  '/review',
  '/reviewer',
  '/log',
  '/help',
] as const;

export interface PagesSource {
  /** The folder of a build (`npm run build`). */
  readonly webDir: string;
}

const immutable = 'public, max-age=31536000, immutable';
const schema = { hide: true };

/**
 * Serves a build of the pages on any Fastify app: each file at its path, index.html at the pages' addresses, and
 * `/pages.sha256` (build-digest.ts). All is read now, and nothing else of the disk is ever read. Throws `pages-not-built`.
 */
export function registerPages(app: App | FastifyInstance, { webDir }: PagesSource): BuiltPages {
  const routes = app as FastifyInstance;
  const pages = readPages(webDir);
  const index = pages.files.get('index.html') as BuiltFile;
  for (const url of clientRoutes) {
    routes.get(url, { schema }, (request, reply) => sendFile(request, reply, index, 'no-cache'));
  }
  for (const [path, file] of pages.files) {
    if (file === index) continue;
    // Vite names what lies there by its content.
    const caching = path.startsWith('assets/') ? immutable : 'no-cache';
    routes.get(`/${path}`, { schema }, (request, reply) => sendFile(request, reply, file, caching));
  }
  routes.get('/pages.sha256', { schema }, async (_request, reply) =>
    reply
      .headers(pageHeaders)
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(pages.listing),
  );
  return pages;
}

/** Was it a browser that came for a page, and not a program that came for JSON? */
export function isVisit({ method, headers }: FastifyRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && (headers.accept ?? '').includes('text/html');
}

/** The pages at an address that none of them has: they say so, and where to go on. */
export function sendNoSuchPage(reply: FastifyReply, { files }: BuiltPages): FastifyReply {
  const { bytes, type } = files.get('index.html') as BuiltFile;
  return reply.code(404).headers(pageHeaders).header('cache-control', 'no-cache').type(type).send(bytes);
}

async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { bytes, type, sha256 }: BuiltFile,
  caching: string,
): Promise<FastifyReply> {
  const etag = `"${sha256}"`;
  void reply.headers(pageHeaders).header('cache-control', caching).header('etag', etag);
  if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send();
  return reply.type(type).send(bytes);
}

/** RFC 9110, 13.1.2: the comparison is weak, since a proxy that compresses marks an ETag so. */
function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const known = new Set(ifNoneMatch.split(',').map((one) => one.trim().replace(/^W\//, '')));
  return known.has('*') || known.has(etag);
}
