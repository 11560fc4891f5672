import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Bundles the command line into cli/dist: `gate` starts in a fraction of the time that loading a hundred source files
 * takes. Each verb is a chunk of its own; what is heavy or native stays a package of its own, and so does the server.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
await rm(`${root}/cli/dist`, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: { main: 'cli/src/main.ts' },
  outdir: 'cli/dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  // jsonc-parser's other build requires files that are not in the bundle.
  mainFields: ['module', 'main'],
  external: [
    '@countersign/server/*',
    'pacote',
    'npm-registry-fetch',
    '@npmcli/*',
    'npm-package-arg',
    'better-sqlite3',
    'fastify',
    '@fastify/*',
    'prom-client',
    'pino',
  ],
  // Packages in CommonJS that end up inside call require.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  define: { countersignBuild: JSON.stringify(digestOfSources()) },
  // Half as much to read for each start; names stay, for the traces of bugs.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
});

/** Of everything that the bundle is made of: what one build concluded, another does not take over. */
function digestOfSources(): string {
  const hash = createHash('sha256');
  const sources = ['cli/src', 'shared/src'].flatMap((folder) =>
    readdirSync(`${root}/${folder}`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`),
  );
  for (const path of [...sources.sort(), `${root}/package-lock.json`]) {
    const bytes = readFileSync(path);
    hash.update(`${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}
