import { CodedError } from '@countersign/shared/errors.ts';
import type { Vkey } from '@countersign/shared/log/vkey.ts';
import type { LogName } from '@countersign/shared/log/log-name.ts';
import type { Context } from '../context.ts';
import { projectIfAny, type Project } from '../project/project.ts';
import { nodeUrl } from './node-url.ts';

/** A node that a statement goes to. */
export interface Recipient {
  readonly name: string;
  /** Without a slash at its end. */
  readonly url: string;
  /** The keys that the policy pins for it; null for a node that it does not know. */
  readonly keys: Readonly<Record<LogName, Vkey>> | null;
}

export interface Recipients {
  readonly nodes: readonly Recipient[];
  /** How many of them must hold what a gate may not miss: a flag, a retraction. */
  readonly mustHold: number;
}

/**
 * Where a statement goes: every `--node`, else every node that the policy pins. Of n pinned nodes a gate asks `quorum`, so
 * it sees what n − quorum + 1 of them hold. Throws `nodes-not-named` when there is neither, `arguments-invalid`.
 */
export function recipientsOf(context: Context, project: Project | null = projectIfAny(context)): Recipients {
  const pinned = (project?.policy.logs.nodes ?? []).map(({ name, url, reviews, trust }): Recipient => ({
    name,
    url,
    keys: { reviews, trust },
  }));
  const named = [...new Set(context.options.node.map(nodeUrl))];
  if (named.length > 0) {
    const nodes = named.map(
      (url) => pinned.find((node) => node.url === url) ?? { name: new URL(url).host, url, keys: null },
    );
    return { nodes, mustHold: nodes.length };
  }
  if (!project) {
    throw new CodedError(
      'nodes-not-named',
      'no node to send this to: name one with --node http://localhost:4717, or work where a policy pins some ' +
        '(countersign init --node URL writes one)',
    );
  }
  return { nodes: pinned, mustHold: pinned.length - project.policy.logs.quorum + 1 };
}
