import { withCache } from '../cache/open-cache.ts';
import { syncAll } from '../cache/sync.ts';
import { loadEvidence } from '../cache/evidence.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit.ts';
import { loadProject } from '../project/project.ts';
import { ago } from '../report/ages.ts';
import { jsonText } from '../report/json-text.ts';
import { span } from '../terminal.ts';

/** `countersign sync`: fetches and checks the logs of every pinned node, and shows what is new. */
export async function sync(context: Context): Promise<number> {
  const { policy } = loadProject(context);
  const { terminal, options } = context;
  const now = Math.floor(context.now() / 1000);
  const { outcomes, views } = await withCache(context.home, async (cache) => {
    const progress = terminal.progress('syncing');
    const looks = await syncAll(cache, policy, (_node, done, of) => progress.update(done, of)).finally(() =>
      progress.end(),
    );
    return { outcomes: looks, views: (await loadEvidence(cache, policy, now, looks, [])).views };
  });
  const failed = outcomes.some(({ error }) => error !== null);
  if (options.format === 'json') {
    const shown = outcomes.map(({ error, ...outcome }) => ({
      ...outcome,
      error: error && { code: error.code, message: error.message },
    }));
    terminal.document(jsonText({ version: 1, logs: shown }));
    return failed ? exitCodes.undecidable : exitCodes.allow;
  }
  for (const { node, log, grown, size, error } of outcomes) {
    if (error)
      terminal.result([
        span('bad', 'failed'),
        `  ${node}  ${log.padEnd(7)}  ${error.message} [${error.code}]`,
      ]);
    else terminal.result(`${grown > 0 ? `+${grown}` : '+0'} entries  ${node}  ${log.padEnd(7)}  now ${size}`);
  }
  for (const { node, seenAt } of views) terminal.hint(`${node}: last cosigned ${ago(seenAt, now)}`);
  return failed ? exitCodes.undecidable : exitCodes.allow;
}
