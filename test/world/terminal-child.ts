import { spawn } from 'node:child_process';
import process from 'node:process';
import { commandLine } from './run-cli.ts';

/** The command line in a terminal of its own, as a person has it before them. */
export interface TerminalChild {
  /** What the screen was sent so far, control sequences taken out. */
  readonly text: () => string;
  /** Resolves with the match as soon as the screen shows it; rejects when the program ends before, or takes too long. */
  shows(pattern: RegExp): Promise<RegExpExecArray>;
  type(keys: string): void;
  /** The exit code. */
  readonly ended: Promise<number>;
  /** Ends it by its process id. */
  stop(): Promise<void>;
}

const patienceMs = 40_000;

/** `script` of util-linux lends the terminal. */
export function startInTerminal(
  args: readonly string[],
  { cwd, env }: { cwd: string; env: Readonly<Record<string, string>> },
): TerminalChild {
  const line = `stty cols 100 rows 40; exec ${[process.execPath, commandLine, ...args].map(quoted).join(' ')}`;
  const child = spawn('script', ['-qefc', line, '/dev/null'], {
    cwd,
    env: { ...env, TERM: 'xterm', COLUMNS: '100', LINES: '40', SHELL: '/bin/sh' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let text = '';
  let over = false;
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const look of waiting) look();
  };
  child.stdout.setEncoding('utf8').on('data', (more: string) => {
    text += more;
    wake();
  });
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      over = true;
      wake();
      resolve(code ?? -1);
    });
  });
  const plain = () => text.replaceAll(controlSequence, '');
  return {
    text: plain,
    shows: (pattern) =>
      new Promise((resolve, reject) => {
        const give = (why: string) => reject(new Error(`${why} ${String(pattern)}:\n${plain()}`));
        const late = setTimeout(() => give('it does not show'), patienceMs);
        const look = () => {
          const found = pattern.exec(plain());
          if (!found && !over) return;
          waiting.delete(look);
          clearTimeout(late);
          if (found) resolve(found);
          else give('it ended without showing');
        };
        waiting.add(look);
        look();
      }),
    type: (keys) => void child.stdin.write(keys),
    ended,
    async stop() {
      if (!over) process.kill(child.pid as number, 'SIGTERM');
      await ended;
    },
  };
}

// oxlint-disable-next-line no-control-regex -- it is control sequences that are taken out
const controlSequence = /\u001b\[[0-9;?]*[A-Za-z]|\u001b[()][A-Z0-9]|\r/g;

function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
