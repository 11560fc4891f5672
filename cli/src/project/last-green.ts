import { createHash } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { toHex } from '@countersign/shared/bytes/hex.ts';
import { isCoded } from '@countersign/shared/errors.ts';
import { checkFreshness, type TrustLogView } from '@countersign/shared/gate/freshness.ts';
import type { LogName } from '@countersign/shared/log/log-name.ts';
import type { Cache } from '../cache/cached-log.ts';
import { fetchNote } from '../cache/fetch-note.ts';
import { withCache } from '../cache/open-cache.ts';
import type { Context } from '../context.ts';
import type { GateOptions } from './run-gate.ts';

/**
 * A gate that let everything pass, with all that its verdict depended on: while every bit of that is the same, so is the
 * verdict. It is kept under this machine's MAC. Whoever makes a verdict depend on something else adds it here.
 */
export interface GreenRun {
  /** The program that judged. */
  readonly build: string;
  /** UTC; waivers end with a day. */
  readonly today: string;
  /** Seconds. Every stamp of a witness was earlier, and every statement had its log time: neither changes any more. */
  readonly now: number;
  /** Every file that was read or looked for, and what was there. */
  readonly files: readonly (readonly [path: string, found: string])[];
  /** Both logs of every pinned node. */
  readonly logs: readonly GreenLog[];
  readonly views: readonly TrustLogView[];
  readonly quorum: number;
  /** Seconds. */
  readonly maxAge: number;
  readonly lockfiles: readonly { readonly path: string; readonly releases: number }[];
}

export interface GreenLog {
  readonly url: string;
  readonly log: LogName;
  readonly origin: string;
  readonly note: string;
  /** Hex: the MAC of the log's verified state. */
  readonly state: string;
}

/** Milliseconds: a node that is slower than this is asked again, with more patience, by the whole gate. */
const shortWait = 3000;

/** Files beside a lockfile or above it that decide what is judged, and by what. */
const watched = [
  'countersign.jsonc',
  'countersign.baseline.json',
  'npm-shrinkwrap.json',
  'package-lock.json',
  'package.json',
  '.git',
];

/** All that finding a project from `cwd` looks at, and `more`. */
export function filesOf(cwd: string, more: readonly string[]): GreenRun['files'] {
  const paths = new Set(more);
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    for (const name of watched) paths.add(join(folder, name));
    if (dirname(folder) === folder) break;
  }
  return [...paths].map((path) => [path, whatIsAt(path)]);
}

/** What nobody here can read may change without a sign: a run that met it is not kept. */
export const unreadable = 'unreadable';

/** `none`, the SHA-256 of a plain file, or what else is there. */
function whatIsAt(path: string): string {
  try {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (!found) return 'none';
    if (found.isFile()) return createHash('sha256').update(readFileSync(path)).digest('hex');
    return found.isDirectory() ? 'folder' : unreadable;
  } catch {
    return unreadable;
  }
}

export function dayOf(now: number): string {
  return new Date(now * 1000).toISOString().slice(0, 10);
}

/** A run of which nothing was asked but to gate what is here: the only kind that is kept. */
export function isPlainRun({ options }: Context, asked: GateOptions): boolean {
  const { lockfiles, base, maxAge } = asked;
  if (lockfiles.length > 0 || base !== undefined || maxAge !== undefined) return false;
  return !options.offline && options.policy === undefined;
}

/** The last green run here, if it still holds and every pinned node still shows the same; asks them. */
export async function recallGreen(context: Context): Promise<GreenRun | null> {
  const { build, cwd, home } = context;
  if (build === null) return null;
  const now = Math.floor(context.now() / 1000);
  try {
    return await withCache(home, async (cache) => {
      const green = load(cache, cwd);
      if (green === null || green.build !== build || green.today !== dayOf(now) || now < green.now)
        return null;
      if (green.files.some(([path, found]) => whatIsAt(path) !== found)) return null;
      if (!green.logs.every((log) => stateStands(cache, log)) || !(await allUnchanged(green.logs)))
        return null;
      const { views, quorum, maxAge } = green;
      return checkFreshness(views, { quorum, maxAge, grace: 0, now }).finding === null ? green : null;
    });
  } catch (error) {
    // Whatever is wrong, the whole gate finds and tells it.
    if (isCoded(error)) return null;
    throw error;
  }
}

export function storeGreen({ mirror, key }: Cache, cwd: string, green: GreenRun): void {
  const run = JSON.stringify(green);
  const mac = key.mac('green', resolve(cwd), run);
  mirror
    .prepare('INSERT OR REPLACE INTO green (folder, run, mac) VALUES (?, ?, ?)')
    .run(resolve(cwd), run, mac);
}

function load({ mirror, key }: Cache, cwd: string): GreenRun | null {
  const row = mirror.prepare('SELECT run, mac FROM green WHERE folder = ?').get(resolve(cwd));
  const run = String(row?.['run']);
  const mac = row?.['mac'];
  if (!(mac instanceof Uint8Array) || !key.check(mac, 'green', resolve(cwd), run)) return null;
  return JSON.parse(run) as GreenRun;
}

function stateStands({ mirror }: Cache, { origin, state }: GreenLog): boolean {
  const mac = mirror.prepare('SELECT mac FROM log WHERE origin = ?').get(origin)?.['mac'];
  return mac instanceof Uint8Array && toHex(mac) === state;
}

async function allUnchanged(logs: readonly GreenLog[]): Promise<boolean> {
  const notes = await Promise.all(logs.map(async ({ url, log }) => fetchNote(url, log, shortWait)));
  return logs.every(({ note }, i) => note === notes[i]);
}
