import { isRecord } from '@countersign/shared/bytes/json.ts';
import { builtInCriteria } from '@countersign/shared/policy/criteria.ts';
import { demandedThoroughness, type Demand } from '@countersign/shared/policy/rules.ts';

/** What `countersign init` writes into a new policy. */
export const initialDemand: Demand = { criterion: 'safe-to-run', kappa: 2, thoroughness: 'low' };

export const criteriaToAsk: readonly string[] = [...builtInCriteria.keys()];
export const kappasToAsk: readonly number[] = [1, 2, 3, 4];
export { demandedThoroughness as thoroughnessesToAsk };

/** A demand that was kept or typed; anything that a policy would not take becomes the initial one. */
export function readDemand(value: unknown): Demand {
  if (!isRecord(value)) return initialDemand;
  const { criterion, kappa, thoroughness } = value;
  const known = demandedThoroughness.find((level) => level === thoroughness);
  if (typeof criterion !== 'string' || !criteriaToAsk.includes(criterion)) return initialDemand;
  if (typeof kappa !== 'number' || !kappasToAsk.includes(kappa) || known === undefined) return initialDemand;
  return { criterion, kappa, thoroughness: known };
}
