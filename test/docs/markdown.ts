import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const documents = [
  'README.md',
  'SECURITY.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'docs/architecture.md',
  'docs/protocol.md',
  'docs/operating.md',
  'docs/dependencies.md',
] as const;

export const root = fileURLToPath(new URL('../..', import.meta.url));

export function readDocument(path: string): string {
  return readFileSync(`${root}/${path}`, 'utf8');
}

export interface CodeBlock {
  /** What stands behind the fence: `sh`, `text vector=tree`; empty for a block by indentation. */
  readonly info: string;
  readonly lines: readonly string[];
}

/** Fenced and indented code, in order. */
export function codeBlocks(text: string): CodeBlock[] {
  const blocks: { info: string; lines: string[] }[] = [];
  let within: 'prose' | 'fence' | 'indent' = 'prose';
  for (const line of text.split('\n')) {
    if (within === 'fence') {
      if (line === '```') within = 'prose';
      else blocks.at(-1)?.lines.push(line);
    } else if (line.startsWith('```')) {
      within = 'fence';
      blocks.push({ info: line.slice(3), lines: [] });
    } else if (line.startsWith('    ')) {
      if (within === 'prose') blocks.push({ info: '', lines: [] });
      within = 'indent';
      blocks.at(-1)?.lines.push(line.slice(4));
    } else {
      within = 'prose';
    }
  }
  return blocks;
}

/** The text of the block that names itself `vector=NAME`, each line ended by LF. */
export function vector(text: string, name: string): string {
  const found = codeBlocks(text).find(({ info }) => info.endsWith(` vector=${name}`));
  if (!found) throw new Error(`no block says vector=${name}`);
  return found.lines.map((line) => `${line}\n`).join('');
}

/** The cells of every row, without emphasis, of the tables whose first heading is `heading`. */
export function tableRows(text: string, heading: string): string[][] {
  const rows: string[][] = [];
  let inside = false;
  for (const line of text.split('\n')) {
    if (!line.startsWith('|')) inside = false;
    else if (line.startsWith(`| ${heading} |`)) inside = true;
    else if (inside && !line.startsWith('| ---')) rows.push(cellsOf(line));
  }
  return rows;
}

function cellsOf(line: string): string[] {
  const cells = line.split(/(?<!\\)\|/).slice(1, -1);
  return cells.map((cell) => cell.trim().replaceAll('`', ''));
}

/** The words of a command line as a shell would split it; a comment ends it. No expansion. */
export function shellWords(line: string): string[] {
  const words: string[] = [];
  for (const [, quoted, plain] of line.matchAll(/"([^"]*)"|(\S+)/g)) {
    if (plain?.startsWith('#')) break;
    words.push(quoted ?? (plain as string));
  }
  return words;
}
