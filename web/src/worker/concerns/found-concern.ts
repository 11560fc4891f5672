import { type Concern, concerns } from '../reading.ts';

export interface FoundConcern {
  readonly concern: Concern;
  readonly text: string;
}

/** Sentences of one concern on one file. */
const sentencesMax = 20;
/** UTF-16 units of a package's text within a sentence. */
const quotedMax = 160;

/** Text of a package within a sentence, cut where it is long. */
export function quote(text: string): string {
  if (text.length <= quotedMax) return `\`${text}\``;
  return `\`${text.slice(0, quotedMax)}…\` (${text.length} characters)`;
}

/** In the order of `concerns`, no more than so many of each; what is left out is said. */
export function orderConcerns(found: readonly FoundConcern[]): FoundConcern[] {
  return concerns.flatMap((concern) => {
    const all = found.filter((each) => each.concern === concern);
    const shown = all.slice(0, sentencesMax);
    if (all.length > shown.length)
      shown.push({ concern, text: `and ${all.length - shown.length} more such` });
    return shown;
  });
}
