import parseSpec from 'npm-package-arg';
import { CodedError } from '../errors.ts';
import { isNpmName } from '../purl/npm-name.ts';
import { parsePurl } from '../purl/purl.ts';
import { packageName } from '../purl/release.ts';
import type { NpmConfig } from './npm-config.ts';
import type { Packument } from './packument.ts';

/** A package and which of its releases: a version, a range or a tag, as npm writes them. */
export interface Wanted {
  readonly name: string;
  readonly selector: string;
}

const inRegistry = new Set(['version', 'range', 'tag']);
/** npm-pick-manifest's codes for: nothing fits, nothing is there, nothing is allowed. */
const unmet = new Set<unknown>(['ETARGET', 'ENOVERSIONS', 'E403']);

/**
 * What npm would look up in its registry for `spec`; throws `registry-spec-invalid` for folders, git and addresses.
 *
 *     socks  socks@^2  npm:@babel/core@latest  alias@npm:socks@2.8.4  pkg:npm/socks@2.8.4
 */
export async function readSpec(spec: string): Promise<Wanted> {
  if (spec.startsWith('pkg:')) {
    const purl = parsePurl(spec);
    if (purl.type !== 'npm') throw invalid(spec, 'it is no npm package');
    return { name: packageName(purl), selector: purl.version ?? '*' };
  }
  let parsed;
  try {
    parsed = parseSpec(spec);
  } catch (cause) {
    throw invalid(spec, cause instanceof Error ? cause.message : 'npm cannot read it', cause);
  }
  const { type, name, fetchSpec } = parsed.subSpec ?? parsed;
  if (!inRegistry.has(type) || name === null || name === undefined) throw invalid(spec, `it is a ${type}`);
  if (!isNpmName(name)) throw invalid(spec, `${JSON.stringify(name)} is not the name of an npm package`);
  return { name, selector: fetchSpec ?? '*' };
}

/** The version that npm would take, by npm's own code; throws `registry-not-found`. */
export async function pickVersion(
  packument: Packument,
  { name, selector }: Wanted,
  config: NpmConfig,
): Promise<string> {
  const document = {
    name,
    'dist-tags': { ...packument.tags },
    time: { ...packument.times },
    versions: Object.fromEntries(
      packument.versions
        .entries()
        .map(([version, { deprecated, engines }]) => [version, { name, version, deprecated, engines }]),
    ),
  };
  const packumentCache = { has: () => true, get: () => document };
  const { default: pacote } = await import('pacote');
  let version: string;
  try {
    ({ version } = await pacote.manifest(`${name}@${selector}`, {
      ...config,
      fullMetadata: true,
      packumentCache,
    }));
  } catch (cause) {
    if (!unmet.has((cause as { code?: unknown }).code)) throw contradictory(name, cause);
    throw new CodedError(
      'registry-not-found',
      `the registry has no release of ${name} that ${JSON.stringify(selector)} means; see npm view ${name} versions`,
      { name, selector },
      { cause },
    );
  }
  if (!packument.versions.has(version)) throw contradictory(name);
  return version;
}

function contradictory(name: string, cause?: unknown): CodedError {
  return new CodedError(
    'registry-malformed',
    `the registry's document of ${name} contradicts itself`,
    {},
    { cause },
  );
}

function invalid(spec: string, why: string, cause?: unknown): CodedError {
  const shown = JSON.stringify(spec.slice(0, 200));
  return new CodedError(
    'registry-spec-invalid',
    `${shown} names no release of an npm registry: ${why}; expected NAME, NAME@VERSION, NAME@RANGE or NAME@TAG`,
    {},
    { cause },
  );
}
