import { PassThrough, Writable } from 'node:stream';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { span, Terminal, visible, type Streams, type Text } from './terminal.ts';

class Collector extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

function printed(text: Text): string {
  const stdout = new Collector();
  const streams = { stdin: { isTTY: false }, stdout, stderr: new Collector(), env: {} } as unknown as Streams;
  new Terminal(streams).result(text);
  return stdout.text;
}

test.each([
  ['a combining grapheme joiner', 'is\u034fAdmin', 'is\\u{34f}Admin'],
  ['a vowel that is never drawn', 'a\u17b4', 'a\\u{17b4}'],
  ['a code point that fonts leave out', 'a\u2065\ufff0\u{e0080}', 'a\\u{2065}\\u{fff0}\\u{e0080}'],
  ['a Hangul filler', '\u3164', '\\u{3164}'],
  ['blanks that are no space', 'a\u00a0b\u2003\u3000\u2800', 'a\\u{a0}b\\u{2003}\\u{3000}\\u{2800}'],
  ['a mark that strikes an operator through', '=\u0338', '=\\u{338}'],
  ['a mark on our own words', '\u0336\u0336x', '\\u{336}\\u{336}x'],
  ['marks piled up over the lines above', `z${'\u0301'.repeat(6)}`, `z${'\u0301'.repeat(4)}\\u{301}\\u{301}`],
])('%s is spelled out', (_what, text, shown) => {
  expect(visible(text)).toBe(shown);
});

test.each(['résumé', 're\u0301sume\u0301', 'नमस्ते', 'Tiếng Việt', '日本語 ｗｉｄｅ', '👩 ok', 'ไทย', 'אָלֶף'])(
  'what people write stays: %s',
  (text) => {
    expect(visible(text)).toBe(text);
  },
);

test('what was spelled out has nothing left to spell out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(visible(visible(text))).toBe(visible(text));
    }),
  );
});

test.each<[string, Text]>([
  ['at the start of a line', '::error::all is well'],
  ['after blanks', '   ::stop-commands::x'],
  ['in parts', ['  ', span('bad', ':'), ':notice::x']],
  ['in the old form', 'lib/##[add-mask]x'],
  ['in the old form, in parts', ['a#', '#[warning]x']],
])('no text is a command to GitHub: %s', (_what, text) => {
  expect(printed(text)).not.toMatch(/^\s*::|##\[/);
});

test('colons and hashes that mean nothing stay', () => {
  expect(printed('a::b ## [c] C#[0]')).toBe('a::b ## [c] C#[0]\n');
});

test('a question that comes unexpectedly is not answered by a key that was pressed within a second of it', async () => {
  vi.useFakeTimers();
  try {
    const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin });
    const streams = {
      stdin,
      stdout: new Collector(),
      stderr: new Collector(),
      env: {},
    } as unknown as Streams;
    const terminal = new Terminal(streams);
    // The second time the stream comes as a question left it: paused.
    for (const round of ['first', 'second']) {
      const forgotten = terminal.forgetTyped();
      stdin.write(round);
      await vi.advanceTimersByTimeAsync(900);
      stdin.write('y');
      await vi.advanceTimersByTimeAsync(100);
      await forgotten;
      expect([round, stdin.read()]).toEqual([round, null]);
    }
    const givenUp = terminal.forgetTyped().catch((error: unknown) => error);
    stdin.write('\u0003');
    await vi.advanceTimersByTimeAsync(1000);
    expect(await givenUp).toMatchObject({ code: 'declined' });
  } finally {
    vi.useRealTimers();
  }
});

test.each([
  ['stdout goes into a file', undefined, 80, 80],
  ['both are terminals', 120, 90, 90],
  ['nothing is known', undefined, undefined, 100],
])('nothing is wider than the terminal that a person reads: %s', (_what, out, err, width) => {
  const stream = (columns?: number) => Object.assign(new Collector(), columns ? { columns } : {});
  const streams = { stdin: {}, stdout: stream(out), stderr: stream(err), env: {} } as unknown as Streams;
  expect(new Terminal(streams).width).toBe(width);
});
