import { formatVkey } from '@countersign/shared/log/vkey.ts';
import type { Logs } from '@countersign/shared/policy/policy.ts';
import type { PinnedNode } from '@countersign/shared/policy/pins.ts';
import type { LogName } from '@countersign/shared/log/log-name.ts';
import type { CheckedLog } from './replay.ts';

/** The two logs of a pinned node, with all that is pinned about them. */
export function pinnedLog(node: PinnedNode, log: LogName, logs: Logs): CheckedLog {
  const vkey = node[log];
  const witnesses = logs.witnesses.map((witness) => witness.vkey);
  const pins = [formatVkey(vkey), ...witnesses.map(formatVkey).sort()].join('\n');
  return { node: node.name, log, origin: vkey.name, pins, vkey, witnesses };
}
