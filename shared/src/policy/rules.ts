import type { Ecosystem } from '../purl/ecosystem.ts';
import type { Purl } from '../purl/purl.ts';
import { registryHost } from '../purl/registry-host.ts';
import { matchesPattern, shadows, type Pattern } from './pattern.ts';
import type { Complain } from './shape.ts';

/** How thoroughly a review must have been done to count; `none` never counts. */
export const demandedThoroughness = ['low', 'medium', 'high'] as const;

export interface Demand {
  readonly criterion: string;
  /** How many principals must be corrupt before no honest evidence is left: 1 to 4. */
  readonly kappa: number;
  readonly thoroughness: (typeof demandedThoroughness)[number];
}

export interface Rule {
  readonly match: Pattern;
  /** All are to hold, each measured alone. Never empty. */
  readonly demands: readonly Demand[];
}

/** Hosts that serve what the ecosystem's own registry serves. */
export type Mirrors = ReadonlyMap<Ecosystem, readonly string[]>;

/**
 * The first rule that matches `release`, or null. A release of another registry is matched only by a pattern that names
 * its `repository_url`, unless the policy declares that host a mirror.
 */
export function ruleFor(
  policy: { readonly rules: readonly Rule[]; readonly mirrors: Mirrors },
  release: Purl,
): Rule | null {
  const registry = release.qualifiers['repository_url'];
  const foreign = registry !== undefined && !hostIsMirror(policy, release.type, registry);
  const matches = ({ match }: Rule) =>
    (!foreign || match.qualifiers.has('repository_url')) && matchesPattern(match, release);
  return policy.rules.find(matches) ?? null;
}

/** True when the policy declares the host of `url` a mirror of the registry of `ecosystem`. */
export function hostIsMirror(
  policy: { readonly mirrors: Mirrors },
  ecosystem: Ecosystem,
  url: string,
): boolean {
  const hosts = policy.mirrors.get(ecosystem);
  const host = hosts === undefined ? null : registryHost(url);
  return host !== null && hosts !== undefined && hosts.includes(host);
}

/** Refuses a rule that an earlier one leaves nothing to match. */
export function checkRules(rules: readonly Rule[], complain: Complain): void {
  rules.forEach(({ match }, i) => {
    const earlier = rules.findIndex((rule, j) => j < i && shadows(rule.match, match));
    if (earlier < 0) return;
    const first = JSON.stringify(rules[earlier]?.match.text);
    complain(
      [i, 'match'],
      `never has its turn: rules[${earlier}] (${first}) matches first; put this rule above it`,
    );
  });
}
