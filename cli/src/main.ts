import process from 'node:process';
import { CommanderError } from 'commander';
import { isCoded, type CodedError } from '@countersign/shared/errors.ts';
import type { Context, GlobalOptions } from './context.ts';
import { exitCodeOfError, exitCodes } from './exit.ts';
import { countersignHome } from '@countersign/shared/platform/node-home.ts';
import { buildProgram } from './program.ts';
import { Terminal, type Streams } from './terminal.ts';

interface ParsedOptions extends Omit<GlobalOptions, 'node'> {
  readonly node?: string[];
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** Set by scripts/build.ts to a digest of all that went into the bundle. */
declare const countersignBuild: string | undefined;

/** What a test brings in place of the machine's: a gate takes its clock from there, never from the environment. */
export type Outside = Pick<Context, 'now' | 'build'>;

const machine: Outside = {
  now: Date.now,
  build: typeof countersignBuild === 'undefined' ? null : countersignBuild,
};

/** Runs one command; the exit code. What is not a coded error is reported as a bug, 70. */
export async function main(
  args: readonly string[],
  streams: Streams,
  cwd: string,
  outside: Outside = machine,
): Promise<number> {
  let code: number = exitCodes.internal;
  const plain = new Terminal(streams);
  const program = buildProgram(async (verb, options) => {
    code = await verb({ ...contextOf(options as unknown as ParsedOptions, streams, cwd), ...outside });
  }, streams);
  try {
    await program.parseAsync(helpLast(args), { from: 'user' });
  } catch (error) {
    code = report(plain, error);
  }
  await plain.flush();
  return code;
}

/** `help key new` is `key new --help`: commander's own takes one verb, and exits as if that were an error. */
function helpLast(args: readonly string[]): string[] {
  const [first, ...verb] = args;
  return first === 'help' && verb.every((word) => !word.startsWith('-')) ? [...verb, '--help'] : [...args];
}

/** What `bin/countersign.js` calls: the process starts with exit code 70 and only gets another one here. */
export async function run(args: readonly string[]): Promise<void> {
  const { stdin, stdout, stderr, env } = process;
  // A reader that went away: whatever was decided, nobody has read it.
  for (const stream of [stdout, stderr]) stream.on('error', () => process.exit(exitCodes.internal));
  const code = await main(args, { stdin, stdout, stderr, env }, process.cwd());
  process.exitCode = code;
}

function contextOf(options: ParsedOptions, streams: Streams, cwd: string): Omit<Context, keyof Outside> {
  const { node, json, quiet, verbose, format, ...rest } = options;
  const verbosity = quiet ? 'quiet' : verbose ? 'verbose' : 'normal';
  return {
    cwd,
    env: streams.env,
    home: countersignHome(streams.env),
    terminal: new Terminal(streams, verbosity),
    options: { ...rest, node: node ?? [], format: json ? 'json' : format },
  };
}

function report(terminal: Terminal, error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.allow : exitCodes.usage;
  if (isCoded(error)) {
    reportCoded(terminal, error);
  } else {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    terminal.error('this is a bug in countersign; please report it with what follows');
    for (const line of text.split('\n')) terminal.notice(line);
  }
  return exitCodeOfError(error);
}

function reportCoded(terminal: Terminal, error: CodedError): void {
  const [first = '', ...more] = error.message.split('\n');
  terminal.error(`${first} [${error.code}]`);
  for (const line of more) terminal.notice(line);
}
