import { expect, test } from 'vitest';
import { changeBetween, changeDigest } from '@countersign/shared/artifact/change.ts';
import { unpackNpm } from '@countersign/shared/artifact/unpack.ts';
import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import { sha256Hex } from '@countersign/shared/digest.ts';
import { criterionTexts } from '@countersign/shared/statement/affirmation.ts';
import { flagDraft } from '@countersign/shared/statement/flag-draft.ts';
import { openKnownEntry } from '@countersign/shared/statement/open.ts';
import { reviewDraft, type ReviewOf } from '@countersign/shared/statement/review-draft.ts';
import { artifactSubject } from '@countersign/shared/statement/sign.ts';
import { formatUnsigned } from '@countersign/shared/statement/unsigned.ts';
import { purlOf, type Release } from '../world/statements.ts';
import type { World } from '../world/world.ts';
import { runSeated } from './seated.ts';
import { reviewWorld, type ReviewWorld } from './workbench-world.ts';

const file = 'socks-2.8.4.countersign.json';

async function treeOf(world: World, { name, version }: Release) {
  const answer = await fetch(`${world.registry.url}/${name}/-/${name}-${version}.tgz`);
  return unpackNpm(new Uint8Array(await answer.arrayBuffer()));
}

const named = (release: Release) => ({ purl: purlOf(release), digest: release.digest });

/** As a hosted node's page saves it. */
async function reviewFile({ world, old, next }: ReviewWorld, wish: Partial<ReviewOf> = {}): Promise<string> {
  const change = changeDigest(changeBetween(await treeOf(world, old), await treeOf(world, next)));
  const drafted = reviewDraft({
    target: named(next),
    scope: { kind: 'change', base: named(old), change },
    criteria: [{ name: 'safe-to-run', text: criterionTexts.get('safe-to-run') ?? '' }],
    thoroughness: 'low',
    understanding: 'low',
    coverage: 'complete',
    note: null,
    now: world.clock.now - 3_600_000,
    ...wish,
  });
  return formatUnsigned(drafted);
}

function flagFile({ world, next }: ReviewWorld, sha256 = sha256Hex('b;\n')): string {
  return formatUnsigned(
    flagDraft({
      subject: artifactSubject(purlOf(next), next.digest),
      range: null,
      severity: 'malicious',
      category: 'backdoor',
      summary: 'starts a shell',
      evidence: [{ path: 'lib/b.js', lines: [1, 1], sha256 }],
      note: null,
      now: world.clock.now,
    }),
  );
}

test('a review that a page drafted is read again, signed with its own date and note, and counts', async () => {
  const around = await reviewWorld();
  const { world, signer } = around;
  await world.write({ [file]: await reviewFile(around, { note: 'looked at b.js' }) });
  const ran = await world.cli('sign', file, '--yes', '--json');
  expect(ran.code).toBe(0);
  for (const shown of ['I have read every file', '│ looked at b.js', 'the bytes that the lockfile pins'])
    expect(ran.stderr).toContain(shown);
  const { id } = JSON.parse(ran.stdout) as { id: string };
  const { entry } = (await (await fetch(`${world.node.url}/api/statements/${id}`)).json()) as {
    entry: string;
  };
  expect(openKnownEntry(toUtf8(entry))).toMatchObject({
    by: signer,
    predicate: { date: '2026-11-22T11:00:00Z', note: sha256Hex('looked at b.js') },
  });
  expect(await (await fetch(`${world.node.url}/api/blobs/${sha256Hex('looked at b.js')}`)).text()).toBe(
    'looked at b.js',
  );
  expect((await world.cli('gate')).code).toBe(0);
});

test('a flag that a page drafted is raised at every node that a gate asks', async () => {
  const around = await reviewWorld();
  const { world } = around;
  await world.write({ [file]: flagFile(around) });
  const ran = await world.cli('sign', file, '--yes');
  expect(ran).toMatchObject({ code: 0 });
  expect(ran.stderr).toMatch(/evidence {2}lib\/b\.js:1\s+sha256:/);
  expect((await world.cli('gate')).code).toBe(3);
});

test('standard input is read for -, and who is not asked has to say --yes', async () => {
  const around = await reviewWorld();
  const { world } = around;
  // A process of its own goes by the machine's clock.
  const input = await reviewFile(around, { now: Date.parse('2026-11-22T00:00:00Z') });
  const silent = await world.child(['sign', '-'], { input });
  expect(silent.stderr).toContain('[prompt-impossible]');
  expect(silent).toMatchObject({ code: 2, stdout: '' });
  expect(await world.child(['sign', '-', '--yes'], { input })).toMatchObject({ code: 0 });
});

test('who declines signs nothing', async () => {
  const around = await reviewWorld();
  await around.world.write({ [file]: await reviewFile(around) });
  const seated = runSeated(around.world, 'sign', file);
  await seated.shows(/Sign this as me/);
  seated.type('n');
  expect(await seated.ended).toBe(2);
  expect((await around.world.cli('gate')).code).toBe(1);
});

