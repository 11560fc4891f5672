import { HealthAnswer, KeysAnswer } from '@countersign/shared/api.ts';
import type { App } from '../app-type.ts';
import { seconds } from '../clock.ts';
import type { LogName } from '@countersign/shared/log/log-name.ts';
import type { Metrics } from '../metrics.ts';
import type { Node } from '../node.ts';

/** What a client pins, and what an operator watches. */
export function operationRoutes(app: App, node: Node, metrics: Metrics): void {
  app.get('/keys', { schema: { response: { 200: KeysAnswer } } }, async () => node.keys);

  app.get(
    '/healthz',
    { schema: { response: { 200: HealthAnswer, 503: HealthAnswer } } },
    async (_request, reply) => {
      const health = healthOf(node);
      return reply
        .code(health.ok ? 200 : 503)
        .header('cache-control', 'no-store')
        .send(health);
    },
  );

  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()));

  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}

function healthOf({ logs, clock, config }: Node): HealthAnswer {
  const now = seconds(clock);
  const logHealth = (log: LogName) => {
    const { size, time } = logs[log].head();
    return { size, age: Math.max(0, now - time) };
  };
  const [reviews, trust] = [logHealth('reviews'), logHealth('trust')];
  // Two rounds missed: the hourly cosigning does not work.
  const limit = (2 * config.recosignEveryMs) / 1000;
  return { ok: reviews.age <= limit && trust.age <= limit, reviews, trust };
}
