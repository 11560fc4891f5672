import { expect, test } from 'vitest';
import { configFromEnv } from './config.ts';

test('a node keeps to this machine unless told otherwise', () => {
  const config = configFromEnv({ HOME: '/home/someone' });
  expect(config).toMatchObject({
    host: 'localhost',
    port: 4717,
    dataDir: '/home/someone/.local/share/countersign/node',
  });
});

test('COUNTERSIGN_HOME holds the node too', () => {
  expect(configFromEnv({ COUNTERSIGN_HOME: '/srv/countersign' }).dataDir).toBe('/srv/countersign/node');
});

test.each([
  { COUNTERSIGN_PORT: '65536' },
  { COUNTERSIGN_PORT: '04717' },
  { COUNTERSIGN_PORT: '4717 ' },
  { COUNTERSIGN_RATE: '0' },
  { COUNTERSIGN_LOG_LEVEL: 'loud' },
  { COUNTERSIGN_HOME: 'relative' },
])('%j is refused by name', (env) => {
  const [name] = Object.keys(env) as [string];
  expect(() => configFromEnv(env as Record<string, string>)).toThrow(name);
});
