import { CodedError } from '@countersign/shared/errors.ts';
import { criterionNames } from '@countersign/shared/policy/criteria.ts';
import { nearest } from '@countersign/shared/policy/nearest.ts';
import type { Policy } from '@countersign/shared/policy/policy.ts';
import { criterionTexts } from '@countersign/shared/statement/affirmation.ts';

/** What may be chosen, with the text that explains it. */
export interface Criterion {
  readonly name: string;
  readonly text: string;
}

/** The criteria that can be affirmed here: the built-in ones and those of the policy. */
export function knownCriteria(policy: Pick<Policy, 'criteria'> | null): Criterion[] {
  const own = policy?.criteria ?? new Map<string, never>();
  return criterionNames(own).map((name) => ({
    name,
    text: criterionTexts.get(name) ?? own.get(name)?.description ?? '',
  }));
}

/** What is wrong with the value of an option, or null: the valid ones, and the one that was probably meant. */
export function wrongChoice(option: string, value: string, valid: readonly string[]): string | null {
  if (valid.includes(value)) return null;
  const meant = nearest(value, valid);
  const hint = meant === null ? '' : `; did you mean ${meant}?`;
  return `${option} ${JSON.stringify(value)} is none of: ${valid.join(', ')}${hint}`;
}

/** Throws `arguments-invalid` with everything that is wrong, one to a line. */
export function refuseMistakes(mistakes: readonly (string | null)[]): void {
  const found = mistakes.filter((mistake) => mistake !== null);
  if (found.length > 0) throw new CodedError('arguments-invalid', found.join('\n'));
}
