import { expect, test } from 'vitest';
import { entryOf, lockfileOf, manifestFor } from '../world/lockfile.ts';
import { flag, purlOf, review, vouch, type Release } from '../world/statements.ts';
import { alice, bob, carol, makeWorld, noon, type World } from '../world/world.ts';

/** One of each: what a person and a program are shown. A change here is a change of what the gate says: read it. */

async function oneOfEach(): Promise<World> {
  const world = await makeWorld();
  const release = (name: string, version = '1.0.0'): Release =>
    world.publish({ name, version, files: { 'index.js': `'${name}';\n` } });
  const allowed = release('allowed');
  const waived = release('waived');
  const blocked = release('blocked');
  const quarantined = release('quarantined');
  const reviewed = release('reviewed');
  const short = release('short');
  const twofold = release('twofold');
  const all = [allowed, waived, blocked, quarantined, reviewed, short, twofold];
  const fields = (one: Release) =>
    one === twofold ? { integrity: `${one.integrity} ${short.integrity}` } : {};
  await world.write({
    'package.json': manifestFor(all),
    'package-lock.json': lockfileOf(
      Object.fromEntries(all.map(({ name }) => [name, '^1.0.0'])),
      Object.fromEntries(all.map((one) => [`node_modules/${one.name}`, entryOf(one, fields(one))])),
    ),
  });
  await world.adopt([allowed, blocked, quarantined], {
    waivers: [
      {
        release: purlOf(waived),
        digest: `sha512:${waived.digest.sha512}`,
        findings: ['demand-unmet'],
        owner: 'carol',
        reason: 'replaced next sprint',
        expires: '2026-12-01',
      },
    ],
  });
  await world.node.log(
    vouch(alice, carol.id, noon),
    flag(carol, quarantined, noon, { summary: 'phones home' }),
    ...[alice, bob].map((key) => review(key, reviewed, noon)),
    review(alice, short, noon, { thoroughness: 'high' }),
    flag(bob, blocked, noon, { summary: 'reads ~/.ssh', evidence: [{ path: 'lib/i.js', lines: [14, 14] }] }),
  );
  return world;
}

/** What a digest is differs with the compressor of the test world's tarballs. */
function shown(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{64,128}/g, 'HEX')
    .replaceAll(/sha512-[A-Za-z0-9+/]{86}==/g, 'sha512-BASE64');
}

test('as text, worst first, then what to run next', async () => {
  const world = await oneOfEach();
  const ran = await world.cli('gate');
  expect(ran.code).toBe(4);
  expect(shown(ran.stdout)).toMatchInlineSnapshot(`
    "countersign gate  package-lock.json  7 releases  trust log 3 (just now)

      UNDECIDABLE   twofold 1.0.0      "node_modules/twofold" has two digests of one kind: "sha512-BASE64 sha512-BASE64"; 0 of 2 parties for safe-to-run (low or more)  package-lock.json:50
      BLOCKED       blocked 1.0.0      flagged malicious by bob (wrj1-7129-zzyt-2py1): reads ~/.ssh (lib/i.js:14)  package-lock.json:30
      QUARANTINED   quarantined 1.0.0  flagged malicious by emm7-tw5y-gt79-f30e: phones home  package-lock.json:35
      INSUFFICIENT  short 1.0.0        1 of 2 parties for safe-to-run (low or more); new: 6 lines in 2 files  package-lock.json:45
      WAIVED        waived 1.0.0       until 2026-12-01 by carol: replaced next sprint

    1 undecidable, 1 blocked, 1 quarantined, 1 insufficient, 1 waived, 2 allowed

      countersign review short@1.0.0  6 lines
      countersign why blocked@1.0.0
    "
  `);
});

