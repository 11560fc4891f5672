import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { runChild, type Ran } from '../world/run-cli.ts';
import { startServe } from '../world/serve-child.ts';

const run = promisify(execFile);
const twoDaysLater = fileURLToPath(new URL('../world/two-days-later.js', import.meta.url));

/** The loop of issue 2, on a real package from the real registry, every command a process of its own. */
test('review, sign, serve, gate: the story of socks-proxy-agent 8.0.5', { timeout: 300_000 }, async () => {
  const base = await mkdtemp(join(tmpdir(), 'countersign-story-'));
  onTestFinished(() => rm(base, { recursive: true, force: true }));
  const project = join(base, 'project');
  await mkdir(project);
  const env = { ...(process.env as Record<string, string>), COUNTERSIGN_HOME: join(base, 'home') };
  const countersign = (line: string, ...more: string[]): Promise<Ran> =>
    runChild([...line.split(' '), ...more], { cwd: project, env });
  const npmInstall = (spec: string) =>
    run('npm', ['install', '--package-lock-only', '--save-exact', '--no-audit', '--no-fund', spec], {
      cwd: project,
      env,
    });

  // A node, two reviewers, and a project that depends on 8.0.4: green at once.
  const node = await startServe(join(base, 'node'), env);
  onTestFinished(() => node.stop());
  await run('npm', ['init', '--yes'], { cwd: project, env });
  await npmInstall('socks-proxy-agent@8.0.4');
  for (const name of ['alice', 'bob']) {
    const made = await countersign(`key new --name ${name} --no-passphrase`);
    expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^ed25519:[\w-]{43}\n$/) });
  }
  expect(await countersign(`init --node ${node.url} --yes`)).toMatchObject({ code: 0 });
  expect(await countersign('gate')).toMatchObject({ code: 0, stdout: expect.stringContaining('7 allowed') });

  // The update arrives: red, and the gate says what to read.
  await npmInstall('socks-proxy-agent@8.0.5');
  const red = await countersign('gate');
  expect(red.code).toBe(1);
  expect(red.stdout).toMatch(/INSUFFICIENT {2}socks-proxy-agent 8\.0\.4 → 8\.0\.5 {2}0 of 2 parties/);
  expect(red.stdout).toContain('countersign review socks-proxy-agent@8.0.5 --base 8.0.4');
  const whyRed = await countersign('why socks-proxy-agent@8.0.5');
  expect(whyRed).toMatchObject({ code: 1, stdout: expect.stringContaining('by 2: not met (0)') });

  // Two reviewers read the change and sign: green.
  const review =
    'review socks-proxy-agent@8.0.5 --base 8.0.4 --accept --criteria safe-to-run --thoroughness medium --understanding high --yes --key';
  expect(await countersign(`${review} alice`)).toMatchObject({ code: 0 });
  expect(await countersign('gate')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('1 of 2 parties'),
  });
  expect(await countersign(`${review} bob`)).toMatchObject({ code: 0 });
  expect(await countersign('gate')).toMatchObject({ code: 0, stdout: expect.stringContaining('7 allowed') });
  const whyGreen = await countersign('why socks-proxy-agent@8.0.5');
  expect(whyGreen.code).toBe(0);
  expect(whyGreen.stdout).toMatch(
    /by 2: met \(2\)\n {4}alice [^]*starts at baseline socks-proxy-agent 8\.0\.4\n {6}read the change to socks-proxy-agent 8\.0\.5[^]*bob /,
  );

  // One of them raises a flag: red for everybody, whatever was signed before.
  const raised = await countersign(
    'flag socks-proxy-agent@8.0.5 --severity malicious --category other --path dist/index.js --line 14 --yes --key alice',
    '--summary=not a finding: a test of the gate',
  );
  expect(raised.code).toBe(0);
  const blocked = await countersign('gate');
  expect(blocked.code).toBe(3);
  expect(blocked.stdout).toMatch(
    /BLOCKED {7}socks-proxy-agent .*8\.0\.5 .*not a finding: a test of the gate \(dist\/index\.js:14\)/,
  );
  const whyBlocked = await countersign('why socks-proxy-agent@8.0.5');
  expect(whyBlocked).toMatchObject({
    code: 3,
    stdout: expect.stringMatching(/flag-malicious[^]*by alice \(/),
  });

  // She takes it back, and reads on.
  const id = /^statement ([0-9a-f]{64})$/m.exec(raised.stdout)?.[1];
  expect(await countersign(`retract ${id} --yes --key alice`)).toMatchObject({ code: 0 });
  expect((await countersign('gate')).code).toBe(0);

  // The node goes away. What was synced serves for a day; two days later nothing passes.
  await node.stop();
  const down = await countersign('gate');
  expect(down).toMatchObject({ code: 0, stderr: expect.stringContaining('cannot be reached') });
  const later = { cwd: project, env: { ...env, NODE_OPTIONS: `--import=${twoDaysLater}` } };
  const stale = await runChild(['gate'], later);
  expect(stale.code).toBe(4);
  expect(stale.stdout).toMatch(/UNDECIDABLE .*last seen by its witnesses (2 days|48 h) ago/);
  const whyStale = await runChild(['why', 'socks-proxy-agent@8.0.5'], later);
  expect(whyStale).toMatchObject({ code: 4, stdout: expect.stringContaining('log-stale') });
});
