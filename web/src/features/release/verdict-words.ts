import type { Demand } from '@countersign/shared/policy/rules.ts';
import type { FindingCode } from '@countersign/shared/policy/findings.ts';
import type { ShownVerdict } from '../../trust/node-logs/node-logs.ts';

/** A verdict for people: what it comes to, and what it stands on. */
export interface VerdictWords {
  readonly headline: string;
  readonly more: readonly string[];
}

const numbers = ['none', 'one', 'two', 'three', 'four'];

export function verdictInWords(verdict: ShownVerdict, demand: Demand): VerdictWords {
  const reasons = verdict.findings.flatMap(({ code }) => reasonOf[code] ?? []);
  const evidence = partiesInWords(verdict, demand);
  const [first, ...rest] = reasons;
  if (first === undefined)
    return { headline: evidence, more: [lossInWords(verdict), sharedOwner].filter(Boolean) };
  return { headline: first, more: [...rest, evidence] };
}

/** Grave ones come first in a list of findings only by chance; `demand-unmet` is said by the parties themselves. */
const reasonOf: Partial<Record<FindingCode, string>> = {
  'flag-malicious':
    'Do not install it. It is flagged malicious, by somebody whom you trust directly or by two whom your signers vouch for.',
  'flag-malicious-single':
    'Hold it back. One signer whom yours vouch for says that it is malicious, and nobody else has said so yet.',
  'flag-suspicious':
    'Hold it back. It is flagged suspicious, by somebody whom you trust directly or by two whom your signers vouch for.',
  'statement-unknown':
    'Hold it back. A statement about it is of a kind that this page cannot read, and it might be a flag.',
  'log-stale':
    'No verdict. Nobody confirmed this node’s trust log within the last day, so a flag could be kept from you.',
  'log-incomplete':
    'No verdict. This node does not show its trust log as a whole, so a flag could be kept from you.',
  'log-inconsistent':
    'No verdict. This node’s trust log does not hold together: what it shows is not what its key signed.',
  unpinned:
    'No verdict on bytes: nobody here says which bytes this release has. Only what is said of its name is shown.',
};

/** `Two of the two parties that you ask for accept it as safe to run: alice and bob.` */
export function partiesInWords(
  { kappa, parties }: ShownVerdict,
  { kappa: asked, criterion }: Demand,
): string {
  const words = criterion.replaceAll('-', ' ');
  const askedFor =
    asked === 1 ? 'the one party that you ask for' : `the ${numbers[asked]} parties that you ask for`;
  if (parties.length === 0) {
    return asked === 1
      ? `The one party that you ask for is not there yet: nobody whose word counts for you accepts it as ${words}.`
      : `None of ${askedFor} accepts it as ${words} yet.`;
  }
  const names = listed(parties.map(({ name }) => name));
  const verb = kappa === 1 ? 'accepts' : 'accept';
  if (kappa > asked) {
    return `${capital(numbers[kappa] ?? String(kappa))} parties accept it as ${words}, and you ask for ${numbers[asked]}: ${names}.`;
  }
  if (asked === 1) return `${capital(askedFor)} accepts it as ${words}: ${names}.`;
  return `${capital(numbers[kappa] ?? String(kappa))} of ${askedFor} ${verb} it as ${words}: ${names}.`;
}

/** `If alice and bob were both corrupt, nothing honest would be left.` Empty where nobody accepts it. */
export function lossInWords({ parties }: ShownVerdict): string {
  if (parties.length === 0) return '';
  const names = listed(parties.map(({ name }) => name));
  const both = parties.length === 2 ? ' both' : parties.length > 2 ? ' all' : '';
  return `If ${names} ${parties.length === 1 ? 'was' : 'were'}${both} corrupt, nothing honest would be left.`;
}

const sharedOwner =
  'How independent they are of each other is yours to know: it counts signers, not their employers.';

/** `alice, bob and carol` */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
