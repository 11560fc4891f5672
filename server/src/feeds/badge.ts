import type { Severity } from '@countersign/shared/statement/flag.ts';
import { escapeXml } from './xml.ts';

/** What a node knows; all of it what somebody signed, and nobody took back. */
export interface BadgeFacts {
  readonly reviews: number;
  readonly flags: number;
  /** The worst, of a release. */
  readonly severity: Severity | null;
}

/** The fixed words of a badge: never a verdict, which only the visitor's own anchors give. */
export function badgeWords({ reviews, flags, severity }: BadgeFacts): string {
  if (severity !== null) return `flagged ${severity}`;
  if (flags > 0) return flags === 1 ? '1 flag' : `${shown(flags)} flags`;
  if (reviews > 0) return reviews === 1 ? '1 review' : `${shown(reviews)} reviews`;
  return 'no reviews';
}

function shown(count: number): string {
  return count > 9999 ? 'over 9999' : String(count);
}

const label = 'countersign';
const characterWidth = 7;
const padding = 8;

/** An SVG without script, style or address, which says the same in text. */
export function badgeImage(purl: string, facts: BadgeFacts): string {
  const words = badgeWords(facts);
  const [labelWidth, wordsWidth] = [widthOf(label), widthOf(words)];
  const width = labelWidth + wordsWidth;
  const title = escapeXml(`${label}: ${words} (${purl})`);
  const fill = facts.flags > 0 ? '#a3262a' : facts.reviews > 0 ? '#2b5a8c' : '#5b6166';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img" aria-label="${title}">`,
    `<title>${title}</title>`,
    `<rect width="${labelWidth}" height="20" fill="#33383d"/>`,
    `<rect x="${labelWidth}" width="${wordsWidth}" height="20" fill="${fill}"/>`,
    '<g fill="#ffffff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">',
    textAt(padding, label),
    textAt(labelWidth + padding, words),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function widthOf(text: string): number {
  return text.length * characterWidth + 2 * padding;
}

function textAt(x: number, text: string): string {
  const length = text.length * characterWidth;
  return `<text x="${x}" y="14" textLength="${length}" lengthAdjust="spacingAndGlyphs">${escapeXml(text)}</text>`;
}
