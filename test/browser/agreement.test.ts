import { platform } from '@countersign/shared/platform/node.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { skipReason } from '../skips.ts';
import { askPage, bundlePage, type Bundle } from './ask-page.ts';
import type { Case } from './case.ts';
import { artifactCases, refusalCodes } from './cases/artifact.ts';
import { diffCases } from './cases/diff.ts';
import { platformCases } from './cases/platform.ts';
import { publishedSignerCases, signerCases, vectorsAreMissing } from './cases/signer.ts';
import { statementCases } from './cases/statement.ts';
import { noChromium, startChromium, type Chromium } from './chromium.ts';
import { ask, type Answer } from './verbs.ts';

// `shared` says the same in Node and in Debian's Chromium, case by case, to the last digit.

let chromium: Chromium;
let bundle: Bundle;

beforeAll(async () => {
  if (noChromium) return;
  [chromium, bundle] = await Promise.all([startChromium(), bundlePage()]);
});
afterAll(() => chromium?.close());

interface Answered {
  readonly name: string;
  readonly answer: Answer;
}

/** What both answer, by case; fails when they differ, when either has a bug, or when the page has other complaints. */
async function both(cases: readonly Case[]): Promise<Answered[]> {
  const named = (answers: readonly Answer[]) =>
    cases.map(({ name, verb }, at) => ({ name: `${verb}: ${name}`, answer: answers[at] as Answer }));
  const inPage = await askPage(chromium.context, bundle.script, cases);
  const here: Answer[] = [];
  for (const { verb, args } of cases) here.push(await ask(platform, verb, args));
  const expected = named(here);
  expect(named(inPage.answers)).toEqual(expected);
  expect(expected.filter(({ answer }) => 'bug' in answer)).toEqual([]);
  expect(inPage.complaints).toEqual({ console: [], foreignRequests: [] });
  return expected;
}

function refusals(answered: readonly Answered[]): number {
  return answered.filter(({ answer }) => 'refused' in answer).length;
}

test.skipIf(noChromium)('the page is given the browser’s platform and nothing of Node', () => {
  expect(bundle.inputs).toContain('shared/src/platform/browser.ts');
  expect(bundle.inputs.filter((path) => /platform\/node|^node:/.test(path))).toEqual([]);
});

test.skipIf(noChromium)('hashes, base64, signing and inflating are alike', async () => {
  const answered = await both(await platformCases());
  expect(refusals(answered)).toBeGreaterThan(100);
});

test.skipIf(noChromium)('the same signatures verify, in WebCrypto too', async () => {
  const answered = await both(signerCases());
  const verdicts = answered.flatMap(({ answer }) => ('value' in answer ? [answer.value] : []));
  for (const verdict of verdicts) {
    if (typeof verdict === 'string') continue;
    const { ours, webCrypto } = verdict as { ours: boolean; webCrypto: boolean };
    expect(webCrypto).toBe(ours);
  }
});

test.skipIf(noChromium || (vectorsAreMissing && skipReason('../shared/vectors/ed25519 is not there')))(
  'every published edge case of Ed25519 is refused, by WebCrypto too',
  async () => {
    const answered = await both(publishedSignerCases());
    expect(answered).toHaveLength(208);
    for (const { answer } of answered) expect(answer).toEqual({ value: { ours: false, webCrypto: false } });
  },
);

test.skipIf(noChromium)('archives give the same tree, digests, findings and codes', async () => {
  const answered = await both(artifactCases());
  const wanted = answered.flatMap(({ name, answer }) => {
    const code = refusalCodes.get(name.slice('unpack: '.length));
    return code === undefined ? [] : [{ name, answer, code }];
  });
  for (const { name, answer, code } of wanted)
    expect({ name, answer }).toEqual({ name, answer: { refused: code } });
  expect(wanted.length).toBeGreaterThan(150);
});

test.skipIf(noChromium)('entries open to the same statement and id, or to the same code', async () => {
  const answered = await both(statementCases());
  expect(refusals(answered)).toBeGreaterThan(200);
  expect(answered.length - refusals(answered)).toBeGreaterThan(100);
});

test.skipIf(noChromium)('texts have the same diff', async () => {
  expect(refusals(await both(diffCases()))).toBe(0);
});
