import { checkerOf } from '@countersign/shared/platform/browser-schema.ts';
import {
  DraftAnswer,
  DraftKept,
  OpenAnswer,
  Outcome,
  sessionHeader,
  WorkbenchInfo,
} from '@countersign/shared/workbench-api.ts';
import { ApiError } from '../../../app/api.ts';
import type { DraftKeeper } from '../draft-sync.ts';

/** What each answer is held against. */
const checkers = {
  draft: checkerOf(DraftAnswer),
  kept: checkerOf(DraftKept),
  open: checkerOf(OpenAnswer),
  outcome: checkerOf(Outcome),
  info: checkerOf(WorkbenchInfo),
};

interface Answers {
  draft: DraftAnswer;
  kept: DraftKept;
  open: OpenAnswer;
  outcome: Outcome;
  info: WorkbenchInfo;
}

interface Question {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly session: string | null;
  readonly body?: string;
  /** Milliseconds; none for what waits for a person. */
  readonly patience?: number;
  readonly signal?: AbortSignal;
}

const patience = 10_000;

/** UTF-16 units of a draft that is written even though its page goes: browsers allow 64 KiB of such bodies. */
const outlives = 20_000;

export async function openSession(token: string): Promise<OpenAnswer> {
  const body = JSON.stringify({ token });
  return checked('open', await ask('/workbench/open', { method: 'POST', session: null, body, patience }));
}

export async function readInfo(session: string): Promise<WorkbenchInfo> {
  return checked('info', await ask('/workbench/info', { method: 'GET', session, patience }));
}

/** The draft in the command line's state folder. */
export function terminalKeeper(session: string): DraftKeeper {
  return {
    async load() {
      return checked('draft', await ask('/workbench/draft', { method: 'GET', session, patience }));
    },
    async save(revision, draft) {
      const body = JSON.stringify({ revision, draft });
      try {
        const answer = await ask('/workbench/draft', { method: 'PUT', session, body, patience });
        return checked('kept', answer).revision;
      } catch (error) {
        if (error instanceof ApiError && error.code === 'draft-conflict') return 'conflict';
        throw error;
      }
    },
  };
}

export async function sendStatement(
  session: string,
  unsigned: string,
  signal: AbortSignal,
): Promise<Outcome> {
  const question = { method: 'POST', session, body: unsigned, signal } as const;
  return checked('outcome', await ask('/workbench/statements', question));
}

/** What `countersign review` answers as JSON. Throws ApiError; `offline` when it is no longer there. */
async function ask(path: string, { method, session, body, patience, signal }: Question): Promise<unknown> {
  const signals = [signal, patience === undefined ? undefined : AbortSignal.timeout(patience)];
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, {
      method,
      headers: {
        accept: 'application/json',
        ...(session === null ? {} : { [sessionHeader]: session }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body, keepalive: method === 'PUT' && body.length <= outlives }),
      redirect: 'error',
      credentials: 'omit',
      signal: AbortSignal.any(signals.filter((one) => one !== undefined)),
    });
    text = await response.text();
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError('offline', 'countersign review does not answer', 0, { cause });
  }
  const answer = parse(text, response.status);
  if (!response.ok) throw refusalOf(answer, response.status);
  return answer;
}

function parse(text: string, status: number): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new ApiError('answer-malformed', 'the answer is no JSON', status, { cause });
  }
}

function refusalOf(answer: unknown, status: number): ApiError {
  const { code, message } = (answer ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && typeof message === 'string') return new ApiError(code, message, status);
  return new ApiError('answer-malformed', `countersign review answered ${status} without saying why`, status);
}

function checked<Name extends keyof Answers>(name: Name, answer: unknown): Answers[Name] {
  if (checkers[name].holds(answer)) return answer as Answers[Name];
  throw new ApiError('answer-malformed', 'countersign review answered what this page does not know', 200);
}
