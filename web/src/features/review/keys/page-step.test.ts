import { expect, test } from 'vitest';
import { pageStep } from './page-step.ts';

const press = (key: string, shiftKey = false) => pageStep({ key, shiftKey }, 800);

test('a page on leaves no line unseen', () => {
  expect(press('PageDown')).toBe(760);
  expect(press(' ')).toBe(760);
});

test('a page back is as far', () => {
  expect(press('PageUp')).toBe(-760);
  expect(press(' ', true)).toBe(-760);
});

test('no other key scrolls', () => {
  expect(press('n')).toBe(0);
});

test('a low window still moves on', () => {
  expect(pageStep({ key: ' ', shiftKey: false }, 30)).toBe(15);
});
