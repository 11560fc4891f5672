import { spawn } from 'node:child_process';
import process from 'node:process';
import { commandLine } from './run-cli.ts';

/** A node as its operator runs it: `countersign serve`, on a free port. */
export interface ServeChild {
  readonly url: string;
  readonly pid: number;
  /** Ends it by its process id, as Ctrl-C would. */
  stop(): Promise<void>;
}

/** `announce` gets what it prints. */
export async function startServe(
  dataDir: string,
  env: Readonly<Record<string, string>>,
  announce: (text: string) => void = () => {},
): Promise<ServeChild> {
  const args = [commandLine, 'serve', '--data', dataDir, '--port', '0'];
  const child = spawn(process.execPath, args, {
    env: { COUNTERSIGN_SCAN: 'off', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (more: string) => {
      announce(more);
      text += more;
      const found = /running on (http:\/\/\S+)/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.on('error', reject);
    child.on('close', (code) => reject(new Error(`serve ended with ${code} before it ran`)));
  });
  const pid = child.pid as number;
  return {
    url,
    pid,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) process.kill(pid, 'SIGINT');
      await gone;
    },
  };
}
