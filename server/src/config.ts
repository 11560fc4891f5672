import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CodedError } from '@countersign/shared/errors.ts';
import { countersignHome } from '@countersign/shared/platform/node-home.ts';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Everything about a node that an operator may want otherwise. */
export interface Config {
  /** Keys, the SQLite file, the logs' tiles and fetched artifacts; one process at a time. */
  readonly dataDir: string;
  /** `localhost` answers on 127.0.0.1 and ::1. Anything else may open the node to the network. */
  readonly host: string;
  /** Names by which it is asked besides those of loopback (known-host.ts). */
  readonly hosts: readonly string[];
  /** 0 takes any free port. */
  readonly port: number;
  readonly logLevel: LogLevel;
  /** Statements that come within `delayMs` share one checkpoint; more than `maxWaiting` in the queue are refused. */
  readonly batch: { readonly maxEntries: number; readonly delayMs: number; readonly maxWaiting: number };
  /** An idle log's checkpoint is cosigned anew this often, so that gates see that it is fresh. */
  readonly recosignEveryMs: number;
  /** Requests that one address may make in a minute: all of them, and those that write. */
  readonly rate: { readonly perMinute: number; readonly writesPerMinute: number };
  /** Above this event-loop delay the node answers 503 instead of falling further behind; 0 never does. */
  readonly maxEventLoopDelayMs: number;
  readonly blobs: { readonly maxBytes: number; readonly maxTotalBytes: number };
  readonly artifacts: {
    readonly maxBytes: number;
    readonly maxTotalBytes: number;
    readonly fetchesPerMinute: number;
    readonly timeoutMs: number;
  };
  /**
   * How the queue of what waits for a review is made: a round asks the registry for the versions of so many packages that
   * statements name lately, fetches so many releases and counts so many changes.
   */
  readonly scan: {
    readonly enabled: boolean;
    readonly firstMs: number;
    readonly everyMs: number;
    readonly maxPackages: number;
    readonly maxFetches: number;
    readonly maxCounts: number;
    readonly maxArtifactBytes: number;
  };
  /** The folder of the built pages. */
  readonly webDir: string;
}

const mebibyte = 1024 * 1024;

export const defaultPort = 4717;

const defaults: Omit<Config, 'dataDir'> = {
  host: 'localhost',
  hosts: [],
  port: defaultPort,
  logLevel: 'warn',
  batch: { maxEntries: 256, delayMs: 50, maxWaiting: 8192 },
  recosignEveryMs: 3_600_000,
  rate: { perMinute: 12_000, writesPerMinute: 1200 },
  maxEventLoopDelayMs: 5000,
  blobs: { maxBytes: 256 * 1024, maxTotalBytes: 1024 * mebibyte },
  artifacts: {
    maxBytes: 256 * mebibyte,
    maxTotalBytes: 4096 * mebibyte,
    fetchesPerMinute: 60,
    timeoutMs: 120_000,
  },
  scan: {
    enabled: true,
    firstMs: 60_000,
    everyMs: 1_800_000,
    maxPackages: 200,
    maxFetches: 40,
    maxCounts: 40,
    maxArtifactBytes: 32 * mebibyte,
  },
  webDir: fileURLToPath(new URL('../../web/dist/', import.meta.url)),
};

export type Settings = Pick<Config, 'dataDir'> & Partial<Config>;

/** The defaults with `settings` over them. */
export function nodeConfig(settings: Settings): Config {
  return { ...defaults, ...settings };
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * COUNTERSIGN_DATA (a folder; else `node` in COUNTERSIGN_HOME or the XDG data folder), COUNTERSIGN_HOST,
 * COUNTERSIGN_HOSTS (names, with commas between), COUNTERSIGN_PORT, COUNTERSIGN_LOG_LEVEL, COUNTERSIGN_RATE (requests a
 * minute), COUNTERSIGN_SCAN (`on`, `off`). Throws `config-malformed` or
 * `home-not-absolute`, naming the variable.
 */
export function configFromEnv(env: Environment): Config {
  const rate = whole(env, 'COUNTERSIGN_RATE', 1, 1_000_000_000);
  const level = env['COUNTERSIGN_LOG_LEVEL'] ?? defaults.logLevel;
  if (!isLogLevel(level)) throw malformed('COUNTERSIGN_LOG_LEVEL', `one of ${logLevels.join(', ')}`);
  return nodeConfig({
    dataDir: env['COUNTERSIGN_DATA'] || join(countersignHome(env).data, 'node'),
    host: env['COUNTERSIGN_HOST'] || defaults.host,
    hosts: hostNames(env, 'COUNTERSIGN_HOSTS'),
    port: whole(env, 'COUNTERSIGN_PORT', 0, 65_535) ?? defaults.port,
    logLevel: level,
    scan: { ...defaults.scan, enabled: isOn(env, 'COUNTERSIGN_SCAN') },
    rate: rate === null ? defaults.rate : { perMinute: rate, writesPerMinute: rate },
  });
}

function whole(env: Environment, name: string, least: number, most: number): number | null {
  const text = env[name];
  if (text === undefined || text === '') return null;
  const value = /^(0|[1-9][0-9]{0,9})$/.test(text) ? Number(text) : -1;
  if (value < least || value > most) throw malformed(name, `a whole number from ${least} to ${most}`);
  return value;
}

function isOn(env: Environment, name: string): boolean {
  const text = env[name] || 'on';
  if (text !== 'on' && text !== 'off') throw malformed(name, 'on or off');
  return text === 'on';
}

/** `node.example,reviews.example`; an address in brackets as in a URL. */
function hostNames(env: Environment, name: string): string[] {
  const names = (env[name] ?? '').split(',').map((one) => one.trim().toLowerCase());
  const given = names.filter((one) => one !== '');
  if (given.every((one) => /^([a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])$/.test(one))) return given;
  throw malformed(name, 'host names without a port, with commas between');
}

function isLogLevel(text: string): text is LogLevel {
  return (logLevels as readonly string[]).includes(text);
}

function malformed(name: string, valid: string): CodedError {
  return new CodedError('config-malformed', `${name} is ${valid}`, { name });
}
