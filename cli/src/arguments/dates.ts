import { CodedError } from '@countersign/shared/errors.ts';
import { instant } from '@countersign/shared/statement/instant.ts';
import { longestVouchSeconds } from '@countersign/shared/statement/longest-vouch.ts';

const day = 86_400_000;
const longestVouch = longestVouchSeconds * 1000;
const usualVouch = 365 * day;

/**
 * When a vouch ends: `2027-01-31` (the end of that day, UTC) or `2027-01-31T12:00:00Z`; a year from now unless given.
 * Throws `arguments-invalid` for another form, a day that no calendar has, the past, and more than a year.
 */
export function vouchExpiry(text: string | undefined, now: number): string {
  if (text === undefined) return instant(now + usualVouch);
  const full = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T23:59:59Z` : text;
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(full) ? Date.parse(full) : Number.NaN;
  const example = instant(now + 90 * day);
  if (Number.isNaN(time) || instant(time) !== full) {
    throw refused(text, `expected a date such as ${example.slice(0, 10)}, or ${example}`);
  }
  if (time <= now) throw refused(text, 'that is past');
  const latest = instant(now + longestVouch - day).slice(0, 10);
  if (time - Math.floor(now / 1000) * 1000 > longestVouch)
    throw refused(text, `a vouch lasts a year at most; give ${latest} or before`);
  return full;
}

function refused(text: string, why: string): CodedError {
  return new CodedError('arguments-invalid', `--expires ${JSON.stringify(text)}: ${why}`);
}
