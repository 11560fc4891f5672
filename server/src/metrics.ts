import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { logNames } from '@countersign/shared/log/log-name.ts';
import { seconds } from './clock.ts';
import type { Node } from './node.ts';

export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  /** `result` is new, known, or the code that refused it. */
  submitted(result: string): void;
  answered(route: string, method: string, status: number, tookSeconds: number): void;
}

/** Prometheus metrics; no label ever holds anything that a client chose. */
export function createMetrics({ logs, clock }: Node): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const submissions = new Counter({
    name: 'countersign_submissions_total',
    help: 'Statements submitted, by what became of them',
    labelNames: ['result'],
    registers,
  });
  const requests = new Histogram({
    name: 'countersign_http_request_duration_seconds',
    help: 'Time to answer, by route',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
    registers,
  });
  const size = new Gauge({
    name: 'countersign_log_size',
    help: 'Entries in the published checkpoint',
    labelNames: ['log'],
    registers,
  });
  const age = new Gauge({
    name: 'countersign_checkpoint_age_seconds',
    help: 'Time since the published checkpoint was cosigned',
    labelNames: ['log'],
    registers,
  });
  return {
    contentType: registry.contentType,
    async text() {
      for (const log of logNames) {
        const head = logs[log].head();
        size.set({ log }, head.size);
        age.set({ log }, seconds(clock) - head.time);
      }
      return registry.metrics();
    },
    submitted: (result) => submissions.inc({ result }),
    answered: (route, method, status, took) => requests.observe({ route, method, status }, took),
  };
}
