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

test('an operator names the node, and can have it ask no registry by itself', () => {
  const config = configFromEnv({
    HOME: '/home/someone',
    COUNTERSIGN_HOSTS: 'Node.example, [fd00::1]',
    COUNTERSIGN_SCAN: 'off',
  });
  expect(config).toMatchObject({ hosts: ['node.example', '[fd00::1]'], scan: { enabled: false } });
  expect(configFromEnv({ HOME: '/home/someone' })).toMatchObject({ hosts: [], scan: { enabled: true } });
});

test.each([
  { COUNTERSIGN_PORT: '65536' },
  { COUNTERSIGN_PORT: '04717' },
  { COUNTERSIGN_PORT: '4717 ' },
  { COUNTERSIGN_RATE: '0' },
  { COUNTERSIGN_LOG_LEVEL: 'loud' },
  { COUNTERSIGN_SCAN: 'no' },
  { COUNTERSIGN_HOSTS: 'https://node.example' },
  { COUNTERSIGN_HOSTS: 'node.example:443' },
  { COUNTERSIGN_HOME: 'relative' },
])('%j is refused by name', (env) => {
  const [name] = Object.keys(env) as [string];
  expect(() => configFromEnv(env as Record<string, string>)).toThrow(name);
});
