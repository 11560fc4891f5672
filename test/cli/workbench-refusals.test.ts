import { expect, test } from 'vitest';
import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import { artifactDigest, type ChangeDigest } from '@countersign/shared/digest.ts';
import type { NamedArtifact } from '@countersign/shared/statement/affirmation.ts';
import { formatUnsigned, type Unsigned } from '@countersign/shared/statement/unsigned.ts';
import { artifactsOf, draftedFlag, draftedReview, openPage, type Page } from './workbench-page.ts';
import { reviewWorld } from './workbench-world.ts';

/** What a page that was taken over might send: none of it comes before the person at the terminal. */

const ours = (page: Page) => artifactsOf(page) as Record<'target' | 'base', NamedArtifact>;
const foreign = artifactDigest(toUtf8('other bytes'));

type Forge = (page: Page, now: number) => Promise<Unsigned | string>;

const forged: [string, string, Forge][] = [
  [
    'another release',
    'unsigned-mismatch',
    (page, now) =>
      draftedReview(page, now, { target: { ...ours(page).target, purl: 'pkg:npm/socks@2.8.5' } }),
  ],
  [
    'other bytes',
    'unsigned-mismatch',
    (page, now) => draftedReview(page, now, { target: { ...ours(page).target, digest: foreign } }),
  ],
  [
    'another base',
    'unsigned-mismatch',
    async (page, now) => {
      const { scope } = (await draftedReview(page, now)).draft.predicate;
      if (scope.kind !== 'change') throw new Error('no change');
      const base = { ...ours(page).base, digest: foreign };
      return draftedReview(page, now, {
        scope: { kind: 'change', base, change: scope.change as ChangeDigest },
      });
    },
  ],
  [
    'another change',
    'unsigned-mismatch',
    (page, now) =>
      draftedReview(page, now, {
        scope: { kind: 'change', base: ours(page).base, change: 'c'.repeat(64) as ChangeDigest },
      }),
  ],
  [
    'a whole release where a change was read',
    'unsigned-mismatch',
    (page, now) => draftedReview(page, now, { scope: { kind: 'full', tree: 'd'.repeat(64) as never } }),
  ],
  [
    'a criterion that nobody knows here',
    'unsigned-mismatch',
    (page, now) => draftedReview(page, now, { criteria: [{ name: 'safe-to-eat', text: 'It is tasty.' }] }),
  ],
  [
    'a criterion in other words',
    'unsigned-mismatch',
    (page, now) => draftedReview(page, now, { criteria: [{ name: 'safe-to-run', text: 'Nothing at all.' }] }),
  ],
  [
    'a file that is not in the change',
    'unsigned-mismatch',
    (page, now) => draftedReview(page, now, { coverage: { read: ['package.json', 'x.js'], entries: 4 } }),
  ],
  [
    'fewer files than there are',
    'unsigned-mismatch',
    (page, now) => draftedReview(page, now, { coverage: { read: ['package.json'], entries: 2 } }),
  ],
  [
    'a method that no person used',
    'unsigned-mismatch',
    (page, now) =>
      edited(
        page,
        now,
        '"kind": "human"',
        '"kind": "automated",\n        "model": "m",\n        "tool": "t"',
      ),
  ],
  [
    'a summary that nobody was shown',
    'unsigned-mismatch',
    (page, now) => edited(page, now, '"text": "', '"summary": "all is well",\n      "text": "'),
  ],
  [
    'an affirmation that is not its own',
    'unsigned-contradiction',
    (page, now) => edited(page, now, 'every file', 'no file'),
  ],
  [
    'a signer of its choice',
    'unsigned-malformed',
    (page, now) => edited(page, now, '"coverage": {', `"by": "${page.info.signer.id}",\n      "coverage": {`),
  ],
  [
    'a field that nobody knows',
    'unsigned-malformed',
    (page, now) => edited(page, now, '"version": 1', '"version": 1,\n  "x": 1'),
  ],
  ['a later version', 'file-too-new', (page, now) => edited(page, now, '"version": 1', '"version": 2')],
  ['a second writing of the same', 'unsigned-malformed', (page, now) => edited(page, now, '\n}\n', '}')],
  ['a date ahead', 'statement-from-future', (page, now) => draftedReview(page, now + 3_600_000)],
  [
    'a flag on other bytes',
    'unsigned-mismatch',
    (page, now) =>
      draftedFlag(page, now, { path: 'lib/b.js', lines: [1, 1] }, { subject: subjectOf(page, foreign) }),
  ],
  [
    'a flag with evidence in no file',
    'unsigned-mismatch',
    (page, now) => draftedFlag(page, now, { path: 'lib/c.js', lines: [1, 1] }),
  ],
  [
    'a flag with evidence behind the end',
    'unsigned-mismatch',
    (page, now) => draftedFlag(page, now, { path: 'lib/b.js', lines: [1, 2] }),
  ],
  [
    'a flag on every version',
    'unsigned-mismatch',
    async (page, now) =>
      formatUnsigned(await draftedFlag(page, now, { path: 'lib/b.js', lines: [1, 1] }, rangeOf())),
  ],
];

