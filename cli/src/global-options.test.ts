import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { buildProgram } from './program.ts';
import type { Streams } from './terminal.ts';

let printed = '';
const write = (text: string) => (printed += text) !== '';
const streams = { stdout: { write }, stderr: { write } } as unknown as Streams;

/** Whether a verb was called; throws what the program throws. */
async function takes(...args: string[]): Promise<boolean> {
  let called = false;
  await buildProgram(async () => void (called = true), streams).parseAsync(args, { from: 'user' });
  return called;
}

/** Each verb with the arguments that it demands. */
const verbs: Record<string, string[]> = {
  init: [],
  sync: [],
  gate: [],
  why: ['a@1.0.0'],
  waive: ['a@1.0.0', '--owner', 'o', '--reason', 'r', '--expires', '2027-01-01'],
  'baseline add': ['a@1.0.0'],
  'baseline prune': [],
  serve: [],
  diff: ['a@1.0.0', '1.0.1'],
  review: ['a@1.0.0'],
  sign: ['a.countersign.json'],
  flag: ['a@1.0.0', '--severity', 's', '--category', 'c', '--summary', 't'],
  'trust vouch': ['ed25519:', '--role', 'review'],
  retract: ['id'],
  'key new': ['--name', 'me'],
  'key list': [],
  'key show': ['me'],
  'key export': ['me'],
  'key import': ['me.json'],
};

const signing = ['review', 'sign', 'flag', 'trust vouch', 'retract'];
const judging = ['gate', 'why', 'waive', 'baseline add', 'baseline prune'];
const json = ['sync', 'gate', 'why', 'diff', ...signing, 'key new', 'key list', 'key show', 'key import'];

const honoured: [string[], string, string[]][] = [
  [['--node', 'http://localhost:4717'], '--node', ['init', ...signing]],
  [['--key', 'me'], '--key', signing],
  [['--policy', 'x.jsonc'], '--policy', ['sync', 'diff', ...judging, ...signing]],
  [['--offline'], '--offline', judging],
  [['--passphrase-file', 'x'], '--passphrase-file', [...signing, 'key new']],
  [['--json'], '--json', json],
  [['--format', 'json'], '--json', json],
  [['--format', 'github'], '--format github', ['gate']],
  [['--format', 'text', '--yes', '--quiet', '--verbose'], '', Object.keys(verbs)],
];

test.each(honoured)(
  '%j is taken by the verbs that honour it, and refused by all others',
  async (given, label, by) => {
    for (const [verb, args] of Object.entries(verbs)) {
      const run = takes(...verb.split(' '), ...args, ...given);
      if (by.includes(verb)) {
        await expect(run.then((called) => [verb, called])).resolves.toEqual([verb, true]);
        continue;
      }
      const error: Error & { code?: string } = await run.then(
        () => new Error(`${verb} ignored it`),
        (thrown: Error) => thrown,
      );
      expect([error.code, error.message]).toEqual([
        'arguments-invalid',
        expect.stringContaining(`${verb} takes no ${label}: it is for `),
      ]);
      for (const other of by) expect(error.message).toContain(other);
    }
  },
);

test('every ignored option is named at once, and two formats are one too many', async () => {
  await expect(takes('serve', '--offline', '--key', 'me')).rejects.toThrow(/--key.*\n.*--offline/);
  await expect(takes('gate', '--json', '--format', 'github')).rejects.toThrow('choose one');
  await expect(takes('gate', '--json', '--format', 'json')).resolves.toBe(true);
});

test('the help of a verb shows the global options that it honours, and no other', async () => {
  const helpOf = async (...verb: string[]) => {
    printed = '';
    await takes(...verb, '--help').catch(() => {});
    return printed;
  };
  expect(await helpOf('trust', 'vouch')).toMatch(
    /--node[^]*--key[^]*--policy[^]*--json[^]*--passphrase-file/,
  );
  expect((await helpOf()).match(/--verbose/g)).toHaveLength(1);
  const init = await helpOf('init');
  expect(init).toMatch(/--anchor[^]*--node[^]*--yes[^]*--quiet/);
  expect(init).not.toMatch(/--policy|--key|--json|--format|--offline|--passphrase-file/);
});

test('the list of verbs here is whole', () => {
  const leaves = (command: Command, above: string[]): string[] =>
    command.commands.length === 0
      ? [above.join(' ')]
      : command.commands.flatMap((child) => leaves(child, [...above, child.name()]));
  expect(
    leaves(
      buildProgram(async () => {}, streams),
      [],
    ).toSorted(),
  ).toEqual(Object.keys(verbs).toSorted());
});

test('--version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  printed = '';
  await takes('--version').catch(() => {});
  expect(printed).toBe(`${version}\n`);
});
