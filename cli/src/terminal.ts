/**
 * All that is printed. Results go to stdout; progress, hints and errors to stderr. Whatever text comes in is shown
 * with control, bidi and other invisible characters escaped, so nothing from a package or a statement is ever
 * interpreted; colour is added here, behind the escaping. Colour only on a terminal and without NO_COLOR; no prompt
 * and no progress bar without a terminal.
 */
import { styleText } from 'node:util';
import { CodedError } from '@countersign/shared/errors.ts';
import { invisible, printableAscii } from '@countersign/shared/text/invisible.ts';
import { pagerCommand, runPager } from './pager.ts';

/** One colour per meaning; the word beside it says the same. */
export type Tone = 'plain' | 'strong' | 'quiet' | 'good' | 'short' | 'bad' | 'added' | 'removed' | 'hidden';

export interface Span {
  readonly tone: Tone;
  readonly text: string;
}

/** A line, or part of one: text as it comes, from wherever, and spans with a tone. */
export type Text = string | Span | readonly (string | Span)[];

const styles = {
  plain: [],
  strong: ['bold'],
  quiet: ['dim'],
  good: ['green'],
  short: ['yellow'],
  bad: ['red', 'bold'],
  added: ['green'],
  removed: ['red'],
  hidden: ['inverse'],
} as const;

export function span(tone: Tone, text: string): Span {
  return { tone, text };
}

/** `a\u{1b}[31m`: every character that a terminal would interpret or not show, spelled out. */
export function visible(text: string): string {
  if (printableAscii.test(text)) return text;
  return text.replace(invisible, (characters) => Array.from(characters, spelled).join(''));
}

function spelled(character: string): string {
  return `\\u{${(character.codePointAt(0) as number).toString(16)}}`;
}

/**
 * GitHub takes orders from what a step prints: `::` where a line begins, `##[` anywhere in it (ActionCommand.cs of
 * actions/runner). What we order goes through document().
 */
