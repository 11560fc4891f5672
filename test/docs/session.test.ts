import { expect, test } from 'vitest';
import { makeWorld, type World } from '../world/world.ts';
import { codeBlocks, readDocument, shellWords } from './markdown.ts';

/** Plays the README's sessions on a package of the same name from the fake registry: each command, each line shown. */

interface Step {
  readonly args: readonly string[];
  /** `countersign` or `npm`. */
  readonly program: string;
  readonly exitCode: number | null;
  readonly shown: readonly string[];
}

function stepsOf(info: string): Step[] {
  return codeBlocks(readDocument('README.md'))
    .filter((block) => block.info === info)
    .flatMap(({ lines }) => (info === 'console' ? shownSteps(lines) : plainSteps(lines)));
}

function plainSteps(lines: readonly string[]): Step[] {
  return lines.map((line) => {
    const [program = '', ...args] = shellWords(line);
    const code = /# exit code (\d+)$/.exec(line)?.[1];
    return { program, args, exitCode: code === undefined ? null : Number(code), shown: [] };
  });
}

function shownSteps(lines: readonly string[]): Step[] {
  const steps: (Step & { shown: string[] })[] = [];
  for (const line of lines) {
    const [program = '', ...args] = shellWords(line.slice(2));
    if (line.startsWith('$ ')) steps.push({ program, args, exitCode: null, shown: [] });
    else if (line !== '') steps.at(-1)?.shown.push(line);
  }
  return steps;
}

const answers = [
  '--accept',
  '--criteria',
  'safe-to-run',
  '--thoroughness',
  'medium',
  '--understanding',
  'medium',
];

/** What a person would answer at the terminal, as options; and the world's own node. */
function unattended({ args }: Step, { node }: World): string[] {
  const [verb] = args;
  const own = args.map((arg) => (arg === 'http://localhost:4717' ? node.url : arg));
  if (verb === 'key') return [...own, '--no-passphrase'];
  if (verb === 'review' && !args.includes('--accept')) return [...own, ...answers, '--yes'];
  return verb === 'init' ? [...own, '--yes'] : own;
}

/** What differs from one run to the next, and between the fake package and the real one. */
function comparable(line: string): string {
  return line
    .replaceAll(/[0-9a-f]{64}/g, 'ID')
    .replaceAll(/(?:http:\/\/)?(?:localhost|127\.0\.0\.1)[:-]\d+/g, 'NODE')
    .replaceAll(/\([0-9a-z]{4}(-[0-9a-z]{4}){3}\)/g, '(FINGERPRINT)')
    .replaceAll(/\d+ (releases|allowed|lines?|files?)/g, 'N')
    .replaceAll(/trust log \d+ \([^)]*\)/g, 'trust log')
    .replaceAll(/package-lock\.json:\d+|change \+\d+ −\d+|dist\/index\.js:\d+/g, 'N')
    .replaceAll(/ +/g, ' ')
    .trim();
}

/** The lockfile before the update and after it, with a dependency that stays. */
async function lockfiles(world: World) {
  const name = 'socks-proxy-agent';
  const old = world.publish({ name, version: '8.0.4', files: { 'dist/index.js': 'a;\n'.repeat(20) } });
  const next = world.publish({ name, version: '8.0.5', files: { 'dist/index.js': 'b;\n'.repeat(20) } });
  const other = world.publish({ name: 'socks', version: '2.8.9' });
  return { before: () => world.lock(old, other), after: () => world.lock(next, other) };
}

test('the first success comes as the README says, command by command', async () => {
  const world = await makeWorld();
  const { before, after } = await lockfiles(world);
  await before();
  const steps = stepsOf('sh').slice(stepsOf('sh').findIndex(({ args }) => args[0] === 'key'));
  expect(steps.length).toBeGreaterThan(8);
  for (const step of steps) {
    if (step.program === 'npm') {
      await after();
      continue;
    }
    const { code, stderr } = await world.cli(...unattended(step, world));
    expect([step.args.join(' '), code, code === (step.exitCode ?? 0) ? '' : stderr]).toEqual([
      step.args.join(' '),
      step.exitCode ?? 0,
      '',
    ]);
  }
});

test('what the README shows is what the program prints', async () => {
  const world = await makeWorld();
  const { before, after } = await lockfiles(world);
  await before();
  await world.cli('key', 'new', '--name', 'me', '--no-passphrase');
  expect((await world.cli('init', '--node', world.node.url, '--yes')).code).toBe(0);
  for (const step of stepsOf('console')) {
    if (step.program === 'npm') {
      await after();
      continue;
    }
    const { stdout } = await world.cli(...unattended(step, world));
    const printed = stdout.split('\n').map(comparable);
    expect(printed.filter((line) => line !== '')).toEqual(step.shown.map(comparable));
  }
});
