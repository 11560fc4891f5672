import type { ArtifactDigest } from '@countersign/shared/digest.ts';
import type { WorkbenchInfo } from '@countersign/shared/workbench-api.ts';
import { sessionHeader } from '@countersign/shared/workbench-api.ts';
import { ApiError } from '../../../app/api.ts';
import type { ArtifactName } from '../../../worker/reading.ts';
import type { Occasion } from './occasion.ts';
import { forgetToken, takeToken } from './token.ts';
import { openSession, readInfo, sendStatement, terminalKeeper } from './workbench-api.ts';

/** The codes by which `countersign review` says that this page is not its page. */
const over = new Set(['workbench-token-used', 'workbench-session-unknown']);

const sessionKey = 'countersign.session';

/** Why there is no session: what the page then says. */
export class NoSession extends Error {
  /** `missing`: opened without a token; `used`: by one that was used, or is of an earlier run. */
  readonly reason: 'missing' | 'used';

  constructor(reason: 'missing' | 'used', options?: ErrorOptions) {
    super(`no session: ${reason}`, options);
    this.name = 'NoSession';
    this.reason = reason;
  }
}

/** Opens what `countersign review` is about: by the token of the address, or, after a reload, by the tab's session. */
export async function openWorkbench(): Promise<Occasion> {
  const token = takeToken();
  const kept = sessionStorage.getItem(sessionKey);
  try {
    if (token !== null) {
      const { session, info } = await openSession(token);
      forgetToken();
      sessionStorage.setItem(sessionKey, session);
      return occasionOf(session, info);
    }
    if (kept !== null) return occasionOf(kept, await readInfo(kept));
  } catch (cause) {
    if (!(cause instanceof ApiError) || !over.has(cause.code)) throw cause;
    forgetToken();
    // A link that was used before may have been used by this very tab.
    if (token !== null && kept !== null) return occasionOf(kept, await infoOr(kept, cause));
    sessionStorage.removeItem(sessionKey);
    throw new NoSession('used', { cause });
  }
  throw new NoSession('missing');
}

async function infoOr(session: string, cause: ApiError): Promise<WorkbenchInfo> {
  try {
    return await readInfo(session);
  } catch {
    throw new NoSession('used', { cause });
  }
}

function occasionOf(session: string, info: WorkbenchInfo): Occasion {
  return {
    target: named(info.target),
    base: info.base === null ? null : named(info.base),
    criteria: info.criteria,
    headers: { [sessionHeader]: session },
    keeper: terminalKeeper(session),
    terminal: {
      signer: info.signer,
      nodes: info.nodes,
      send: async (unsigned, signal) => sendStatement(session, unsigned, signal),
    },
  };
}

function named({ purl, digest }: WorkbenchInfo['target']): ArtifactName {
  return { purl, digest: digest as ArtifactDigest };
}
