import { expect, test } from 'vitest';
import { recent } from './recent.ts';

function counted(options: { keepMs?: number; keepCount?: number; fail?: boolean } = {}) {
  const asked: string[] = [];
  const clock = { time: 0 };
  const load = async (key: string) => {
    asked.push(key);
    if (options.fail) throw new Error(`no ${key}`);
    return key.toUpperCase();
  };
  const get = recent(load, {
    keepMs: options.keepMs ?? 10,
    keepCount: options.keepCount ?? 2,
    now: () => clock.time,
  });
  return { get, asked, clock };
}

test('many at once ask once', async () => {
  const { get, asked } = counted();
  expect(await Promise.all([get('a'), get('a'), get('a')])).toEqual(['A', 'A', 'A']);
  expect(asked).toEqual(['a']);
});

test('an old answer is asked for again', async () => {
  const { get, asked, clock } = counted();
  await get('a');
  clock.time = 9;
  await get('a');
  expect(asked).toEqual(['a']);
  clock.time = 10;
  await get('a');
  expect(asked).toEqual(['a', 'a']);
});

test('only so many are kept', async () => {
  const { get, asked } = counted();
  for (const key of ['a', 'b', 'c', 'c', 'b', 'a']) await get(key);
  expect(asked).toEqual(['a', 'b', 'c', 'a']);
});

test('a failure is not kept', async () => {
  const { get, asked } = counted({ fail: true });
  await expect(get('a')).rejects.toThrow('no a');
  await expect(get('a')).rejects.toThrow('no a');
  expect(asked).toEqual(['a', 'a']);
});
