import { expect, test } from 'vitest';
import { defaultKeys } from '../review/keys.ts';
import { workbenchKeys } from './keys.ts';

test('the help names exactly the keys that the workbench has', () => {
  const named = workbenchKeys.flatMap(({ keys }) => keys);
  expect(new Set(named)).toEqual(new Set(Object.values(defaultKeys.bindings)));
});
