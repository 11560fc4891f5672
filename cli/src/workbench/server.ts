import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { refuseConnection } from '@countersign/server/http-errors.ts';
import type { BuiltPages } from '@countersign/server/pages/built-pages.ts';
import type { Sha256 } from '@countersign/shared/digest.ts';
import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import { maxUnsignedLength } from '@countersign/shared/statement/unsigned.ts';
import {
  DraftBody,
  maxDraftLength,
  OpenBody,
  sessionHeader,
  type Outcome,
  type WorkbenchInfo,
} from '@countersign/shared/workbench-api.ts';
import { errorAnswer, json, send, sendLate, type Answer } from './answers.ts';
import { jsonReader, readText } from './bodies.ts';
import type { Question } from './decide.ts';
import type { DraftStore } from './drafts.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { demandOwnPage } from './own-page.ts';
import { newSession, type Session } from './session.ts';

export interface Served {
  readonly pages: BuiltPages;
  readonly info: WorkbenchInfo;
  /** The bytes of target and base; no others are served. */
  readonly artifacts: ReadonlyMap<Sha256, Uint8Array>;
  readonly drafts: DraftStore;
  /** What a document from the page comes to; one is asked at a time. A coded error that it throws is the answer. */
  question(text: string): Question;
  /** The right token came a second time. */
  onSecondUse(): void;
  /** Something is wrong that has no code: a bug. */
  onBug(error: unknown): void;
}

export interface RunningWorkbench {
  /** With the token in its fragment, which no browser sends anywhere. */
  readonly url: string;
  /** Resolves with the outcome; the page may not have it yet. */
  readonly signed: Promise<Outcome>;
  /** Lets the page have the outcome, if it takes it soon. */
  close(): Promise<void>;
}

/** A browser opens six. Others on this machine must not take up all file handles that this process may have. */
const mostConnections = 64;
/** Milliseconds. */
const limits = { headersTimeout: 10_000, requestTimeout: 60_000, connectionsCheckingInterval: 5_000 };
/** How long the page may take to hear what was signed, in milliseconds. */
const lastWord = 3_000;

/** Serves one reading on a free port of 127.0.0.1 (workbench-api.ts). */
export async function startWorkbench(served: Served): Promise<RunningWorkbench> {
  const session = newSession(() => served.onSecondUse());
  const signed = Promise.withResolvers<Outcome>();
  const routes = routesOf(served, session);
  let authority = '';
  /** The latest question, until the page has its answer. */
  let told: Promise<unknown> = Promise.resolve();
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const routed = await answerTo(request, routes, authority).catch((error: unknown) =>
      refusal(error, served),
    );
    // What was not read of a refused body must not be taken for the next request.
    if (!request.complete) response.setHeader('connection', 'close');
    if ('status' in routed) return send(response, routed);
    told = sendLate(response, async (gone) => {
      try {
        const outcome = await routed.ask(gone);
        if (outcome.outcome === 'signed') signed.resolve(outcome);
        return outcome;
      } catch (error) {
        served.onBug(error);
        return null;
      }
    });
    await told;
  };
  const server = createServer(limits, (request, response) => void handle(request, response));
  server.maxConnections = mostConnections;
  server.on('clientError', refuseConnection);
  await listen(server);
  // A connection that cannot be taken, for want of file handles, is refused; those that are there go on.
  server.on('error', () => {});
  authority = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${authority}/review#token=${session.token}`,
    signed: signed.promise,
    async close() {
      await Promise.race([told, setTimeout(lastWord, undefined, { ref: false })]);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** An answer, or what a person has to be asked for one. */
type Routed = Answer | { readonly ask: Question };
type Route = (request: IncomingMessage) => Promise<Routed>;

function routesOf(served: Served, session: Session): ReadonlyMap<string, Route> {
  const { info, drafts } = served;
  const readOpen = jsonReader<OpenBody>(OpenBody, 1024);
  const readDraft = jsonReader<DraftBody>(DraftBody, maxDraftLength * 6 + 1024);
  const takeTurn = oneAtATime();
  const within =
    (route: Route): Route =>
    async (request) => {
      session.demand(request.headersDistinct[sessionHeader]?.[0]);
      return route(request);
    };
  const routes = new Map<string, Route>([
    [
      'POST /workbench/open',
      async (request) => json({ session: session.open((await readOpen(request)).token), info }),
    ],
    ['GET /workbench/info', within(async () => json(info))],
    ['GET /workbench/draft', within(async () => json(drafts.read()))],
    [
      'PUT /workbench/draft',
      within(async (request) => {
        const { revision, draft } = await readDraft(request);
        return json({ revision: drafts.keep(revision, draft) });
      }),
    ],
    [
      'POST /workbench/statements',
      within(async (request) => {
        const free = takeTurn();
        try {
          return { ask: free.after(served.question(await readText(request, maxUnsignedLength))) };
        } catch (error) {
          free.now();
          throw error;
        }
      }),
    ],
  ]);
  for (const [sha256, body] of served.artifacts) {
    const answer = { status: 200, type: 'application/octet-stream', body };
    routes.set(
      `GET /artifacts/sha256/${sha256}`,
      within(async () => answer),
    );
  }
  for (const [path, { bytes, type }] of served.pages.files) {
    const answer = { status: 200, type, body: bytes };
    if (path !== 'index.html') routes.set(`GET /${path}`, async () => answer);
    // The two pages that a workbench has data for.
    else for (const page of ['review', 'help']) routes.set(`GET /${page}`, async () => answer);
  }
  return routes;
}

async function answerTo(
  request: IncomingMessage,
  routes: ReadonlyMap<string, Route>,
  authority: string,
): Promise<Routed> {
  demandOwnPage(request, authority);
  const [path = ''] = (request.url ?? '').split('?');
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const route = routes.get(`${method} ${path}`);
  if (!route) throw new CodedError('route-unknown', 'there is nothing at this address of the workbench');
  return route(request);
}

function refusal(error: unknown, served: Served): Answer {
  if (isCoded(error)) return errorAnswer(error);
  served.onBug(error);
  return json({ code: 'internal', message: 'a bug in countersign: see the terminal' }, 500);
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0 }, resolve);
  });
}
