import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { buildProgram } from 'countersign/src/program.ts';
import type { Streams } from 'countersign/src/terminal.ts';
import { codeBlocks, documents, readDocument, shellWords } from './markdown.ts';

const silent = { stdout: { write: () => true }, stderr: { write: () => true } } as unknown as Streams;

function program(): Command {
  return buildProgram(async () => undefined, silent);
}

/** Lines to copy, and those that a session shows behind its prompt. */
function commandLines(path: string): string[] {
  return codeBlocks(readDocument(path)).flatMap(({ info, lines }) => {
    if (info === 'sh') return lines.filter((line) => line.startsWith('countersign '));
    return info === 'console'
      ? lines.filter((line) => line.startsWith('$ countersign ')).map((line) => line.slice(2))
      : [];
  });
}

/** Lines that say how a command is called: `countersign gate [LOCKFILE...] [--base REV]   what it does`. */
function synopses(path: string): string[] {
  return codeBlocks(readDocument(path))
    .filter(({ info }) => info === '')
    .flatMap(({ lines }) => lines.filter((line) => line.startsWith('countersign ')));
}

/** What is mentioned in running text: `countersign why RELEASE`. */
function mentions(path: string): string[] {
  const prose = readDocument(path).replaceAll(/^```[^]*?^```$/gm, '');
  return [...prose.matchAll(/`(countersign [^`]+)`/g)].map(([, line]) => line as string);
}

function lookUp(line: string): { command: Command; rest: string[] } {
  let command = program();
  const [, ...words] = shellWords(line);
  while (words.length > 0) {
    const next = command.commands.find((child) => child.name() === words[0]?.split('|')[0]);
    if (!next) break;
    command = next;
    words.shift();
  }
  return { command, rest: words };
}

function optionNames(command: Command): string[] {
  const own = command.options.flatMap(({ long, short }) => [long, short]);
  return [...own, ...program().options.flatMap(({ long, short }) => [long, short]), '--help'].filter(
    (name) => typeof name === 'string',
  );
}

const whole = documents.flatMap((path) => commandLines(path).map((line) => [path, line] as const));
const sketched = documents.flatMap((path) =>
  [...synopses(path), ...mentions(path)].map((line) => [path, line] as const),
);

test('the documents hold command lines at all', () => {
  expect(whole.length).toBeGreaterThan(10);
  expect(sketched.length).toBeGreaterThan(12);
});

test.each(whole)('%s: "%s" is a command line that the program takes', async (_path, line) => {
  const [, ...args] = shellWords(line);
  if (args[0] === '--version') return;
  await expect(program().parseAsync(args, { from: 'user' })).resolves.toBeDefined();
});

test.each(sketched)('%s: "%s" names a command and options that exist', (_path, line) => {
  const { command, rest } = lookUp(line);
  expect(command.name()).not.toBe('countersign');
  expect(command.commands.map((child) => child.name())).toEqual([]);
  const named = rest.join(' ').match(/--[a-z-]+/g) ?? [];
  expect(optionNames(command)).toEqual(expect.arrayContaining(named));
});

test('every command of the program stands in the README', () => {
  const leaves = (command: Command, above: string): string[] =>
    command.commands.length === 0
      ? [above]
      : command.commands
          .filter((child) => child.name() !== 'help')
          .flatMap((child) => leaves(child, `${above} ${child.name()}`));
  const shown = readDocument('README.md')
    .replaceAll(/countersign key ([a-z]+(?:\|[a-z]+)+)/g, (_, verbs: string) =>
      verbs
        .split('|')
        .map((verb) => `countersign key ${verb}`)
        .join(' '),
    )
    .replaceAll('| baseline prune', 'countersign baseline prune');
  for (const line of leaves(program(), 'countersign')) expect(shown).toContain(line);
});

test('the README can be read in one sitting', () => {
  expect(readDocument('README.md').split('\n').length).toBeLessThanOrEqual(200);
});

test('what the README imports as a library is there', async () => {
  const snippet = codeBlocks(readDocument('README.md')).find(({ info }) => info === 'ts');
  const imports = [...(snippet?.lines ?? []).join('\n').matchAll(/^import \{ (\w+) \} from '([^']+)';$/gm)];
  expect(imports).not.toEqual([]);
  for (const [, name, from] of imports) {
    const module = (await import(from as string)) as Record<string, unknown>;
    expect(module[name as string]).toBeTypeOf('function');
  }
});
