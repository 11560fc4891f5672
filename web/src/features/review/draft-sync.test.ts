import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { syncDraft, type DraftKeeper, type SaveState } from './draft-sync.ts';

const delay = 400;

/** One place where drafts are kept, for as many tabs as there are. */
class SharedKeeper implements DraftKeeper {
  revision = 0;
  draft: string | null = null;
  readonly saves: string[] = [];
  failing = false;
  attempts = 0;

  load() {
    return Promise.resolve({ revision: this.revision, draft: this.draft });
  }

  save(revision: number, draft: string): Promise<number | 'conflict'> {
    this.attempts += 1;
    if (this.failing) return Promise.reject(new Error('gone'));
    if (revision !== this.revision) return Promise.resolve('conflict');
    this.revision += 1;
    this.draft = draft;
    this.saves.push(draft);
    return Promise.resolve(this.revision);
  }
}

function openTab(keeper: DraftKeeper) {
  const tab = { text: '', state: { kind: 'saved' } as SaveState };
  const sync = syncDraft(
    keeper,
    0,
    () => tab.text,
    (state) => (tab.state = state),
    delay,
  );
  const write = async (text: string) => {
    tab.text = text;
    sync.changed();
    await vi.advanceTimersByTimeAsync(delay);
  };
  return { tab, sync, write };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('changes in quick succession are one write, of the latest', async () => {
  const keeper = new SharedKeeper();
  const { tab, sync } = openTab(keeper);
  for (const text of ['a', 'ab', 'abc']) {
    tab.text = text;
    sync.changed();
  }
  await vi.advanceTimersByTimeAsync(delay);
  expect(keeper.saves).toEqual(['abc']);
});

test('marks that follow each other fast do not put the write off for ever', async () => {
  const keeper = new SharedKeeper();
  const { tab, sync } = openTab(keeper);
  for (const text of ['a', 'ab', 'abc']) {
    tab.text = text;
    sync.changed();
    await vi.advanceTimersByTimeAsync(delay * 0.75);
  }
  await vi.advanceTimersByTimeAsync(delay);
  expect(keeper.saves).toEqual(['ab', 'abc']);
});

test('a page that goes writes what it has not written yet', async () => {
  const keeper = new SharedKeeper();
  const { tab, sync } = openTab(keeper);
  tab.text = 'the last mark';
  sync.changed();
  sync.flush();
  expect(keeper.saves).toEqual(['the last mark']);
  await vi.advanceTimersByTimeAsync(2 * delay);
  expect(keeper.saves).toHaveLength(1);
});

test('a change during a write is written after it, on the new revision', async () => {
  const keeper = new SharedKeeper();
  const { tab, sync } = openTab(keeper);
  tab.text = 'a';
  sync.changed();
  vi.advanceTimersByTime(delay);
  tab.text = 'ab';
  sync.changed();
  await vi.advanceTimersByTimeAsync(delay);
  expect(keeper.saves.at(-1)).toBe('ab');
  expect(tab.state.kind).toBe('saved');
});

test('of two tabs the later one is told, and writes over nothing', async () => {
  const keeper = new SharedKeeper();
  const one = openTab(keeper);
  const two = openTab(keeper);
  await one.write('of one');
  await two.write('of two');
  const { attempts } = keeper;
  await two.write('of two, more');
  expect(keeper.attempts).toBe(attempts);
  expect(two.tab.state.kind).toBe('conflict');
  expect(keeper.draft).toBe('of one');
});

test('the later tab may take the other’s draft, and goes on from it', async () => {
  const keeper = new SharedKeeper();
  const one = openTab(keeper);
  const two = openTab(keeper);
  await one.write('of one');
  await two.write('of two');
  expect(await two.sync.takeOther()).toBe('of one');
  await two.write('of both');
  expect(keeper.draft).toBe('of both');
});

test('the later tab may write over the other’s draft, knowingly; then the other is told', async () => {
  const keeper = new SharedKeeper();
  const one = openTab(keeper);
  const two = openTab(keeper);
  await one.write('of one');
  await two.write('of two');
  await two.sync.overwrite();
  expect(keeper.draft).toBe('of two');
  await one.write('of one, more');
  expect(one.tab.state.kind).toBe('conflict');
  expect(keeper.draft).toBe('of two');
});

test('a keeper that is gone is said, and what was not kept is kept once it is back', async () => {
  const keeper = new SharedKeeper();
  const { tab, sync, write } = openTab(keeper);
  keeper.failing = true;
  await write('a');
  expect(tab.state.kind).toBe('failed');
  keeper.failing = false;
  sync.retry();
  await vi.advanceTimersByTimeAsync(0);
  expect(keeper.draft).toBe('a');
  expect(tab.state.kind).toBe('saved');
});

test('retrying is no way round a conflict', async () => {
  const keeper = new SharedKeeper();
  const one = openTab(keeper);
  const two = openTab(keeper);
  await one.write('of one');
  await two.write('of two');
  two.sync.retry();
  await vi.advanceTimersByTimeAsync(delay);
  expect(keeper.draft).toBe('of one');
});

test('what was written in the last moment is kept when the page goes', async () => {
  const keeper = new SharedKeeper();
  const { tab, sync } = openTab(keeper);
  tab.text = 'last words';
  sync.changed();
  sync.stop();
  await vi.advanceTimersByTimeAsync(0);
  expect(keeper.draft).toBe('last words');
});
