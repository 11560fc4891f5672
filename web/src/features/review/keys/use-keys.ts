import { useEffect } from 'react';
import type { Bench } from '../bench.ts';
import { actionOf, type Action } from '../keys.ts';
import * as steps from '../steps.ts';
import { hush, say } from '../view-store.ts';
import { keyStore } from './key-settings.ts';

/** Listens for keys as long as the workbench is there; never while something is typed, or a dialog is open. */
export function useKeys(bench: Bench): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || isTyping(event.target)) return;
      const action = actionOf(keyStore.getState(), event);
      if (action === null) return;
      event.preventDefault();
      if (event.repeat && !repeatable.has(action)) return;
      hush(bench.view);
      run(bench, action);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [bench]);
}

/** A key that is held down moves on; it does not mark file after file. */
const repeatable: ReadonlySet<Action> = new Set(['next-line', 'previous-line', 'next-hunk', 'previous-hunk']);

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest('input, textarea, select, [contenteditable], [role="dialog"]') !== null;
}

function run(bench: Bench, action: Action): void {
  const { view } = bench;
  const now = view.getState();
  const doing: Readonly<Record<Action, () => void>> = {
    'next-line': () => steps.goToLine(bench, 1),
    'previous-line': () => steps.goToLine(bench, -1),
    'next-hunk': () => steps.goToHunk(bench, 1),
    'previous-hunk': () => steps.goToHunk(bench, -1),
    'next-file': () => steps.goToFile(bench, 1),
    'previous-file': () => steps.goToFile(bench, -1),
    'read-and-next': () => steps.readAndNext(bench),
    'toggle-read': () => steps.toggleRead(bench),
    undo: () => steps.undo(bench),
    comment: () => steps.commentHere(bench),
    flag: () => steps.flagHere(bench),
    'next-finding': () => steps.goToFinding(bench, 1),
    'previous-finding': () => steps.goToFinding(bench, -1),
    expand: () => steps.expand(bench, false),
    'expand-all': () => steps.expand(bench, true),
    view: () => {
      view.setState({ readable: !now.readable });
      say(
        view,
        now.readable ? 'Raw text.' : 'Readable text, where there is one. What counts is the raw text.',
      );
    },
    wrap: () => view.setState({ wrap: !now.wrap }),
    split: () => view.setState({ layout: now.layout === 'split' ? 'unified' : 'split' }),
    search: () => view.setState({ searching: true }),
    jump: () => view.setState({ overlay: 'jump' }),
    help: () => view.setState({ overlay: 'keys' }),
  };
  doing[action]();
}
