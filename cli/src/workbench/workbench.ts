import process from 'node:process';
import { nodeConfig } from '@countersign/server/config.ts';
import { readPages } from '@countersign/server/pages/built-pages.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import { fingerprint } from '@countersign/shared/signer/signer.ts';
import type { Outcome, WorkbenchInfo } from '@countersign/shared/workbench-api.ts';
import type { Criterion } from '../arguments/choices.ts';
import type { Context } from '../context.ts';
import type { Signing } from '../drafted/sign-drafted.ts';
import type { FetchedRelease } from '../reading/open-release.ts';
import type { Reading } from '../review/reading.ts';
import { span } from '../terminal.ts';
import { questionOf } from './decide.ts';
import { draftStore } from './drafts.ts';
import { openBrowser } from './open-browser.ts';
import { startWorkbench } from './server.ts';

/** What a workbench is opened on. */
export interface OpenedReading {
  readonly reading: Reading;
  readonly target: FetchedRelease;
  readonly base: FetchedRelease | null;
}

export interface WorkbenchWish {
  /** False only prints the address. */
  readonly open: boolean;
  /** The folder of the built pages; the program's own unless a test brings another. */
  readonly webDir?: string;
}

/**
 * Serves the pages for one reading until a statement was signed; gives the exit code of its submission. Throws
 * `workbench-left` when the user stops it before, `pages-not-built`.
 */
export async function reviewInWorkbench(
  given: Context,
  opened: OpenedReading,
  known: readonly Criterion[],
  signing: Signing,
  wish: WorkbenchWish,
): Promise<number> {
  const leaving = new AbortController();
  const context = { ...given, terminal: given.terminal.until(leaving.signal) };
  const { terminal } = context;
  const { reading, target, base } = opened;
  const drafts = draftStore(context.home, base?.digest.sha256 ?? null, target.digest.sha256);
  // A draft that cannot be read is told now, not in the middle of the reading.
  drafts.read();
  const stopped = Promise.withResolvers<never>();
  let onItsWay = false;
  const workbench = await startWorkbench({
    pages: readPages(wish.webDir ?? nodeConfig({ dataDir: '' }).webDir),
    info: infoOf(opened, known, signing),
    artifacts: new Map([target, ...(base ? [base] : [])].map(({ digest, bytes }) => [digest.sha256, bytes])),
    drafts,
    question: (text) => questionOf(context, text, reading, known, signing, () => (onItsWay = true)),
    onSecondUse: () => terminal.warn(secondUse),
    onBug: stopped.reject,
  });
  let told = false;
  const leave = (): void => {
    // What is signed may be in a log by now: nobody should be told that it is not, or not hear whether it is.
    if (onItsWay && !told) {
      told = true;
      terminal.warn('a statement is signed and on its way: wait what comes of it, or press Ctrl-C once more');
      return;
    }
    stopped.reject(new CodedError('workbench-left', onItsWay ? leftOnItsWay : leftBefore));
  };
  for (const signal of signals) process.on(signal, leave);
  try {
    announce(context, workbench.url, wish);
    const outcome = await Promise.race([workbench.signed, stopped.promise]);
    const code = codeOf(outcome);
    // What no node took is to be signed again, from the same draft.
    if (code === 0) drafts.remove();
    return code;
  } finally {
    for (const signal of signals) process.off(signal, leave);
    leaving.abort();
    await workbench.close();
  }
}

const leftBefore = 'nothing was signed; what was noted is kept for the next time';
const leftOnItsWay =
  'a statement was signed and sent; whether any node took it is not known here; what was noted is kept';
const secondUse =
  'the address was opened a second time, and refused; if you opened it once, somebody was first: press Ctrl-C';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function infoOf(
  { target, base }: OpenedReading,
  known: readonly Criterion[],
  { key, recipients }: Signing,
): WorkbenchInfo {
  const named = ({ purl, digest: { sha256, sha512 } }: FetchedRelease) => ({
    purl,
    digest: { sha256, sha512 },
  });
  return {
    release: target.purl,
    target: named(target),
    base: base && named(base),
    signer: { id: key.signer, name: key.name, fingerprint: fingerprint(key.signer) },
    criteria: known.map(({ name, text }) => ({ name, text })),
    nodes: recipients.nodes.map(({ name }) => name),
  };
}

function announce({ terminal, env }: Context, url: string, { open }: WorkbenchWish): void {
  const where = open ? 'The workbench opens in your browser' : 'Open the workbench in your browser';
  terminal.notice([span('strong', where), ', for you alone. Its address works once:']);
  terminal.notice();
  terminal.notice(`  ${url}`);
  terminal.notice();
  terminal.notice(
    'What you sign there is shown here, and asked about here. Ctrl-C leaves; your notes are kept.',
  );
  if (open)
    openBrowser(url, env, () => terminal.hint('no browser could be opened: open the address yourself'));
}

function codeOf(outcome: Outcome): number {
  if (outcome.outcome !== 'signed') throw new TypeError('a workbench ends with a signature');
  return outcome.code;
}
