import { nearest } from './nearest.ts';
import type { Complain } from './shape.ts';

/** A criterion that a policy adds to the built-in ones. */
export interface OwnCriterion {
  readonly description: string;
  /** Criteria that hold wherever this one does. */
  readonly implies: readonly string[];
}

export type Criteria = ReadonlyMap<string, OwnCriterion>;

/** What every policy knows, by what each implies (docs/protocol.md, "How many stand behind a release"). */
export const builtInCriteria: ReadonlyMap<string, readonly string[]> = new Map([
  ['safe-to-run', []],
  ['safe-to-deploy', ['safe-to-run']],
  ['safe-for-anonymity', []],
]);

/** `criterion` and all that follows from it. */
export function impliedCriteria(
  policy: { readonly criteria: Criteria },
  criterion: string,
): ReadonlySet<string> {
  const implied = new Set([criterion]);
  for (const name of implied) for (const next of impliedBy(policy.criteria, name)) implied.add(next);
  return implied;
}

export function criterionNames(own: Criteria): string[] {
  return [...builtInCriteria.keys(), ...own.keys()];
}

/** Refuses a criterion that redefines a built-in one, implies an unknown one, or implies itself. */
export function checkCriteria(own: Criteria, complain: Complain): void {
  const known = criterionNames(own);
  for (const [name, { implies }] of own) {
    if (builtInCriteria.has(name)) complain([name], 'is built in; give your own criterion another name');
    implies.forEach((other, i) => {
      if (known.includes(other)) return;
      complain([name, 'implies', i], `unknown criterion "${other}"`, {
        valid: known,
        suggestion: nearest(other, known),
      });
    });
    const onward = new Set(implies);
    for (const next of onward) for (const further of impliedBy(own, next)) onward.add(further);
    if (onward.has(name)) complain([name, 'implies'], 'implies itself');
  }
}

function impliedBy(own: Criteria, name: string): readonly string[] {
  return builtInCriteria.get(name) ?? own.get(name)?.implies ?? [];
}
