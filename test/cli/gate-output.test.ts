import { beforeEach, expect, test } from 'vitest';
import { entryOf, lockfileOf } from '../world/lockfile.ts';
import { startPaperNode } from '../world/paper-node.ts';
import { flag, type Release } from '../world/statements.ts';
import { alice, makeWorld, noon, type World } from '../world/world.ts';

/** Nothing that a package, a lockfile or a statement holds is ever interpreted by who reads the output. */

// ESC [ 2 J, C1 CSI, DEL, right-to-left override, zero-width space, line separator, a line of its own with a GitHub command.
const hostile = '\u001b[2J\u009b31m\u007f\u202eevil\u200b\u2028\r\n::error::pwned';
const inline = hostile.slice(0, hostile.indexOf('\r'));
const interpreted = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|^::error::pwned/gmu;

let world: World;
let socks: Release;
beforeEach(async () => {
  world = await makeWorld();
  socks = world.publish({ name: 'socks', version: '2.8.3' });
  await world.adopt([socks]);
});

interface Shown {
  readonly code: number;
  /** What a terminal, or GitHub, would take for more than text. */
  readonly interpreted: readonly string[];
  readonly text: string;
}

async function show(...args: string[]): Promise<Shown> {
  const { code, stdout, stderr } = await world.cli(...args);
  const text = stdout + stderr;
  return { code, interpreted: text.match(interpreted) ?? [], text };
}

const formats = ['text', 'json', 'github'] as const;
/** What a verb takes that has no commands for GitHub. */
const plainer = (format: string) => (format === 'github' ? 'text' : format);

test.each(formats)('lockfile keys, names, versions and URLs, as %s', async (format) => {
  const release = { ...socks, name: `socks${hostile}`, version: `2.8.3${hostile}` };
  const resolved = `https://evil.example/${hostile}`;
  const entries = {
    [`node_modules/${hostile}`]: entryOf(release, { resolved, integrity: hostile, name: hostile }),
    [`../${hostile}`]: { link: true, resolved: `../../${hostile}` },
    'node_modules/socks': entryOf(socks, { version: `2.8.3${hostile}`, resolved }),
  };
  await world.write({
    'package.json': JSON.stringify({ name: 'app', version: '1.0.0', dependencies: { [hostile]: hostile } }),
    'package-lock.json': lockfileOf({ [hostile]: '1' }, entries),
  });
  const shown = await show('gate', '--format', format);
  expect(shown).toMatchObject({ code: 4, interpreted: [], text: expect.stringContaining('evil') });
});

test.each(formats)('where a flag says to look, as %s', async (format) => {
  await world.lock(socks);
  await world.node.log(flag(alice, socks, noon, { evidence: [{ path: `lib/${hostile}` }] }));
  expect(await show('gate', '--format', format)).toMatchObject({ code: 3, interpreted: [] });
  const why = await show('why', 'socks@2.8.3', '--format', plainer(format));
  expect(why).toMatchObject({ code: 3, interpreted: [], text: expect.stringContaining('evil') });
});

test('a statement that brings control characters in its summary is not one', () => {
  expect(() => flag(alice, socks, noon, { summary: inline })).toThrow('not a flag');
});

test.each(formats)('what a node answers, as %s', async (format) => {
  const paper = await startPaperNode(noon);
  world.also(() => paper.close());
  await world.lock(socks);
  await world.adopt([socks], { nodes: [paper] });
  paper.show('trust', `${hostile}\n\n\u2014 ${hostile}\n`);
  expect(await show('gate', '--format', format)).toMatchObject({ code: 4, interpreted: [] });
  expect(await show('sync', '--format', plainer(format))).toMatchObject({ code: 4, interpreted: [] });
});

test.each([['why', inline], ['gate', inline], [inline], ['gate', '--max-age', inline]])(
  'arguments that are quoted back: %j %j',
  async (...args) => {
    await world.lock(socks);
    expect(await show(...args)).toMatchObject({ code: 2, interpreted: [] });
  },
);

test('broken files of the project that are quoted back', async () => {
  await world.lock(socks);
  await world.write({ 'countersign.jsonc': `{ "${JSON.stringify(hostile).slice(1, -1)}": 1 }` });
  expect(await show('gate')).toMatchObject({
    code: 2,
    interpreted: [],
    text: expect.stringContaining('evil'),
  });
  await world.write({ 'package-lock.json': `{ "${hostile}": ` });
  expect(await show('gate')).toMatchObject({ code: 2, interpreted: [] });
});