function withoutCommands(line: string): string {
  return line.replace(/^(\s*):(?=:)|#(?=#\[)/g, (found) => found.slice(0, -1) + spelled(found.slice(-1)));
}

export interface Streams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface Progress {
  update(done: number, of: number): void;
  end(): void;
}

const barWidth = 24;
/** Nothing under a second gets a bar. */
const barDelay = 1000;
/**
 * Milliseconds between what is shown and the question about it. Longer than a hand takes that was on its way to a key: who
 * can choose when a question comes must not get an answer that was meant for the one before.
 */
const pauseBefore = 1000;
const ctrlC = 3;
/** Characters that are written at once. */
const chunkLength = 65_536;

export class Terminal {
  readonly #streams: Streams;
  readonly #verbosity: 'quiet' | 'normal' | 'verbose';
  readonly #until: AbortSignal | undefined;

  constructor(streams: Streams, verbosity: 'quiet' | 'normal' | 'verbose' = 'normal', until?: AbortSignal) {
    this.#streams = streams;
    this.#verbosity = verbosity;
    this.#until = until;
  }

  /** The same terminal; what it asks counts as given up once `signal` fires. */
  until(signal: AbortSignal): Terminal {
    const signals = this.#until ? [this.#until, signal] : [signal];
    return new Terminal(this.#streams, this.#verbosity, AbortSignal.any(signals));
  }

  /** Whether a person can be asked. */
  get interactive(): boolean {
    return this.#streams.stdin.isTTY && this.#streams.stderr.isTTY;
  }

  /** Whether a person reads the results. */
  get showsResults(): boolean {
    return this.#streams.stdout.isTTY;
  }

  /** Columns of the narrower one, where both are known: stdout may go into a file while a person reads stderr. */
  get width(): number {
    const { stdout, stderr } = this.#streams;
    const known = [stdout.columns, stderr.columns].filter((columns) => columns > 0);
    return known.length > 0 ? Math.min(...known) : 100;
  }

  /** One line of the result. */
  result(text: Text = ''): void {
    this.#streams.stdout.write(`${this.#render(text, this.#streams.stdout)}\n`);
  }

  /** Lines of the result: through the pager where a person reads them. */
  async page(lines: Iterable<Text>): Promise<void> {
    const { stdout, env } = this.#streams;
    const command = stdout.isTTY ? pagerCommand(env) : null;
    if (command !== null && (await runPager(command, this.#chunks(lines), env))) return;
    for (const chunk of this.#chunks(lines)) stdout.write(chunk);
  }

  /** A document of another format (JSON, GitHub commands): written as it is; its maker escaped what it quotes. */
  document(text: string): void {
    this.#streams.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  }

  /** A hint, or what is going on. */
  hint(text: Text = ''): void {
    if (this.#verbosity !== 'quiet')
      this.#streams.stderr.write(`${this.#render(text, this.#streams.stderr)}\n`);
  }

  /** What somebody who answers a question has to have seen: --quiet does not silence it. */
  notice(text: Text = ''): void {
    this.#streams.stderr.write(`${this.#render(text, this.#streams.stderr)}\n`);
  }

  detail(text: Text): void {
    if (this.#verbosity === 'verbose') this.hint(text);
  }

  warn(text: Text): void {
    this.#streams.stderr.write(
      `${this.#render([span('short', 'warning'), ': ', ...parts(text)], this.#streams.stderr)}\n`,
    );
  }

  error(text: Text): void {
    this.#streams.stderr.write(
      `${this.#render([span('bad', 'error'), ': ', ...parts(text)], this.#streams.stderr)}\n`,
    );
  }

  /** Anything that lasts over a second. */
  progress(label: string): Progress {
    const { stderr } = this.#streams;
    if (!stderr.isTTY || this.#verbosity === 'quiet') return { update() {}, end() {} };
    const start = Date.now();
    let shown = false;
    return {
      update: (done, of) => {
        if (of <= 0 || Date.now() - start < barDelay) return;
        const filled = Math.min(barWidth, Math.floor((done / of) * barWidth));
        const bar = '='.repeat(filled) + ' '.repeat(barWidth - filled);
        stderr.write(`\r${visible(label)} [${bar}] ${done}/${of}`);
        shown = true;
      },
      end: () => {
        if (shown) stderr.write('\r\u001b[2K');
        shown = false;
      },
    };
  }

  /**
   * Waits a moment, and forgets what was typed until its end, before a question that nobody can have expected: a `y` among
   * it must not answer. Ctrl-C gives up as in the question: throws `declined`.
   */
  async forgetTyped(): Promise<void> {
    const { stdin } = this.#streams;
    if (!stdin.isTTY) return;
    let gaveUp = false;
    const forget = (keys: Buffer | string): void => {
      gaveUp ||= Buffer.from(keys).includes(ctrlC);
    };
    stdin.setRawMode(true);
    stdin.on('data', forget);
    // A question before this one left it paused.
    stdin.resume();
    await new Promise((resolve) => setTimeout(resolve, pauseBefore));
    stdin.off('data', forget);
    stdin.pause();
    stdin.setRawMode(false);
    if (gaveUp) throw new CodedError('declined', 'nothing was changed');
  }

  /** Asks for a yes; throws `prompt-impossible`, naming the flag that answers it, where nobody can be asked. */
  async confirm(question: string, flag: string): Promise<boolean> {
    this.#demandPerson(question, flag);
    const { confirm, isCancel } = await import('@clack/prompts');
    const answer = await confirm({ ...this.#person, message: visible(question), initialValue: false });
    return !isCancel(answer) && answer;
  }

  async choose<Value extends string>(
    question: string,
    options: readonly { value: Value; label: string }[],
    flag: string,
  ): Promise<Value | null> {
    this.#demandPerson(question, flag);
    const { select, isCancel } = await import('@clack/prompts');
    const shown = options.map(({ value, label }) => ({ value: value as string, label: visible(label) }));
    const answer = await select<string>({ ...this.#person, message: visible(question), options: shown });
    return isCancel(answer) ? null : (answer as Value);
  }

  /** One or more of them; null when the person gave up. */
  async chooseSome<Value extends string>(
    question: string,
    options: readonly { value: Value; label: string }[],
    flag: string,
  ): Promise<Value[] | null> {
    this.#demandPerson(question, flag);
    const { multiselect, isCancel } = await import('@clack/prompts');
    const shown = options.map(({ value, label }) => ({ value: value as string, label: visible(label) }));
    const answer = await multiselect<string>({
      ...this.#person,
      message: visible(question),
      options: shown,
      required: true,
    });
    return isCancel(answer) ? null : (answer as Value[]);
  }

  async askText(question: string, flag: string): Promise<string | null> {
    this.#demandPerson(question, flag);
    const { text, isCancel } = await import('@clack/prompts');
    const answer = await text({ ...this.#person, message: visible(question) });
    return isCancel(answer) ? null : (answer ?? '');
  }

  async askSecret(question: string, flag: string): Promise<string | null> {
    this.#demandPerson(question, flag);
    const { password, isCancel } = await import('@clack/prompts');
    const answer = await password({ ...this.#person, message: visible(question) });
    return isCancel(answer) ? null : (answer ?? '');
  }

  /** Resolves once all output was taken; rejects when a reader went away. */
  async flush(): Promise<void> {
    for (const stream of [this.#streams.stdout, this.#streams.stderr]) {
      await new Promise<void>((resolve, reject) => {
        stream.write('', (error) => (error ? reject(error) : resolve()));
      });
    }
  }

  /** Questions go to stderr: stdout holds the result, which may go into a file or a script. */
  get #person(): { input: NodeJS.ReadStream; output: NodeJS.WriteStream; signal?: AbortSignal } {
    const { stdin: input, stderr: output } = this.#streams;
    return { input, output, ...(this.#until ? { signal: this.#until } : {}) };
  }

  *#chunks(lines: Iterable<Text>): Generator<string, void, undefined> {
    let chunk = '';
    for (const line of lines) {
      chunk += `${this.#render(line, this.#streams.stdout)}\n`;
      if (chunk.length < chunkLength) continue;
      yield chunk;
      chunk = '';
    }
    if (chunk !== '') yield chunk;
  }

  #demandPerson(question: string, flag: string): void {
    if (this.interactive) return;
    throw new CodedError('prompt-impossible', `no terminal to ask "${question}": say it with ${flag}`, {
      flag,
    });
  }

  #render(text: Text, stream: NodeJS.WriteStream): string {
    const colour = stream.isTTY && !this.#streams.env['NO_COLOR'];
    const line = parts(text)
      .map((part) => {
        const { tone, text: raw } = typeof part === 'string' ? span('plain', part) : part;
        const style = styles[tone];
        if (!colour || style.length === 0) return visible(raw);
        return styleText([...style], visible(raw), { validateStream: false });
      })
      .join('');
    return withoutCommands(line);
  }
}

function parts(text: Text): readonly (string | Span)[] {
  return typeof text === 'string' || 'tone' in text ? [text] : text;
}
