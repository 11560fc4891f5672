import { isCoded } from '../errors.ts';
import { fromUtf8 } from '../bytes/text.ts';

/**
 * The paths that `bin` of a package.json names, in the tree's form: npm's installer makes them executable. None when
 * the text is no JSON or `bin` is neither a string nor an object.
 */
export function binPaths(packageJson: Uint8Array | undefined): Set<string> {
  const { bin } = parseObject(packageJson);
  const named = typeof bin === 'object' && bin !== null ? Object.values(bin) : [bin];
  return new Set(named.filter((path) => typeof path === 'string').map(normalise));
}

function parseObject(bytes: Uint8Array | undefined): { bin?: unknown } {
  if (!bytes) return {};
  try {
    const value: unknown = JSON.parse(fromUtf8(bytes).replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null ? value : {};
  } catch (error) {
    if (error instanceof SyntaxError || isCoded(error)) return {};
    throw error;
  }
}

/** `./bin//run.js` names `bin/run.js`. */
function normalise(path: string): string {
  return path
    .split('/')
    .filter((component) => component !== '' && component !== '.')
    .join('/');
}
