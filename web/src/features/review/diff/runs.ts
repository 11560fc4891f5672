import type { Span, StyledSpan } from './line-spans.ts';

/** A character that does not show by itself, or not as what it is. */
export interface HiddenSpan extends Span {
  /** Such as `U+202E`. */
  readonly shown: string;
  /** For people: its name. */
  readonly name: string;
  /** The character itself is shown too, before its number. */
  readonly glyph: boolean;
}

/** What lies over a line's text; each list sorted by `from` and free of overlaps. */
export interface Layers {
  readonly tokens: readonly StyledSpan[];
  readonly marks: readonly Span[];
  readonly hits: readonly Span[];
  readonly activeHit: Span | null;
  readonly hidden: readonly HiddenSpan[];
  /** Tabs and blanks at the line's end are made visible. */
  readonly blanks: boolean;
}

/** A piece of a line that looks the same from end to end: one node of the page. */
export interface Run {
  readonly text: string;
  /** Index of tokenStyles, -1 for plain text. */
  readonly style: number;
  readonly marked: boolean;
  readonly hit: 'no' | 'hit' | 'active';
  readonly blank: 'no' | 'tab' | 'trailing';
  readonly hidden: HiddenSpan | null;
}

/** `text`, which begins at unit `from` of its line, in runs; every unit is in exactly one. */
export function runsOf(text: string, from: number, layers: Layers): Run[] {
  const to = from + text.length;
  const tokens = new Walk(layers.tokens);
  const marks = new Walk(layers.marks);
  const hits = new Walk(layers.hits);
  const hiddens = new Walk(layers.hidden);
  const blanks = new Walk(layers.blanks ? blanksOf(text, from) : []);
  const runs: Run[] = [];
  for (let at = from; at < to;) {
    const hidden = hiddens.at(at);
    const token = tokens.at(at);
    const hit = hits.at(at);
    const blank = blanks.at(at);
    const marked = marks.at(at) !== null;
    const walks = [tokens, marks, hits, hiddens, blanks];
    const end = Math.min(to, ...walks.map((walk) => walk.until(at)));
    runs.push({
      text: text.slice(at - from, end - from),
      style: token?.style ?? -1,
      marked,
      hit: hit === null ? 'no' : isSame(hit, layers.activeHit) ? 'active' : 'hit',
      blank: blank?.blank ?? 'no',
      hidden,
    });
    at = end;
  }
  return merged(runs);
}

/** Goes through spans as their line is walked from left to right. */
class Walk<S extends Span> {
  private next = 0;
  private readonly spans: readonly S[];

  constructor(spans: readonly S[]) {
    this.spans = spans;
  }

  /** The span that covers `at`, which never goes back. */
  at(at: number): S | null {
    while (this.next < this.spans.length && (this.spans[this.next] as S).to <= at) this.next++;
    const span = this.spans[this.next];
    return span !== undefined && span.from <= at ? span : null;
  }

  /** Where what covers `at`, or what does not, ends. */
  until(at: number): number {
    const span = this.spans[this.next];
    if (span === undefined) return Infinity;
    return span.from <= at ? span.to : span.from;
  }
}

interface Blank extends Span {
  readonly blank: 'tab' | 'trailing';
}

function blanksOf(text: string, from: number): Blank[] {
  const blanks: Blank[] = [];
  let end = text.length;
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\r')) end--;
  for (let at = text.indexOf('\t'); at >= 0 && at < end; at = text.indexOf('\t', at)) {
    const start = at;
    while (text[at] === '\t') at++;
    blanks.push({ from: from + start, to: from + at, blank: 'tab' });
  }
  if (end < text.length) blanks.push({ from: from + end, to: from + text.length, blank: 'trailing' });
  return blanks;
}

function isSame(a: Span, b: Span | null): boolean {
  return b !== null && a.from === b.from && a.to === b.to;
}

/** Neighbours that look the same become one; each hidden character keeps its own. */
function merged(runs: readonly Run[]): Run[] {
  const kept: Run[] = [];
  for (const run of runs) {
    const last = kept.at(-1);
    if (last !== undefined && looksLike(last, run))
      kept[kept.length - 1] = { ...last, text: last.text + run.text };
    else kept.push(run);
  }
  return kept;
}

function looksLike(a: Run, b: Run): boolean {
  return (
    a.style === b.style &&
    a.marked === b.marked &&
    a.hit === b.hit &&
    a.blank === b.blank &&
    a.hidden === null &&
    b.hidden === null
  );
}
