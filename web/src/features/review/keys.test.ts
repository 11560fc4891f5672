import { expect, test } from 'vitest';
import { actionOf, actions, bind, defaultKeys, keyOf, parseKeys, type Press } from './keys.ts';

const plain: Press = { key: 'j', shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };

test('every action has a key, no key has two, and signing has none', () => {
  const keys = Object.values(defaultKeys.bindings);
  expect(new Set(keys).size).toBe(actions.length);
  expect(actions.filter((action) => action.includes('sign'))).toEqual([]);
});

test.each([
  [{}, 'j'],
  [{ key: 'M', shiftKey: true }, 'Shift+M'],
  [{ key: '!', shiftKey: true }, '!'],
  [{ key: ']' }, ']'],
  [{ key: 'J' }, 'j'],
])('%o is one key', (fields, key) => {
  expect(keyOf({ ...plain, ...fields })).toBe(key);
});

test.each([
  { ctrlKey: true },
  { metaKey: true },
  { altKey: true },
  { key: 'Enter' },
  { key: 'Tab' },
  { key: 'F5' },
  { key: ' ' },
  { key: 'Dead' },
])('%o belongs to the browser', (fields) => {
  expect(keyOf({ ...plain, ...fields })).toBeNull();
});

test('capitals are keys of their own', () => {
  expect(actionOf(defaultKeys, { ...plain, key: 'M', shiftKey: true })).toBe('read-and-next');
  expect(actionOf(defaultKeys, { ...plain, key: 'm' })).toBeNull();
});

test('switched off, no key does anything', () => {
  expect(actionOf({ ...defaultKeys, enabled: false }, plain)).toBeNull();
});

test('a key that is taken is refused, by name', () => {
  expect(bind(defaultKeys, 'wrap', 'j')).toEqual({ takenBy: 'next-line' });
});

test('a key can be given anew, kept, or taken away', () => {
  const bound = bind(defaultKeys, 'wrap', 'q');
  expect(bound).toMatchObject({ settings: { bindings: { wrap: 'q', 'next-line': 'j' } } });
  expect(bind(defaultKeys, 'wrap', 'w')).toHaveProperty('settings');
  expect(bind(defaultKeys, 'wrap', null)).toMatchObject({ settings: { bindings: { wrap: null } } });
});

test('settings are read back', () => {
  const settings = { enabled: false, bindings: { ...defaultKeys.bindings, wrap: null, jump: 'Shift+T' } };
  expect(parseKeys(JSON.stringify(settings))).toEqual(settings);
});

test('an action that the settings do not know yet has no key rather than somebody else’s', () => {
  const { help: _, ...older } = defaultKeys.bindings;
  expect(parseKeys(JSON.stringify({ enabled: true, bindings: older })).bindings.help).toBeNull();
});

test.each([
  null,
  '{',
  'null',
  '[]',
  '{"enabled":1,"bindings":{}}',
  '{"enabled":true,"bindings":{"wrap":"j","next-line":"j"}}',
])('%s leaves the usual keys', (text) => {
  expect(parseKeys(text)).toEqual(defaultKeys);
});

test('a stored key that nobody could press is none', () => {
  const text = JSON.stringify({ enabled: true, bindings: { wrap: 'Ctrl+W', jump: 'J', help: 'ab' } });
  expect(parseKeys(text).bindings).toMatchObject({ wrap: null, jump: null, help: null });
});
