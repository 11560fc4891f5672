import { isRecord } from '@countersign/shared/bytes/json.ts';
import type { JsonObject } from './json-text.ts';
import type { Report } from './lockfile.ts';

export type Specs = Readonly<Record<string, string>>;

/** One entry of `packages` with its types checked; entries of v1 are put into the same shape. */
export interface LockedPackage {
  readonly key: string;
  readonly line: number;
  /** Said by the entry itself: npm does so where it is not the folder's name. */
  readonly name: string | null;
  readonly version: string | null;
  readonly resolved: string | null;
  readonly integrity: string | null;
  readonly link: boolean;
  readonly dev: boolean;
  readonly optional: boolean;
  /** A mark that npm writes but does not go by, except in v1. */
  readonly inBundle: boolean;
  readonly hasShrinkwrap: boolean;
  readonly dependencies: Specs;
  readonly optionalDependencies: Specs;
  readonly devDependencies: Specs;
  readonly peerDependencies: Specs;
  readonly bundleDependencies: readonly string[];
  /** Names whose range `acceptDependencies` widens. */
  readonly accepts: Specs;
}

const none: Specs = {};
const noNames: readonly string[] = [];

/** An entry of `packages`; null, after an `entry-malformed`, when a field that matters has another type than npm writes. */
export function readPackage(key: string, line: number, entry: unknown, report: Report): LockedPackage | null {
  const malformed = (what: string): null => {
    report('entry-malformed', key, line, `the entry ${JSON.stringify(key)} cannot be read: ${what}`);
    return null;
  };
  if (!isRecord(entry)) return malformed('it is not an object');
  const name = readText(entry.name);
  const version = readText(entry.version);
  const resolved = readText(entry.resolved);
  const integrity = readText(entry.integrity);
  if (name === undefined || version === undefined || resolved === undefined || integrity === undefined) {
    return malformed('name, version, resolved or integrity is not a string');
  }
  const specs = readSpecFields(entry);
  if (specs === null) return malformed('its dependencies are not names with ranges');
  return {
    key,
    line,
    name,
    version,
    resolved,
    integrity,
    link: Boolean(entry.link),
    dev: entry.dev === true,
    optional: entry.optional === true,
    inBundle: entry.inBundle === true,
    hasShrinkwrap: Boolean(entry.hasShrinkwrap),
    ...specs,
    // npm takes no other form for a list.
    bundleDependencies: isTexts(entry.bundleDependencies) ? entry.bundleDependencies : noNames,
  };
}

/** What npm reads as "nothing" (old versions wrote `"resolved": false`) is null; undefined is not readable. */
function readText(value: unknown): string | null | undefined {
  if (typeof value === 'string') return value === '' ? null : value;
  return value === undefined || value === null || value === false ? null : undefined;
}

type SpecFields = Pick<
  LockedPackage,
  'dependencies' | 'optionalDependencies' | 'devDependencies' | 'peerDependencies' | 'accepts'
>;

/** The dependencies of a lockfile entry or a package.json; null when one of the fields has another shape. */
export function readSpecFields(entry: JsonObject): SpecFields | null {
  const dependencies = readSpecs(entry.dependencies);
  const optionalDependencies = readSpecs(entry.optionalDependencies);
  const devDependencies = readSpecs(entry.devDependencies);
  const peerDependencies = readSpecs(entry.peerDependencies);
  const accepts = readSpecs(entry.acceptDependencies);
  if (!dependencies || !optionalDependencies || !devDependencies || !peerDependencies || !accepts)
    return null;
  return { dependencies, optionalDependencies, devDependencies, peerDependencies, accepts };
}

function readSpecs(value: unknown): Specs | null {
  if (value === undefined || value === null) return none;
  if (!isRecord(value)) return null;
  for (const name in value) if (typeof value[name] !== 'string') return null;
  return value as Specs;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
