import { formatVkey } from '../log/vkey.ts';
import type { SignerId } from '../signer/signer.ts';
import type { PinnedNode, PinnedWitness } from './pins.ts';
import { parsePolicy } from './policy.ts';
import { formatInline, formatWaiver } from './waiver-edit.ts';
import type { Waiver } from './waiver-shape.ts';

export interface InitialPolicy {
  readonly anchors: readonly { readonly signer: SignerId; readonly name: string }[];
  readonly nodes: readonly PinnedNode[];
  readonly witnesses: readonly PinnedWitness[];
  readonly waivers: readonly Waiver[];
}

/**
 * The commented policy that `init` writes: one rule {safe-to-run, 2, low}; an only anchor is `final`; a quorum of 1
 * for one or two nodes, else 2; and one witness, since a node's own cosigns no other log. Throws `policy-invalid` where what it is given makes no policy.
 */
export function initialPolicy({ anchors, nodes, witnesses, waivers }: InitialPolicy): string {
  const quorum = quorumOf(nodes.length);
  const only = anchors.length === 1 ? { final: true } : {};
  const text = `// The policy of countersign: whose reviews count here, and how many a release needs.
// Edit it by hand; protect it, and countersign.baseline.json, by code owners.
{
  "version": 1,

  // Signers whom you trust directly. "final" marks your own key: a release that it accepted passes whatever kappa
  // asks for. Without it, no single signer's review is enough.
  "anchors": ${list(
    anchors.map(({ signer, name }) => formatInline({ signer, name, ...only })),
    2,
  )},

  "logs": {
    // Nodes, pinned by the keys of their two logs. A node may move; its keys stay.
    "nodes": ${list(
      nodes.map(({ name, url, reviews, trust }) =>
        formatFields({ name, url, reviews: formatVkey(reviews), trust: formatVkey(trust) }),
      ),
      4,
    )},
    // How many of these nodes must show a fresh log before anything passes.
    ${quorumNote(quorum)}
    "quorum": ${quorum},

    // Witnesses cosign what the logs say, so that a log cannot tell you one thing and others another.
    "witnesses": ${list(
      witnesses.map(({ name, vkey }) => formatFields({ name, vkey: formatVkey(vkey) })),
      4,
    )},
    // How many of these witnesses must have cosigned a log. A node's own witness cosigns its own logs only: more
    // than 1 needs witnesses that cosign for others.
    "witnessQuorum": 1,

    // How old the witnesses' word may be: a log that is older might hide a flag. Older than this, nothing passes.
    "freshness": "24h",
    // In a pull request (gate --base), what it does not change is judged on an older log for this much longer.
    "grace": "72h"
  },

  // The first rule that matches a release decides. kappa (1 to 4): how many of your anchors must have accepted it.
  // This version counts them; it does not yet measure how independent they are of each other.
  "rules": [
    { "match": "*", "demands": [{ "criterion": "safe-to-run", "kappa": 2, "thoroughness": "low" }] }
  ],

  // What passes for a while although something was found: one artifact each, with owner, reason and last day.
  "waivers": ${list(waivers.map(formatWaiver), 2)}
}
`;
  parsePolicy(text);
  return text;
}

function quorumOf(count: number): number {
  return count > 2 ? 2 : 1;
}

function quorumNote(quorum: number): string {
  return quorum === 1
    ? '// With 1, a lone node that refused to log a flag could keep it from you: pin more nodes, then ask for 2.'
    : '// With 2, no lone node that refuses to log a flag can keep it from you.';
}

function formatFields(fields: Readonly<Record<string, string>>): string {
  const lines = Object.entries(fields).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return `{\n${lines.join(',\n')}\n}`;
}

function list(items: readonly string[], indent: number): string {
  if (items.length === 0) return '[]';
  const inner = ' '.repeat(indent + 2);
  return `[\n${items.map((item) => inner + item.replaceAll('\n', `\n${inner}`)).join(',\n')}\n${' '.repeat(indent)}]`;
}