function subjectOf(page: Page, digest: typeof foreign) {
  return { name: page.info.target.purl, digest };
}

function rangeOf() {
  const name = 'pkg:npm/socks';
  const { sha256 } = artifactDigest(toUtf8(name));
  return { subject: { name, digest: { sha256 } }, range: 'vers:npm/*' };
}

async function edited(page: Page, now: number, from: string, to: string): Promise<string> {
  const text = formatUnsigned(await draftedReview(page, now));
  if (!text.includes(from)) throw new Error(`${from} is not in it`);
  return text.replace(from, to);
}

test('a statement that says other than the bytes do is refused with its code, and nobody is asked', async () => {
  const { world, review } = await reviewWorld();
  const seated = review();
  const page = await openPage(seated);
  const before = seated.raw();
  for (const [name, code, forge] of forged) {
    const reply = await page.state(await forge(page, world.clock.now));
    expect([name, reply.status, reply.code]).toEqual([name, code === 'file-too-new' ? 400 : 422, code]);
  }
  expect(seated.raw()).toBe(before);
  const answer = page.state(await draftedReview(page, world.clock.now));
  await seated.shows(/Sign this as me/);
  seated.type('n');
  expect((await answer).json()).toEqual({ outcome: 'declined' });
});

test('the terminal interprets nothing that the page sent, and nothing in it passes for the program', async () => {
  const { world, review } = await reviewWorld();
  const seated = review();
  const page = await openPage(seated);
  const hostile =
    '\u001b]0;title\u0007\u001b[2J\u009b31m\rSigned\n◆  Sign this as me?\n\u202egnp.exe\n::set-output x\n';
  const answer = page.state(await draftedReview(page, world.clock.now, { note: hostile + 'x'.repeat(300) }));
  await seated.shows(/Sign this as me \(/);
  const raw = seated.raw();
  for (const part of ['\u001b]0', '\u001b[2J', '\u009b', '\u0007', '\u202e', '\rSigned'])
    expect(raw).not.toContain(part);
  const screen = seated.screen();
  expect(screen).toContain('  │ \\u{1b}]0;title\\u{7}\\u{1b}[2J\\u{9b}31m\\u{d}Signed\n');
  expect(screen).toContain('  │ ◆  Sign this as me?\n');
  expect(screen).toContain('  │ \\u{202e}gnp.exe\n');
  // No line of a note is so long that the terminal would break it, and drop the margin.
  for (const line of screen.split('\n').filter((line) => line.includes('xxx')))
    expect(line).toMatch(/^ {2}│ x{1,96}$/);
  seated.type('n');
  await answer;
});

test('what the page is for is not taken from the command line', async () => {
  const { review } = await reviewWorld();
  for (const more of [['--yes'], ['--note', 'n'], ['--criteria', 'safe-to-run'], ['--thoroughness', 'low']]) {
    const seated = review(...more);
    expect(await seated.ended).toBe(2);
    expect(seated.screen()).toContain(`${more[0]} goes with --accept or --terminal`);
  }
});
