import type { GreenRun } from '../project/last-green.ts';
import { span, type Terminal } from '../terminal.ts';
import { headline } from './headline.ts';

/** What printGateText says of a run in which everything passed. `now` in seconds. */
export function printGreen(terminal: Terminal, { lockfiles, views }: GreenRun, now: number): void {
  const releases = lockfiles.reduce((sum, lockfile) => sum + lockfile.releases, 0);
  terminal.result(headline({ lockfiles, releases, views, base: null, now }));
  terminal.result();
  terminal.result(span('strong', `${releases} allowed`));
}
