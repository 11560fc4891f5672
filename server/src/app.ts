import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import underPressure from '@fastify/under-pressure';
import Fastify, { LogController } from 'fastify';
import { CodedError } from '@countersign/shared/errors.ts';
import type { App } from './app-type.ts';
import { refuseConnection, sendError } from './http-errors.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { demandKnownHost } from './known-host.ts';
import type { Node } from './node.ts';
import type { BuildDigest } from './pages/build-digest.ts';
import { isVisit, registerPages, sendNoSuchPage } from './pages/pages.ts';
import { artifactRoutes } from './routes/artifacts.ts';
import { badgeRoute } from './routes/badge.ts';
import { blobRoutes } from './routes/blobs.ts';
import { feedRoutes } from './routes/feeds.ts';
import { logRoutes } from './routes/logs.ts';
import { operationRoutes } from './routes/operations.ts';
import { packageRoutes } from './routes/packages.ts';
import { queueRoute } from './routes/queue.ts';
import { statementRoutes } from './routes/statements.ts';
import { submitRoutes } from './routes/submit.ts';

export interface NodeApp {
  readonly app: App;
  /** The pages that it serves (pages/build-digest.ts). */
  readonly pages: BuildDigest;
}

/** The HTTP side of a node. It does not listen: start.ts does, and tests inject. Throws `pages-not-built`. */
export async function buildApp(node: Node): Promise<NodeApp> {
  const { config } = node;
  const app: App = Fastify({
    // Request lines hold addresses of people who may depend on not being known: they are not logged.
    logger: { level: config.logLevel, stream: process.stderr },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 64 * 1024,
    requestTimeout: 60_000,
    keepAliveTimeout: 10_000,
    http: { headersTimeout: 15_000, maxHeaderSize: 16 * 1024 },
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 320 },
    frameworkErrors: (error, request, reply) => void sendError(error, request, reply),
    clientErrorHandler: refuseConnection,
    ajv: {
      customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false, allErrors: false },
    },
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setErrorHandler(sendError);
  const metrics = createMetrics(node);
  await addGuards(app, node, metrics);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Countersign node',
        version: '1',
        description: 'Statements about releases, and the logs they are in.',
      },
    },
  });
  submitRoutes(app, node, metrics);
  statementRoutes(app, node);
  packageRoutes(app, node);
  queueRoute(app, node);
  feedRoutes(app, node);
  badgeRoute(app, node);
  blobRoutes(app, node);
  artifactRoutes(app, node);
  logRoutes(app, node);
  operationRoutes(app, node, metrics);
  const pages = registerPages(app, config);
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) => {
    if (isVisit(request)) return sendNoSuchPage(reply, pages);
    return sendError(
      new CodedError('route-unknown', 'there is nothing at this address; see /openapi.json'),
      request,
      reply,
    );
  });
  return { app, pages };
}

async function addGuards(app: App, { config }: Node, metrics: Metrics): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    // Whoever puts TLS in front of a node sets this there; on http://localhost it means nothing.
    strictTransportSecurity: false,
  });
  app.addHook('onRequest', async (request) => {
    // Whoever is gone has no address any more, by which the rate limit would know them.
    if (request.socket.remoteAddress === undefined && request.socket.destroyed) {
      throw new CodedError('request-malformed', 'the connection is gone');
    }
    const { origin, host } = request.headers;
    demandKnownHost(host, config);
    // A page somewhere else must not make a visitor's browser write to the node on their own machine.
    if (
      request.method !== 'GET' &&
      request.method !== 'HEAD' &&
      origin !== undefined &&
      URL.parse(origin)?.host !== host
    ) {
      throw new CodedError('request-foreign-origin', 'only pages of this node may write to it');
    }
  });
  await app.register(rateLimit, {
    max: config.rate.perMinute,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, { after }) =>
      new CodedError('rate-limited', `too many requests from this address: try again in ${after}`),
  });
  await app.register(underPressure, {
    maxEventLoopDelay: config.maxEventLoopDelayMs,
    pressureHandler: () => {
      throw new CodedError('node-overloaded', 'this node has too much to do: try again in a moment');
    },
  });
  // Whoever was being answered when the node began to close must not keep it waiting afterwards.
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onSend', async (_request, reply) => {
    if (closing) void reply.header('connection', 'close');
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    metrics.answered(route, request.method, reply.statusCode, reply.elapsedTime / 1000);
  });
}
