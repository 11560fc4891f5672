import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { styleText } from 'node:util';
import { commandLine } from '../world/run-cli.ts';
import { startServe, type ServeChild } from '../world/serve-child.ts';

/**
 * `npm run demo`: the loop on a real package, in a temporary folder. Every command is printed, then run for real; the
 * folder and the node are gone afterwards, on Ctrl-C too.
 */

const twoDaysLater = fileURLToPath(new URL('../world/two-days-later.js', import.meta.url));
const base = await mkdtemp(join(tmpdir(), 'countersign-demo-'));
const project = join(base, 'project');
const env: Record<string, string> = {
  ...(process.env as Record<string, string>),
  COUNTERSIGN_HOME: join(base, 'home'),
  NO_UPDATE_NOTIFIER: '1',
};
const colour = process.stdout.isTTY && !process.env['NO_COLOR'];
let node: ServeChild | null = null;
let running: ReturnType<typeof spawn> | null = null;
let interrupted = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupted = true;
    running?.kill(signal);
  });
}

const started = Date.now();
try {
  await play();
  if (!interrupted) say(`That was all, in ${Math.round((Date.now() - started) / 1000)} seconds.`);
} catch (error) {
  process.exitCode = 1;
  if (!interrupted) say(`The demo went wrong: ${error instanceof Error ? error.message : String(error)}`);
} finally {
  await cleanUp();
}
if (interrupted) process.exitCode = 130;

async function play(): Promise<void> {
  await mkdir(project);
  say('A node: two append-only logs in a folder. (countersign serve)');
  node = await startServe(join(base, 'node'), env);
  print(`a node is running on ${node.url}, as process ${node.pid}`);

  say('Two reviewers make keys. They need no account anywhere.');
  await countersign('key new --name alice --no-passphrase', 0);
  await countersign('key new --name bob --no-passphrase', 0);

  say(
    'A project depends on socks-proxy-agent 8.0.4. Its maintainer begins to gate: green on what is locked today.',
  );
  await shell('npm init --yes --loglevel=error', true);
  await shell(
    'npm install --package-lock-only --save-exact --no-audit --no-fund --loglevel=error socks-proxy-agent@8.0.4',
  );
  await countersign(`init --node ${node.url} --yes`, 0);
  await countersign('gate', 0);

  say('An update arrives. Nobody whom the policy trusts has read it: red.');
  await shell(
    'npm install --package-lock-only --save-exact --no-audit --no-fund --loglevel=error socks-proxy-agent@8.0.5',
  );
  await countersign('gate', 1);

  say('This is what changed in it.');
  await countersign('diff socks-proxy-agent@8.0.4 8.0.5', 0);

  say('Alice and Bob read that and sign. Two independent parties: green.');
  const review = 'review socks-proxy-agent@8.0.5 --base 8.0.4 --accept --criteria safe-to-run';
  await countersign(`${review} --thoroughness medium --understanding high --yes --key alice`, 0);
  await countersign(`${review} --thoroughness medium --understanding high --yes --quiet --key bob`, 0);
  await countersign('gate', 0);
  await countersign('why socks-proxy-agent@8.0.5', 0);

  say('Alice raises a flag (this one is made up). Red again, for everybody who trusts her.');
  const flag = 'flag socks-proxy-agent@8.0.5 --severity malicious --category other --key alice --yes';
  const raised = await countersign(
    `${flag} --path dist/index.js --line 14 --summary "made up for this demo"`,
    0,
  );
  await countersign('gate', 3);

  say('It was a mistake: she takes it back.');
  await countersign(`retract ${/^statement (\w{64})$/m.exec(raised)?.[1]} --key alice --yes`, 0);
  await countersign('gate', 0);

  say(
    'The node stops. What was synced is good for a day; two days later a flag could be missing, so nothing passes.',
  );
  await node.stop();
  print(`process ${node.pid} ended`);
  await countersign('gate', 4, { NODE_OPTIONS: `--import=${twoDaysLater}` });
}

/** Runs our command line, shows what it says, and goes on only if it exits as the story has it. */
async function countersign(
  line: string,
  expected: number,
  more: Record<string, string> = {},
): Promise<string> {
  const { code, output } = await command(
    'countersign',
    line,
    process.execPath,
    [commandLine, ...words(line)],
    more,
  );
  print(styled('dim', `exit ${code}`));
  if (code !== expected) throw new Error(`countersign ${line} exited with ${code}, not ${expected}`);
  return output;
}

async function shell(line: string, quiet = false): Promise<void> {
  const [name = '', ...args] = words(line);
  const { code } = await command(name, args.join(' '), name, args, {}, quiet);
  if (code !== 0) throw new Error(`${line} exited with ${code}`);
}

async function command(
  name: string,
  line: string,
  file: string,
  args: readonly string[],
  more: Record<string, string>,
  quiet = false,
): Promise<{ code: number | null; output: string }> {
  if (interrupted) throw new Error('interrupted');
  print(`\n${styled('bold', `$ ${name} ${line}`)}`);
  const child = spawn(file, args, {
    cwd: project,
    env: { ...env, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running = child;
  let output = '';
  const lines = [child.stdout, child.stderr].map((stream) => createInterface({ input: stream }));
  for (const each of lines) {
    each.on('line', (text) => {
      output += `${text}\n`;
      if (!quiet) print(shortened(text));
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  running = null;
  return { code, output };
}

async function cleanUp(): Promise<void> {
  await node?.stop();
  await rm(base, { recursive: true, force: true });
  print(styled('dim', `removed ${base}`));
}

/** A source map's only line fills screens. */
function shortened(line: string): string {
  const most = 240;
  return line.length <= most
    ? line
    : `${line.slice(0, most)}${styled('dim', ` … ${line.length - most} characters more`)}`;
}

/** The words of a command line; double quotes hold some together. */
function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);
}

function say(text: string): void {
  print(`\n${styled('cyan', text)}`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function styled(style: 'bold' | 'dim' | 'cyan', text: string): string {
  return colour ? styleText(style, text) : text;
}
