import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';

type Env = Readonly<Record<string, string | undefined>>;

/** What shows long results: `PAGER` as a shell command, else less; null where the user wants none. */
export function pagerCommand(env: Env): string | null {
  const own = env['PAGER'];
  if (own === undefined) return 'less';
  return own.trim() === '' || own.trim() === 'cat' ? null : own;
}

/** The shell's words for "no such command" and "cannot be run". */
const notStarted = new Set([126, 127]);

/**
 * Shows text that is escaped already, until the reader is done with it; who leaves early does no harm. False when there
 * is no such pager. less gets `FR` unless the user's `LESS` says else: quit on one screen, keep colours.
 */
export async function runPager(command: string, chunks: Iterable<string>, env: Env): Promise<boolean> {
  const pager = spawn(command, {
    shell: true,
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { LESS: 'FR', LV: '-c', ...env },
  });
  let open = true;
  const gone = once(pager, 'close').finally(() => {
    open = false;
  });
  pager.stdin.on('error', () => {
    open = false;
  });
  // Ctrl-C is for the pager, which stops its search and lives on.
  const ignore = (): void => {};
  process.on('SIGINT', ignore);
  try {
    for (const chunk of chunks) {
      if (!open) break;
      if (!pager.stdin.write(chunk)) await Promise.race([once(pager.stdin, 'drain').catch(ignore), gone]);
    }
    pager.stdin.end();
    const [code] = (await gone) as [number | null];
    return code === null || !notStarted.has(code);
  } catch {
    return false;
  } finally {
    process.off('SIGINT', ignore);
  }
}
