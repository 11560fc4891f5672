import { toHex } from '../bytes/hex.ts';
import { CodedError } from '../errors.ts';
import { logOf } from '../log/checkpoint.ts';
import type { LogName } from '../log/log-name.ts';
import { parseVkey, type Vkey } from '../log/vkey.ts';
import { looksLike } from './lookalike.ts';
import { quote, type Path } from './mistakes.ts';
import type { Complain } from './shape.ts';

/** A node, pinned by the keys of its two logs. */
export interface PinnedNode {
  readonly name: string;
  /** Where it was last found: no trailing slash. */
  readonly url: string;
  readonly reviews: Vkey;
  readonly trust: Vkey;
}

export interface PinnedWitness {
  readonly name: string;
  readonly vkey: Vkey;
}

export interface Pins {
  readonly nodes: readonly PinnedNode[];
  /** How many of the nodes must show a fresh log. */
  readonly quorum: number;
  readonly witnesses: readonly PinnedWitness[];
  /** How many of the witnesses must have cosigned it. */
  readonly witnessQuorum: number;
}

/** The key of one of a node's logs, named by its origin (docs/protocol.md, "Logs"). */
export function parseLogKey(text: string, log: LogName): Vkey {
  const vkey = parseVkey(text);
  if (vkey.type !== 1) throw wrongKey('this is the key of a witness, not of a log');
  const signs = logOf(vkey);
  if (signs !== log) throw wrongKey(`this is the key of the ${signs} log`);
  return vkey;
}

export function parseWitnessKey(text: string): Vkey {
  const vkey = parseVkey(text);
  if (vkey.type !== 4) throw wrongKey('this is the key of a log, not of a witness');
  return vkey;
}

/** `http://localhost:4717`: http or https, no credentials, query or fragment, no trailing slash. */
export function parseNodeUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    throw wrongUrl('expected a URL such as http://localhost:4717');
  if (url.username !== '' || url.password !== '')
    throw wrongUrl('a URL with a password does not belong in a policy');
  if (url.search !== '' || url.hash !== '') throw wrongUrl('a node has no query and no fragment');
  const canonical = url.href.replace(/\/+$/, '');
  if (canonical !== text) throw wrongUrl(`write it as ${canonical}`);
  return text;
}

/** Quorums that can be met, and no node, witness or key pinned twice under two names. */
export function checkPins(pins: Pins, complain: Complain): void {
  checkQuorum(['quorum'], pins.quorum, pins.nodes.length, 'node', complain);
  checkQuorum(['witnessQuorum'], pins.witnessQuorum, pins.witnesses.length, 'witness', complain);
  checkNames('nodes', pins.nodes, complain);
  checkNames('witnesses', pins.witnesses, complain);
  const keys: [Path, string][] = [
    ...pins.nodes.flatMap(({ reviews, trust }, i): [Path, string][] => [
      [['nodes', i, 'reviews'], toHex(reviews.publicKey)],
      [['nodes', i, 'trust'], toHex(trust.publicKey)],
    ]),
    ...pins.witnesses.map(({ vkey }, i): [Path, string] => [['witnesses', i, 'vkey'], toHex(vkey.publicKey)]),
  ];
  checkDistinct(keys, 'this key is pinned already', complain);
  checkDistinct(
    pins.nodes.map(({ url }, i) => [['nodes', i, 'url'], url]),
    'this address is pinned already',
    complain,
  );
}

/** Refuses two names in `list` that are equal or that a reader would take for one. */
export function checkNames(
  list: string | null,
  named: readonly { name: string }[],
  complain: Complain,
): void {
  named.forEach(({ name }, i) => {
    const other = named.find((earlier, j) => j < i && looksLike(earlier.name, name));
    if (other === undefined) return;
    const message =
      other.name === name ? 'is taken already' : `looks like ${quote(other.name)}; choose another`;
    complain([...(list === null ? [] : [list]), i, 'name'], message);
  });
}

/** Refuses the second of two equal values. */
export function checkDistinct(values: readonly [Path, string][], message: string, complain: Complain): void {
  const seen = new Set<string>();
  for (const [path, value] of values) {
    if (seen.has(value)) complain(path, message);
    seen.add(value);
  }
}

function checkQuorum(path: Path, quorum: number, count: number, what: string, complain: Complain): void {
  if (quorum <= count) return;
  complain(path, `found ${quorum}, with ${count} pinned as ${what}`, {
    valid: [`an integer from 1 to ${count}`],
  });
}

function wrongKey(message: string): CodedError {
  return new CodedError('vkey-wrong-type', message);
}

function wrongUrl(message: string): CodedError {
  return new CodedError('policy-invalid', message);
}
