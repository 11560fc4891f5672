import { CodedError } from '../errors.ts';

const secondsIn: Readonly<Record<string, number>> = { m: 60, h: 3_600, d: 86_400 };
const longest = 366 * 86_400;

/** `90m`, `24h`, `7d` as seconds, at most 366 days; throws `duration-malformed`. */
export function parseDuration(text: string): number {
  const [, count, unit] = /^(0|[1-9][0-9]{0,5})([mhd])$/.exec(text) ?? [];
  const seconds = Number(count) * (secondsIn[unit as string] as number);
  if (count === undefined || seconds > longest) {
    throw new CodedError(
      'duration-malformed',
      'expected a duration of at most 366 days, such as 90m, 24h or 7d',
    );
  }
  return seconds;
}

/** The shortest text that parseDuration reads back; `seconds` are whole minutes. */
export function formatDuration(seconds: number): string {
  const unit = ['d', 'h'].find((name) => seconds !== 0 && seconds % (secondsIn[name] as number) === 0) ?? 'm';
  return `${seconds / (secondsIn[unit] as number)}${unit}`;
}
