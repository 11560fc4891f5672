import process from 'node:process';
import { PassThrough, Writable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { main } from 'countersign/src/main.ts';
import type { Streams } from 'countersign/src/terminal.ts';
import type { World } from '../world/world.ts';

/** A run of the command line with somebody at its terminal, inside this process and by the world's clock. */
export interface Seated {
  /** What the screen was sent so far, colours and cursor movements taken out. */
  readonly screen: () => string;
  /** What a program reading the result was sent. */
  readonly stdout: () => string;
  /** Everything that was written, to the byte. */
  readonly raw: () => string;
  /** Resolves with the match as soon as the screen shows it; rejects when the program ends before. */
  shows(pattern: RegExp): Promise<RegExpExecArray>;
  type(keys: string): void;
  /** Ctrl-C while nothing is asked. */
  interrupt(): void;
  /** The exit code. */
  readonly ended: Promise<number>;
}

export function runSeated(world: World, ...args: readonly string[]): Seated {
  const looks = new Set<() => void>();
  const wake = () => {
    for (const look of looks) look();
  };
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin });
  const stdout = new Screen(wake);
  const stderr = new Screen(wake);
  const streams = { stdin, stdout, stderr, env: world.env } as unknown as Streams;
  let over = false;
  const others = new Set(process.listeners('SIGINT'));
  const interrupt = () => {
    for (const listener of process.listeners('SIGINT')) if (!others.has(listener)) listener('SIGINT');
  };
  const ended = main(args, streams, world.folder, { now: () => world.clock.now, build: 'test' }).finally(
    () => {
      over = true;
      wake();
    },
  );
  onTestFinished(async () => {
    interrupt();
    await ended;
    stdin.destroy();
  });
  const screen = () => (stderr.text + stdout.text).replaceAll(controlSequence, '');
  return {
    screen,
    stdout: () => stdout.text,
    raw: () => stderr.text + stdout.text,
    shows: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(screen());
          if (!found && !over) return;
          looks.delete(look);
          if (found) resolve(found);
          else reject(new Error(`it ended without showing ${String(pattern)}:\n${screen()}`));
        };
        looks.add(look);
        look();
      }),
    type: (keys) => void stdin.write(keys),
    interrupt,
    ended,
  };
}

// oxlint-disable-next-line no-control-regex -- it is control sequences that are taken out
const controlSequence = /\u001b\[[0-9;?]*[A-Za-z]|\r/g;

class Screen extends Writable {
  readonly isTTY = true;
  readonly columns = 100;
  readonly rows = 40;
  readonly #wake: () => void;
  text = '';

  constructor(wake: () => void) {
    super();
    this.#wake = wake;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
    this.#wake();
  }
}
