#!/usr/bin/env node
// Checks the Node version before anything else is imported: better-sqlite3 crashes older ones instead of refusing.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import process from 'node:process';

// Whatever happens before the last verdict is written, it is no allow.
process.exitCode = 70;

const [major, minor, patch] = process.versions.node.split('.').map(Number);
const supported =
  major >= 26 ||
  (major === 24 && minor >= 15) ||
  (major === 22 && (minor > 22 || (minor === 22 && patch >= 2)));

if (supported) {
  const { run } = existsSync(new URL('../dist/main.js', import.meta.url))
    ? await import('../dist/main.js')
    : await import('../src/main.ts');
  await run(process.argv.slice(2));
} else {
  runOnPinnedNode();
}

function runOnPinnedNode() {
  const require = createRequire(import.meta.url);
  let node;
  try {
    node = require.resolve(`node-${process.platform}-${process.arch}/bin/node`);
  } catch {
    process.stderr.write(
      `countersign needs Node 22.22.2, 24.15 or 26, and this is ${process.versions.node}: update Node\n`,
    );
    process.exitCode = 2;
    return;
  }
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' });
  // Whoever stops this process means the one that does the work.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', () => process.stderr.write(`countersign: ${node} cannot be run\n`));
  child.on('exit', (status, signal) => {
    if (signal === null) {
      process.exitCode = status ?? 70;
      return;
    }
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}