test('as JSON of version 1', async () => {
  const world = await oneOfEach();
  const { releases, ...run } = JSON.parse(shown((await world.cli('gate', '--json')).stdout)) as {
    releases: {
      release: string;
      verdict: string;
      findings: { code: string; message: string }[];
      demands: unknown[];
    }[];
  };
  expect(run).toMatchInlineSnapshot(`
    {
      "base": null,
      "edits": [],
      "exitCode": 4,
      "findings": [],
      "lockfiles": [
        {
          "path": "package-lock.json",
          "releases": 7,
        },
      ],
      "logs": [
        {
          "node": "local",
          "problem": null,
          "seenAt": 1795348800,
          "size": 3,
        },
      ],
      "verdict": "undecidable",
      "version": 1,
      "warnings": [],
    }
  `);
  expect(
    releases.map(({ release, verdict, findings }) => [
      release,
      verdict,
      ...findings.map(({ code, message }) => `${code}: ${message}`),
    ]),
  ).toMatchInlineSnapshot(`
    [
      [
        "pkg:npm/allowed@1.0.0",
        "allow",
      ],
      [
        "pkg:npm/waived@1.0.0",
        "waived",
        "demand-unmet: 0 of 2 parties for safe-to-run (low or more)",
      ],
      [
        "pkg:npm/blocked@1.0.0",
        "blocked",
        "flag-malicious: flagged malicious: reads ~/.ssh",
      ],
      [
        "pkg:npm/quarantined@1.0.0",
        "quarantined",
        "flag-malicious-single: flagged malicious: phones home",
      ],
      [
        "pkg:npm/reviewed@1.0.0",
        "allow",
      ],
      [
        "pkg:npm/short@1.0.0",
        "insufficient",
        "demand-unmet: 1 of 2 parties for safe-to-run (low or more)",
      ],
      [
        "pkg:npm/twofold@1.0.0",
        "undecidable",
        "digest-ambiguous: "node_modules/twofold" has two digests of one kind: "sha512-BASE64 sha512-BASE64"",
        "demand-unmet: 0 of 2 parties for safe-to-run (low or more)",
      ],
    ]
  `);
  expect(releases.find(({ release }) => release.includes('reviewed'))).toMatchInlineSnapshot(`
    {
      "baseline": false,
      "bundled": false,
      "demands": [
        {
          "criterion": "safe-to-run",
          "kappa": 2,
          "measured": 2,
          "met": true,
          "parties": [
            {
              "basis": [
                {
                  "kind": "full",
                  "release": "pkg:npm/reviewed@1.0.0",
                  "review": {
                    "id": "HEX",
                    "logged": 1795348800,
                    "places": [
                      {
                        "index": 0,
                        "log": "reviews",
                        "node": "local",
                      },
                    ],
                  },
                },
              ],
              "final": false,
              "name": "alice (d7hs-r3h1-rscw-hgjq)",
              "signer": "ed25519:iojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1w",
            },
            {
              "basis": [
                {
                  "kind": "full",
                  "release": "pkg:npm/reviewed@1.0.0",
                  "review": {
                    "id": "HEX",
                    "logged": 1795348800,
                    "places": [
                      {
                        "index": 1,
                        "log": "reviews",
                        "node": "local",
                      },
                    ],
                  },
                },
              ],
              "final": false,
              "name": "bob (wrj1-7129-zzyt-2py1)",
              "signer": "ed25519:gTl3Dqh9F19Wo1Rmw0x-zMuNipG07jeiXfYPW4_Js5Q",
            },
          ],
          "thoroughness": "low",
        },
      ],
      "digests": {
        "sha512": "HEX",
      },
      "findings": [],
      "key": "node_modules/reviewed",
      "line": 40,
      "lockfile": "package-lock.json",
      "release": "pkg:npm/reviewed@1.0.0",
      "rule": "*",
      "verdict": "allow",
      "waiver": null,
      "warnings": [],
    }
  `);
});

test('as GitHub’s annotations, at the lockfile’s lines', async () => {
  const world = await oneOfEach();
  expect(shown((await world.cli('gate', '--format', 'github')).stdout)).toMatchInlineSnapshot(`
    "::error title=countersign gate::undecidable, exit 4: 4 findings in 7 releases
    ::error file=package-lock.json,line=50,title=UNDECIDABLE twofold 1.0.0::"node_modules/twofold" has two digests of one kind: "sha512-BASE64 sha512-BASE64"; 0 of 2 parties for safe-to-run (low or more)
    ::error file=package-lock.json,line=30,title=BLOCKED blocked 1.0.0::flagged malicious: reads ~/.ssh
    ::error file=package-lock.json,line=35,title=QUARANTINED quarantined 1.0.0::flagged malicious: phones home
    ::error file=package-lock.json,line=45,title=INSUFFICIENT short 1.0.0::1 of 2 parties for safe-to-run (low or more)
    "
  `);
});

test('why, for one that passes and one that does not', async () => {
  const world = await oneOfEach();
  expect(shown((await world.cli('why', 'reviewed@1.0.0')).stdout)).toMatchInlineSnapshot(`
    "reviewed 1.0.0  allowed: every demand of its rule is met.
      in         package-lock.json:40  node_modules/reviewed
      artifact   sha512:HEX
      rule       *
      demand     safe-to-run, low or more, by 2: met (2)
        alice (d7hs-r3h1-rscw-hgjq)
          read in full reviewed 1.0.0
            statement HEX, logged just now, entry 0 of the reviews log of local
        bob (wrj1-7129-zzyt-2py1)
          read in full reviewed 1.0.0
            statement HEX, logged just now, entry 1 of the reviews log of local

    "
  `);
  expect(shown((await world.cli('why', 'blocked@1.0.0')).stdout)).toMatchInlineSnapshot(`
    "blocked 1.0.0  blocked: flagged malicious: reads ~/.ssh
      in         package-lock.json:30  node_modules/blocked
      artifact   sha512:HEX
      rule       *
      baseline   exempts it from what the rule demands, never from flags
      demand     safe-to-run, low or more, by 2: not met (0)
      finding    flag-malicious  flagged malicious: reads ~/.ssh
        by bob (wrj1-7129-zzyt-2py1): malicious, exfiltration, lib/i.js:14
        statement HEX, logged just now, entry 2 of the trust log of local

    "
  `);
});
