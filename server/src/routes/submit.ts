import { pipeline } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import * as Type from 'typebox';
import { type BatchLine, ErrorBody, maxBatchLines, Receipt } from '@countersign/shared/api.ts';
import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import { maxEntryLength } from '@countersign/shared/statement/envelope.ts';
import type { App } from '../app-type.ts';
import { httpAnswer } from '../http-errors.ts';
import { admit } from '../log/admission.ts';
import type { Submitted } from '../log/sequencer.ts';
import type { Metrics } from '../metrics.ts';
import type { Node } from '../node.ts';
import { ReceivedBytes } from './received-bytes.ts';

const ndjson = 'application/x-ndjson';
/** A line is an entry and its line feed. */
const maxBatchLength = maxBatchLines * (maxEntryLength + 1);
/** So many full batches at once are held in memory. */
const maxBatches = 6;
/** Verifying a signature takes a third of a millisecond: others get a turn after so many. */
const linesPerTurn = 16;

/** `POST /api/statements`: one entry, or up to 1,000 as NDJSON, each answered for itself. */
export function submitRoutes(app: App, node: Node, metrics: Metrics): void {
  // In a scope of its own: nowhere else is JSON left unparsed.
  void app.register(async (scope: App) => {
    scope.removeAllContentTypeParsers();
    const raw = { parseAs: 'buffer', bodyLimit: maxEntryLength } as const;
    scope.addContentTypeParser('application/json', raw, (_request, body, done) => done(null, body));
    const lines = { parseAs: 'buffer', bodyLimit: maxBatchLength } as const;
    scope.addContentTypeParser(ndjson, lines, (_request, body, done) => done(null, body));
    const received = new ReceivedBytes(maxBatches * maxBatchLength);
    scope.addHook('preParsing', async (request, reply, payload) => {
      if (!isBatch(request)) return payload;
      const { counter, release } = received.count();
      reply.raw.once('close', release);
      pipeline(payload, counter, () => undefined);
      return counter;
    });
    scope.post(
      '/api/statements',
      {
        config: { rateLimit: { max: node.config.rate.writesPerMinute, timeWindow: 60_000 } },
        schema: {
          consumes: ['application/json', ndjson],
          response: {
            200: Receipt,
            201: Receipt,
            207: Type.String(),
            '4xx': ErrorBody,
            '5xx': ErrorBody,
          },
        },
      },
      async (request, reply) => {
        const { buffer, byteOffset, byteLength } =
          request.body instanceof Uint8Array ? request.body : new Uint8Array(0);
        const body = new Uint8Array(buffer, byteOffset, byteLength);
        if (isBatch(request)) {
          const answers = await submitBatch(splitLines(body), node, metrics);
          return reply.code(207).type(ndjson).serializer(String).send(toLines(answers));
        }
        const { receipt, fresh } = await submit(body, node, metrics);
        return reply.code(fresh ? 201 : 200).send(receipt);
      },
    );
  });
}

/** As Fastify reads a media type: in any case, with or without parameters. */
function isBatch({ headers }: FastifyRequest): boolean {
  return headers['content-type']?.toLowerCase().startsWith(ndjson) ?? false;
}

type Admitted = ReturnType<typeof admit>;

async function submit(bytes: Uint8Array, node: Node, metrics: Metrics): Promise<Submitted> {
  return counted(metrics, async () => append(admit(bytes, node.clock()), node));
}

async function append({ log, entry }: Admitted, node: Node): Promise<Submitted> {
  return node.logs[log].submit(entry);
}

async function counted(metrics: Metrics, work: () => Promise<Submitted>): Promise<Submitted> {
  try {
    const submitted = await work();
    metrics.submitted(submitted.fresh ? 'new' : 'known');
    return submitted;
  } catch (error) {
    metrics.submitted(isCoded(error) ? error.code : 'internal');
    throw error;
  }
}

/** All lines are read before the first is handed on, so that they share as few checkpoints as can be. */
async function submitBatch(lines: readonly Uint8Array[], node: Node, metrics: Metrics): Promise<BatchLine[]> {
  const read: (() => Admitted)[] = [];
  for (const [index, line] of lines.entries()) {
    if (index % linesPerTurn === linesPerTurn - 1) await nextTurn();
    read.push(attempt(() => admit(line, node.clock())));
  }
  return Promise.all(
    read.map((admitted) => answerLine(counted(metrics, async () => append(admitted(), node)))),
  );
}

/** What `work` gives or throws, kept for later. */
function attempt<Result>(work: () => Result): () => Result {
  try {
    const result = work();
    return () => result;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

async function answerLine(submitted: Promise<Submitted>): Promise<BatchLine> {
  try {
    const { receipt, fresh } = await submitted;
    return { status: fresh ? 201 : 200, receipt };
  } catch (error) {
    if (!isCoded(error)) throw error;
    const { status, body } = httpAnswer(error);
    return { status, error: body };
  }
}

/** LF-terminated lines; the last may do without. Throws `batch-too-large`. */
function splitLines(body: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < body.length;) {
    const feed = body.indexOf(0x0a, start);
    const end = feed === -1 ? body.length : feed;
    if (lines.length === maxBatchLines) {
      throw new CodedError('batch-too-large', `at most ${maxBatchLines} statements at once`);
    }
    lines.push(body.subarray(start, end));
    start = end + 1;
  }
  return lines;
}

function toLines(answers: readonly BatchLine[]): string {
  return answers.map((answer) => `${JSON.stringify(answer)}\n`).join('');
}
