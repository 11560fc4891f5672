import { isCoded } from '@countersign/shared/errors.ts';
import { configFromEnv } from './config.ts';
import { startNode } from './start.ts';

/** A node from its environment alone (config.ts), for service managers; `countersign serve` is the same with options. */
async function main(): Promise<void> {
  const node = await startNode(configFromEnv(process.env));
  process.stderr.write(`countersign node on ${node.url}\n`);
  const stop = () => {
    process.exitCode = 0;
    node.close().catch(fail);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function fail(error: unknown): void {
  process.exitCode = isCoded(error) ? 2 : 70;
  process.stderr.write(`countersign: ${isCoded(error) ? error.message : String(error)}\n`);
}

main().catch(fail);
