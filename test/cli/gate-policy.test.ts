import { beforeEach, expect, test } from 'vitest';
import type { Release } from '../world/statements.ts';
import { makeWorld, type World } from '../world/world.ts';

let world: World;
let socks: Release;
beforeEach(async () => {
  world = await makeWorld();
  socks = world.publish({ name: 'socks', version: '2.8.3' });
  await world.lock(socks);
});

async function gateUnder(
  edit: (text: string) => string,
): Promise<{ code: number; stdout: string; stderr: string }> {
  await world.adopt([socks], { edit });
  return world.cli('gate');
}

test('an unknown field is usage, with its line and what was meant', async () => {
  const ran = await gateUnder((text) => text.replace('"freshness"', '"freshnes"'));
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toMatch(
    /countersign\.jsonc:\d+:\d+ logs: unknown field "freshnes"; valid: nodes, .*did you mean "freshness"\?/,
  );
});

test('a wrong type is usage, with its line and the valid values', async () => {
  const ran = await gateUnder((text) => text.replace('"kappa": 2', '"kappa": "two"'));
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toMatch(
    /countersign\.jsonc:\d+:\d+ rules\[0\]\.demands\[0\]\.kappa: .*; valid: an integer from 1 to 4/,
  );
});

test('κ of 0, and quorums that nothing or anything meets, are usage, all told at once', async () => {
  const none = await gateUnder((text) =>
    text.replace('"kappa": 2', '"kappa": 0').replace('"quorum": 1', '"quorum": 0'),
  );
  expect(none).toMatchObject({ code: 2, stdout: '' });
  expect(none.stderr).toMatch(
    /has 2 mistakes[^]*logs\.quorum: found 0; valid: an integer from 1[^]*kappa: found 0;/,
  );
  const two = await gateUnder((text) => text.replace('"witnessQuorum": 1', '"witnessQuorum": 2'));
  expect(two).toMatchObject({ code: 2, stderr: expect.stringContaining('valid: an integer from 1 to 1') });
});

test('a policy of a newer version is usage: update', async () => {
  const ran = await gateUnder((text) => text.replace('"version": 1', '"version": 2'));
  expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('update countersign') });
});

test('no policy is usage and names init', async () => {
  const ran = await world.cli('gate');
  expect(ran).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('countersign init --node URL'),
  });
  const named = await world.cli('gate', '--policy', 'nope.jsonc');
  expect(named).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('"nope.jsonc"') });
  expect(named.stderr).not.toContain('init');
});

test('a baseline that is no baseline is usage', async () => {
  await world.adopt([socks]);
  await world.write({ 'countersign.baseline.json': '{"version": 1, "entries": 7}' });
  expect(await world.cli('gate')).toMatchObject({ code: 2, stdout: '' });
});

test('--max-age may be stricter than the policy, never laxer', async () => {
  await world.adopt([socks]);
  expect(await world.cli('gate', '--max-age', '48h')).toMatchObject({ code: 2, stdout: '' });
  expect((await world.cli('gate', '--max-age', '1h')).code).toBe(0);
  world.clock.now += 2 * 3_600_000;
  expect((await world.cli('gate', '--max-age', '1h')).code).toBe(4);
  expect((await world.cli('gate')).code).toBe(0);
});

test('unknown commands, options and formats are usage, and help is not', async () => {
  await world.adopt([socks]);
  for (const args of [['gaet'], ['gate', '--offlin'], ['gate', '--format', 'xml'], ['why']]) {
    expect(await world.cli(...args)).toMatchObject({ code: 2, stdout: '' });
  }
  expect((await world.cli('--help')).code).toBe(0);
});
