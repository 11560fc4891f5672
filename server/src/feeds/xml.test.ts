import { expect, test } from 'vitest';
import { escapeXml } from './xml.ts';

test('nothing in a text ends what it stands in', () => {
  expect(escapeXml(`<a b="c" d='e'>&amp;]]></a>`)).toBe(
    '&lt;a b=&quot;c&quot; d=&apos;e&apos;&gt;&amp;amp;]]&gt;&lt;/a&gt;',
  );
});

test('what XML cannot hold is replaced, and what it would change is kept', () => {
  expect(escapeXml('a\0b\u{b}\u{1b}\u{7f}\ud800x\udc00\u{fffe}\u{ffff}')).toBe(
    'a\u{fffd}b\u{fffd}\u{fffd}\u{7f}\u{fffd}x\u{fffd}\u{fffd}\u{fffd}',
  );
  expect(escapeXml('a\r\n\tb\u{1f4a9}\u{202e}')).toBe('a&#13;\n\tb\u{1f4a9}\u{202e}');
});
