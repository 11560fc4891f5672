import { expect, test } from 'vitest';
import { countersignHome } from './node-home.ts';

test('everything lives under COUNTERSIGN_HOME when it is set', () => {
  expect(countersignHome({ COUNTERSIGN_HOME: '/h', XDG_DATA_HOME: '/x' })).toEqual({
    config: '/h',
    data: '/h',
    cache: '/h/cache',
    state: '/h/state',
  });
});

test('the XDG folders hold it otherwise, and a relative or empty one is ignored', () => {
  expect(
    countersignHome({
      COUNTERSIGN_HOME: '',
      HOME: '/u',
      XDG_DATA_HOME: '/x',
      XDG_CACHE_HOME: 'c',
      XDG_STATE_HOME: '',
    }),
  ).toEqual({
    config: '/u/.config/countersign',
    data: '/x/countersign',
    cache: '/u/.cache/countersign',
    state: '/u/.local/state/countersign',
  });
});

test('a relative COUNTERSIGN_HOME is refused, since it would name another folder in every directory', () => {
  expect(() => countersignHome({ COUNTERSIGN_HOME: 'h' })).toThrow(
    expect.objectContaining({ code: 'home-not-absolute' }),
  );
});
