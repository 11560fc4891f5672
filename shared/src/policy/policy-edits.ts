import { toHex } from '../bytes/hex.ts';
import { formatVkey } from '../log/vkey.ts';
import { formatDuration } from './duration.ts';
import type { PinnedNode, PinnedWitness } from './pins.ts';
import type { Anchor, Logs, Policy } from './policy.ts';
import type { Rule } from './rules.ts';
import type { Waiver } from './waiver-shape.ts';
import { formatInline } from './waiver-edit.ts';

type Describe<T> = (base: T, head: T) => string[];

/** What a change means for whose word counts and how much of it is asked for; empty when nothing that counts differs. */
export function describePolicyEdits(base: Policy, head: Policy): string[] {
  return describeFields(describers, base, head);
}

const describers: { readonly [K in keyof Policy]: Describe<Policy[K]> } = {
  anchors: (base, head) =>
    keyed(base, head, ({ signer }) => signer, {
      added: (anchor) => `adds the anchor ${showAnchor(anchor)}`,
      removed: (anchor) => `removes the anchor ${showAnchor(anchor)}`,
      changed: (old, now) => `changes the anchor ${showAnchor(old)} to ${showAnchor(now)}`,
    }),
  logs: (base, head) => describeFields(logDescribers, base, head),
  rules: (base, head) => {
    const old = base.map(showRule);
    const now = head.map(showRule);
    const kept = (list: string[], other: string[]) => plain(list.filter((rule) => other.includes(rule)));
    return [
      ...now.filter((rule) => !old.includes(rule)).map((rule) => `adds the rule ${rule}`),
      ...old.filter((rule) => !now.includes(rule)).map((rule) => `removes the rule ${rule}`),
      ...(kept(old, now) === kept(now, old) ? [] : ['changes the order of the rules']),
    ];
  },
  mirrors: () => [],
  criteria: () => [],
  waivers: (base, head) =>
    keyed(base, head, formatInline, {
      added: (waiver) => `adds a waiver for ${showWaiver(waiver)}`,
      removed: (waiver) => `removes the waiver for ${showWaiver(waiver)}`,
    }),
  depth: (base, head) => [`changes depth from ${base} to ${head}`],
  edits: (base, head) => [`changes edits from ${base} to ${head}`],
};

const logDescribers: { readonly [K in keyof Logs]: Describe<Logs[K]> } = {
  nodes: (base, head) =>
    keyed(base, head, ({ name }) => name, {
      added: (node) => `pins the node ${showNode(node)}`,
      removed: (node) => `drops the node ${showNode(node)}`,
      changed: (old, now) =>
        old.url === now.url || !sameKeys(old, now)
          ? `replaces the pinned keys of the node ${now.name}`
          : `moves the node ${now.name} from ${old.url} to ${now.url}`,
    }),
  quorum: (base, head) => [`changes logs.quorum from ${base} to ${head}`],
  witnesses: (base, head) =>
    keyed(base, head, ({ name }) => name, {
      added: ({ name }: PinnedWitness) => `pins the witness ${name}`,
      removed: ({ name }) => `drops the witness ${name}`,
      changed: (_, { name }) => `replaces the pinned key of the witness ${name}`,
    }),
  witnessQuorum: (base, head) => [`changes logs.witnessQuorum from ${base} to ${head}`],
  freshness: (base, head) => [
    `changes logs.freshness from ${formatDuration(base)} to ${formatDuration(head)}`,
  ],
  grace: (base, head) => [`changes logs.grace from ${formatDuration(base)} to ${formatDuration(head)}`],
};

/** Asks the describer of every field that differs; one that has no words for a difference cannot hide it. */
function describeFields<T extends object>(
  table: { readonly [K in keyof T]: Describe<T[K]> },
  base: T,
  head: T,
): string[] {
  return (Object.keys(table) as (keyof T & string)[]).flatMap((field) => {
    if (plain(base[field]) === plain(head[field])) return [];
    const described = table[field](base[field], head[field]);
    return described.length > 0 ? described : [`changes ${field}`];
  });
}

interface Words<T> {
  readonly added: (item: T) => string;
  readonly removed: (item: T) => string;
  readonly changed?: (base: T, head: T) => string;
}

function keyed<T>(
  base: readonly T[],
  head: readonly T[],
  keyOf: (item: T) => string,
  words: Words<T>,
): string[] {
  const old = new Map(base.map((item) => [keyOf(item), item]));
  const now = new Map(head.map((item) => [keyOf(item), item]));
  const described: string[] = [];
  for (const [key, item] of now) {
    const before = old.get(key);
    if (before === undefined) described.push(words.added(item));
    else if (words.changed && plain(before) !== plain(item)) described.push(words.changed(before, item));
  }
  for (const [key, item] of old) if (!now.has(key)) described.push(words.removed(item));
  return described;
}

function plain(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => {
    if (item instanceof Map) return [...item];
    return item instanceof Uint8Array ? toHex(item) : item;
  });
}

function showAnchor({ name, signer, final }: Anchor): string {
  return `${name} (${signer}${final ? ', final' : ''})`;
}

function showNode({ name, url }: PinnedNode): string {
  return `${name} (${url})`;
}

function sameKeys(a: PinnedNode, b: PinnedNode): boolean {
  return formatVkey(a.reviews) === formatVkey(b.reviews) && formatVkey(a.trust) === formatVkey(b.trust);
}

function showRule({ match, demands }: Rule): string {
  const shown = demands.map(
    ({ criterion, kappa, thoroughness }) => `${criterion}, kappa ${kappa}, ${thoroughness}`,
  );
  return `"${match.text}": ${shown.join('; ')}`;
}

function showWaiver({ release, findings, expires, owner }: Waiver): string {
  return `${release}: ${findings.join(', ')} until ${expires} by ${owner}`;
}
