import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { sha256Hex, type Sha256 } from '@countersign/shared/digest.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import { buildDigest, type BuildDigest } from './build-digest.ts';

export interface BuiltFile {
  readonly bytes: Buffer;
  readonly type: string;
  readonly sha256: Sha256;
}

/** A build of the pages as it was when it was read: a build that is made meanwhile is not served by halves. */
export interface BuiltPages extends BuildDigest {
  /** By their path below the folder: `index.html`, `assets/index-B8bsT846.js`. */
  readonly files: ReadonlyMap<string, BuiltFile>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** Throws `pages-not-built` when the folder does not hold a build. */
export function readPages(webDir: string): BuiltPages {
  const files = new Map<string, BuiltFile>();
  for (const path of pathsIn(webDir)) {
    const bytes = readFileSync(join(webDir, path));
    const type = types[extname(path)] ?? 'application/octet-stream';
    files.set(path.split(sep).join('/'), { bytes, type, sha256: sha256Hex(bytes) });
  }
  if (!files.has('index.html')) throw notBuilt(webDir);
  return { files, ...buildDigest(new Map([...files].map(([path, { sha256 }]) => [path, sha256]))) };
}

function pathsIn(webDir: string): string[] {
  try {
    return readdirSync(webDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(webDir, join(entry.parentPath, entry.name)));
  } catch (cause) {
    throw notBuilt(webDir, cause);
  }
}

function notBuilt(webDir: string, cause?: unknown): CodedError {
  return new CodedError(
    'pages-not-built',
    `the pages are not built (no index.html in ${webDir}): run npm run build`,
    { webDir },
    { cause },
  );
}
