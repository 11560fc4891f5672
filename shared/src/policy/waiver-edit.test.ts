import { createScanner } from 'jsonc-parser';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePolicy } from './policy.ts';
import { hex512, samplePolicy } from './testing/sample-policy.ts';
import { addWaiver } from './waiver-edit.ts';
import type { Waiver } from './waiver-shape.ts';

const waiver: Waiver = {
  release: 'pkg:npm/socks@2.8.4',
  digest: `sha512:${hex512}` as NonNullable<Waiver['digest']>,
  findings: ['demand-unmet', 'no-rule'],
  owner: 'carol',
  reason: 'says "later" // soon',
  expires: '2026-12-24',
};

function commentsOf(text: string): string[] {
  const scanner = createScanner(text);
  const comments: string[] = [];
  for (let kind: number = scanner.scan(); kind !== 17; kind = scanner.scan()) {
    if (kind === 12 || kind === 13)
      comments.push(text.slice(scanner.getTokenOffset(), scanner.getPosition()).trim());
  }
  return comments;
}

/** The sample with another list of waivers. */
function withList(list: string): string {
  return samplePolicy.replace(/"waivers": \[[^]*\n {2}\]/, () => list);
}

test('adds a waiver below the others and touches nothing else', () => {
  const edited = addWaiver(samplePolicy, waiver);
  const added = `,
    {
      "release": "pkg:npm/socks@2.8.4",
      "digest": "sha512:${hex512}",
      "findings": ["demand-unmet", "no-rule"],
      "owner": "carol",
      "reason": "says \\"later\\" // soon",
      "expires": "2026-12-24"
    }
  ]
}
`;
  expect(edited).toBe(
    samplePolicy.replace('    } // the only one\n  ]\n}\n', () => `    }, // the only one${added.slice(1)}`),
  );
  expect(parsePolicy(edited).waivers[1]).toEqual(waiver);
});

test.each([
  ['an empty list', '"waivers": []'],
  ['an empty list with a comment', '"waivers": [ // none yet\n  ]'],
  ['a trailing comma', '"waivers": [],'],
  ['no list', '"depth": 3'],
  ['no list, a comment last', '"depth": 3 // deep'],
  ['Windows line ends', '"waivers": [\r\n    // none\r\n  ]\r\n'],
  ['old Mac line ends', '"waivers": [ // none\r ]'],
])('a first waiver: %s', (_, list) => {
  const before = withList(list);
  const edited = addWaiver(before, waiver);
  expect(parsePolicy(edited).waivers).toEqual([waiver]);
  expect(commentsOf(edited)).toEqual(commentsOf(before));
  expect({ ...parsePolicy(edited), waivers: [] }).toEqual({ ...parsePolicy(before), waivers: [] });
});

test('a waiver that could not be read back is not written', () => {
  expect(() => addWaiver(samplePolicy, { ...waiver, reason: 'two\nlines' })).toThrow(/expected one line/);
  expect(() => addWaiver(samplePolicy.replace('"kappa": 2', '"kappa": 0'), waiver)).toThrow(/kappa: found 0/);
});

const space = fc.constantFrom(
  '',
  ' ',
  '\n    ',
  '\r\n',
  ' // x\n',
  ' // x\r',
  '/* y */',
  '\n  // "z", ]\n  ',
);

test('whatever comments and spaces stand in the list: adding keeps them and all other waivers', () => {
  const list = fc.array(fc.tuple(space, space, space), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(list, space, fc.boolean(), (gaps, end, trailing) => {
      const items = gaps.map(([before, middle, after], i) => {
        const item = JSON.stringify({ ...waiver, reason: `number ${i}` }).replace(
          ',"findings"',
          () => `,${middle}"findings"`,
        );
        return `${before}${item}${after}${trailing || i + 1 < gaps.length ? ',' : ''}`;
      });
      const text = withList(`"waivers": [${items.join('')}${end}]`);
      const before = parsePolicy(text);
      const added = addWaiver(text, waiver);
      expect(parsePolicy(added)).toEqual({ ...before, waivers: [...before.waivers, waiver] });
      expect(commentsOf(added)).toEqual(commentsOf(text));
    }),
  );
});
