import type { Demand } from '@countersign/shared/policy/rules.ts';
import { fingerprint } from '@countersign/shared/signer/signer.ts';
import type { OwnAnchor } from '../../trust/anchors.ts';
import type { ShownFinding, ShownFlag, ShownVerdict } from '../../trust/node-logs/node-logs.ts';

/** A verdict for people: what it comes to, and what it stands on. */
export interface VerdictWords {
  readonly headline: string;
  readonly more: readonly string[];
}

const numbers = ['none', 'one', 'two', 'three', 'four'];

/** Who raised a flag, for a sentence. */
export interface Flagger {
  /** Of the flag. */
  readonly id: string;
  readonly name: string;
  readonly isAnchor: boolean;
}

/** The visitor's own names first; what a stranger calls itself is no name to put into a verdict. */
export function flaggersOf(flags: readonly ShownFlag[], anchors: readonly OwnAnchor[]): Flagger[] {
  return flags.map(({ statement: { id, by } }) => {
    const own = anchors.find(({ signer }) => signer === by);
    return { id, name: own?.name ?? fingerprint(by), isAnchor: own !== undefined };
  });
}

export function verdictInWords(
  verdict: ShownVerdict,
  demand: Demand,
  flaggers: readonly Flagger[] = [],
): VerdictWords {
  const reasons = verdict.findings.flatMap((finding) => reasonInWords(finding, flaggers) ?? []);
  const evidence = partiesInWords(verdict, demand);
  const [first, ...rest] = reasons;
  if (first !== undefined) return { headline: first, more: [...rest, evidence] };
  return {
    headline: evidence,
    more: verdict.parties.length === 0 ? [] : [lossInWords(verdict), countsSigners],
  };
}

const countsSigners = 'This counts signers; how independent they are of each other is for you to know.';

/** Null for `demand-unmet`: the parties say that themselves. */
function reasonInWords({ code, statements }: ShownFinding, flaggers: readonly Flagger[]): string | null {
  const by = flaggers.filter(({ id }) => statements.includes(id));
  switch (code) {
    case 'flag-malicious':
      return `Do not install it. ${flaggedBy(by, 'malicious')}`;
    case 'flag-malicious-single':
      return `Hold it back. ${flaggedBy(by, 'malicious')} Nobody else whom your signers reach has said so yet.`;
    case 'flag-suspicious':
      return `Hold it back. ${flaggedBy(by, 'suspicious')}`;
    case 'statement-unknown':
      return 'Hold it back. A statement about it is of a kind that this page cannot read, and it might be a flag.';
    case 'log-stale':
      return 'No verdict. Nobody confirmed this node’s trust log within the last day, so a flag could be kept from you.';
    case 'log-incomplete':
      return 'No verdict. This node does not show its trust log as a whole, so a flag could be kept from you.';
    case 'log-inconsistent':
      return 'No verdict. This node’s trust log does not hold together, so a flag could be kept from you.';
    case 'unpinned':
      return 'Nobody here says which bytes this release has, so no review can count for it.';
    case 'demand-unmet':
      return null;
    default:
      return 'No verdict. This page does not know why the gate refuses it: use the command line.';
  }
}

/** `alice, whose word counts for you, flags it as malicious.` */
function flaggedBy(flaggers: readonly Flagger[], severity: string): string {
  const anchors = unique(flaggers.filter(({ isAnchor }) => isAnchor));
  if (anchors.length > 0) {
    const verb = anchors.length === 1 ? 'flags' : 'flag';
    return `${listed(anchors)}, whose word counts for you, ${verb} it as ${severity}.`;
  }
  const strangers = unique(flaggers);
  const who =
    strangers.length === 1
      ? 'One signer for whom yours vouch flags'
      : 'Several signers for whom yours vouch flag';
  return `${who} it as ${severity}: ${listed(strangers)}.`;
}

function unique(flaggers: readonly Flagger[]): string[] {
  return [...new Set(flaggers.map(({ name }) => name))];
}

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

/** `alice, bob and carol` */
function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