const base64 = (text: string) => Buffer.from(text).toString('base64');

const tampered: [string, string, (text: string) => string][] = [
  [
    'another digest of the artifact',
    'unsigned-mismatch',
    (text) => text.replaceAll(/"sha512": "[0-9a-f]{8}/g, '"sha512": "00000000'),
  ],
  [
    'another release',
    'registry-not-found',
    (text) => text.replace('"name": "pkg:npm/socks@2.8.4"', '"name": "pkg:npm/socks@2.8.5"'),
  ],
  [
    'another affirmation',
    'unsigned-contradiction',
    (text) => text.replace('I have read every', 'I skimmed every'),
  ],
  [
    'a level that is not the affirmed one',
    'unsigned-mismatch',
    (text) => text.replace('"thoroughness": "low"', '"thoroughness": "high"'),
  ],
  ['a kind that no page drafts', 'unsigned-kind', () => vouchFile],
  ['a kind of a later version', 'statement-unknown', (text) => text.replace('review:v1', 'review:v2')],
  [
    'a signer',
    'unsigned-malformed',
    (text) => text.replace('"coverage"', `"by": "ed25519:${'A'.repeat(43)}",\n      "coverage"`),
  ],
  [
    'a field that nobody knows',
    'unsigned-malformed',
    (text) => text.replace('"read": null', '"read": null,\n  "signature": ""'),
  ],
  [
    'an unknown field of the predicate',
    'statement-schema',
    (text) => text.replace('"coverage"', '"counts": true,\n      "coverage"'),
  ],
  ['a later version of the document', 'file-too-new', (text) => text.replace('"version": 1', '"version": 2')],
  ['no version', 'unsigned-malformed', (text) => text.replace('"version": 1', '"version": "1"')],
  [
    'a key twice',
    'unsigned-malformed',
    (text) => text.replace('"note": null', '"note": null,\n  "note": null'),
  ],
  ['no JSON', 'unsigned-malformed', (text) => base64(text)],
  ['nothing', 'unsigned-malformed', () => ''],
];

const vouchFile = `${JSON.stringify(
  {
    affirmation: null,
    note: null,
    read: null,
    statement: {
      _type: 'https://in-toto.io/Statement/v1',
      predicate: {
        date: '2026-11-22T12:00:00Z',
        expires: '2027-01-01T00:00:00Z',
        keyClass: 'local',
        labels: [],
        role: 'delegate',
      },
      predicateType: 'urn:countersign:trust:vouch:v1',
      subject: [
        {
          digest: { sha256: sha256Hex('ed25519:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo') },
          name: 'ed25519:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
        },
      ],
    },
    version: 1,
  },
  null,
  2,
)}\n`;

test('a tampered file is refused with its code, and nothing is sent', async () => {
  const around = await reviewWorld();
  const { world } = around;
  const whole = await reviewFile(around);
  for (const [name, code, tamper] of tampered) {
    const text = tamper(whole);
    expect([name, text]).not.toEqual([name, whole]);
    await world.write({ [file]: text });
    const ran = await world.cli('sign', file, '--yes');
    expect([name, ran.stdout, ran.code > 0, ran.stderr.includes(`[${code}]`) || ran.stderr]).toEqual([
      name,
      '',
      true,
      true,
    ]);
  }
  await world.write({ [file]: flagFile(around, sha256Hex('other')) });
  expect((await world.cli('sign', file, '--yes')).stderr).toContain('[unsigned-mismatch]');
  expect((await world.cli('sign', 'nowhere.json', '--yes')).stderr).toContain('[statement-file-unreadable]');
  const { statements } = (await (await fetch(`${world.node.url}/api/flags`)).json()) as { statements: [] };
  expect(statements).toEqual([]);
  expect((await world.cli('gate')).code).toBe(1);
});

test('a registry that meanwhile has other bytes is no reason to sign', async () => {
  const around = await reviewWorld();
  const { world } = around;
  await world.write({
    [file]: await reviewFile(around),
    'package-lock.json': '{"lockfileVersion":3,"packages":{}}',
  });
  world.publish({ name: 'socks', version: '2.8.4', files: { 'evil.js': 'x;\n' } });
  const ran = await world.cli('sign', file, '--yes');
  expect(ran).toMatchObject({ code: 4, stdout: '' });
  expect(ran.stderr).toContain('[unsigned-mismatch]');
});

test('a file does not get a signature for where the bytes come from, which nobody checked', async () => {
  const around = await reviewWorld();
  const { world, next } = around;
  const target = {
    purl: `${purlOf(next)}?vcs_url=git%2Bhttps:%2F%2Fgit.example%2Fsocks`,
    digest: next.digest,
  };
  await world.write({ [file]: await reviewFile(around, { target }) });
  const ran = await world.cli('sign', file, '--yes');
  expect([ran.code, ran.stdout]).toEqual([4, '']);
  expect(ran.stderr).toContain('by vcs_url [unsigned-mismatch]');
});
