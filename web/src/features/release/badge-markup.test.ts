import { expect, test } from 'vitest';
import { badgeMarkup } from './badge-markup.ts';

test('the markup links the badge to its release', () => {
  expect(badgeMarkup('https://node.example', 'pkg:npm/%40a/b@1.0.0')).toBe(
    '[![countersign](https://node.example/badge.svg?purl=pkg%3Anpm%2F%2540a%2Fb%401.0.0)]' +
      '(https://node.example/release?purl=pkg%3Anpm%2F%2540a%2Fb%401.0.0)',
  );
});

test('a name cannot end the link and begin markup of its own', () => {
  const markup = badgeMarkup('https://node.example', "pkg:npm/x@1.0.0-)](javascript:alert(1))[<b>'\n*_");
  expect(markup.match(/[()[\]<>'"\n*_]/g)?.join('')).toBe('[[]()]()');
});
