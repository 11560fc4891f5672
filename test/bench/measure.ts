import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';

/** One whole process, from spawn to exit. */
export interface Subject {
  readonly name: string;
  readonly command: readonly [file: string, ...args: string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Any other ends the bench. */
  readonly exitCodes: readonly number[];
  /** Done before each run, outside of what is measured. */
  readonly before?: () => Promise<void>;
}

/** Milliseconds. */
export async function timeOnce({ name, command, cwd, env, exitCodes, before }: Subject): Promise<number> {
  await before?.();
  const [file, ...args] = command;
  const start = performance.now();
  const child = spawn(file, args, { cwd, env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.resume();
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', resolve);
  });
  const took = performance.now() - start;
  if (code === null || !exitCodes.includes(code)) throw new Error(`${name} exited with ${code}\n${said}`);
  return took;
}

const runs = 5;

/** The medians of several subjects, run in turn after one warm-up each, so that a slow moment of the machine hits all. */
export async function medians(subjects: readonly Subject[]): Promise<number[]> {
  for (const subject of subjects) await timeOnce(subject);
  const times = subjects.map((): number[] => []);
  for (let run = 0; run < runs; run++) {
    for (const [i, subject] of subjects.entries()) times[i]?.push(await timeOnce(subject));
  }
  return times.map((all) => all.toSorted((a, b) => a - b)[Math.floor(runs / 2)] as number);
}
