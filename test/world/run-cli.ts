import { spawn } from 'node:child_process';
import { Writable } from 'node:stream';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { main, type Outside } from 'countersign/src/main.ts';
import type { Streams } from 'countersign/src/terminal.ts';

/** What a run of the command line came to. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Runs the command line inside this process, with a clock of the caller's; nobody sits at its terminal. */
export async function runHere(
  args: readonly string[],
  { cwd, env, now, build = 'test' }: Surroundings & Partial<Outside> & Pick<Outside, 'now'>,
): Promise<Ran> {
  const stdout = new Collector();
  const stderr = new Collector();
  const streams = { stdin: { isTTY: false }, stdout, stderr, env } as unknown as Streams;
  const code = await main(args, streams, cwd, { now, build });
  return { code, stdout: stdout.text, stderr: stderr.text };
}

class Collector extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

export const commandLine = fileURLToPath(new URL('../../cli/bin/countersign.js', import.meta.url));

/** Runs the command line as a user would, as a process of its own. Its code is -1 when a signal ended it. */
export async function runChild(
  args: readonly string[],
  { cwd, env, input }: Surroundings & { readonly input?: string },
): Promise<Ran> {
  const child = spawn(process.execPath, [commandLine, ...args], { cwd, env: { ...env } });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.end(input ?? '');
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve(status ?? -1));
  });
  return { code, stdout, stderr };
}
