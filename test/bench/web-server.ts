import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { readPages } from '@countersign/server/pages/built-pages.ts';
import { pageHeaders } from '@countersign/server/pages/page-headers.ts';
import { build } from 'esbuild';
import type { WebArtifact, WebCase } from './web-cases.ts';

export interface WebServer {
  readonly origin: string;
  close(): void;
}

/**
 * The built pages on loopback, under their own policy, with as much of a node's API as a review asks for; beside them a
 * page whose worker does the bare work (web-bare.ts).
 */
export async function serveWeb(webDir: string, cases: readonly WebCase[]): Promise<WebServer> {
  const { files } = readPages(webDir);
  const artifacts = cases.flatMap(({ base, target }) => (base ? [base, target] : [target]));
  const bare = await bareScripts();
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value);
    const script = bare.get(pathname);
    const file = files.get(pathname.slice(1));
    const hash = /^\/artifacts\/sha256\/([0-9a-f]{64})$/.exec(pathname)?.[1];
    if (script !== undefined) send(response, 'text/javascript', script);
    else if (pathname === '/bare')
      send(response, 'text/html', '<!doctype html><script src="/bare-page.js"></script>');
    else if (file) send(response, file.type, file.bytes);
    else if (hash !== undefined) {
      const artifact = artifacts.find(({ digest }) => digest.sha256 === hash);
      if (artifact) send(response, 'application/octet-stream', artifact.bytes);
      else response.writeHead(404).end();
    } else if (pathname === '/api/artifact') {
      const artifact = artifacts.find(({ purl }) => purl === searchParams.get('purl'));
      if (artifact) send(response, 'application/json', JSON.stringify(answer(artifact)));
      else response.writeHead(404).end();
    } else if (pathname.startsWith('/api/')) response.writeHead(404).end();
    else send(response, 'text/html', files.get('index.html')?.bytes ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function send(response: ServerResponse, type: string, body: string | Uint8Array): void {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  response.writeHead(200, { 'content-type': type, 'content-length': bytes.length }).end(bytes);
}

function answer({ purl, digest, bytes }: WebArtifact): object {
  return { purl, ...digest, length: bytes.length };
}

async function bareScripts(): Promise<Map<string, string>> {
  const scripts = new Map<string, string>();
  for (const name of ['bare', 'bare-page']) {
    const built = await build({
      entryPoints: [fileURLToPath(new URL(`web-${name}.ts`, import.meta.url))],
      bundle: true,
      minify: true,
      platform: 'browser',
      format: 'iife',
      target: 'es2024',
      write: false,
      logLevel: 'silent',
    });
    scripts.set(`/${name}.js`, built.outputFiles[0]?.text ?? '');
  }
  return scripts;
}
