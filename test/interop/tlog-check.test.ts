import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { encodeBundle } from '@countersign/shared/log/bundle.ts';
import { logKey, signCheckpoint } from '@countersign/shared/log/checkpoint.ts';
import { cosign, witnessKey } from '@countersign/shared/log/cosignature.ts';
import { Frontier } from '@countersign/shared/log/frontier.ts';
import { consistencyProof, inclusionProof, leafHash, type Hash } from '@countersign/shared/log/merkle.ts';
import { pathOf, tileReader, tilesForSize } from '@countersign/shared/log/tile.ts';
import { formatVkey } from '@countersign/shared/log/vkey.ts';
import { afterAll, expect, test } from 'vitest';
import { skipReason } from '../skips.ts';

// A log that we wrote is checked by Go's own client code (golang.org/x/mod/sumdb), which shares nothing with ours.

const program = path.join(import.meta.dirname, 'tlog-check');
// Never another Go than the one that is installed.
const env = { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '', GOWORK: 'off' };

/** True, with the reason said, when there is no Go, or no copy of the module and no way to one. */
function goIsMissing(): boolean {
  const { error, status, stderr } = spawnSync('go', ['mod', 'download'], {
    cwd: program,
    env,
    encoding: 'utf8',
  });
  if (error) return skipReason('go is not installed: no outside check of our logs');
  return status !== 0 && skipReason(`golang.org/x/mod cannot be had: ${stderr.trim()}`);
}

const missing = goIsMissing();
const folder = mkdtempSync(path.join(tmpdir(), 'tlog-check-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const log = logKey('reviews', new Uint8Array(32).fill(1));
const witness = witnessKey(new Uint8Array(32).fill(2));

function put(file: string, content: Uint8Array | string): void {
  const whole = path.join(folder, file);
  mkdirSync(path.dirname(whole), { recursive: true });
  writeFileSync(whole, content);
}

/** Writes a log that was published at each of the sizes, the last of which its checkpoint states. */
function writeLog(sizes: readonly number[]): void {
  const rows: Hash[][] = [];
  const entries: Uint8Array[] = [];
  const frontier = new Frontier((level, _index, hash) => {
    (rows[level] ??= []).push(hash);
  });
  let before = 0;
  for (const size of sizes) {
    while (frontier.size < size) {
      entries.push(new TextEncoder().encode(`entry ${frontier.size} `.repeat(frontier.size % 7)));
      frontier.append(leafHash(entries.at(-1) as Uint8Array));
    }
    for (const tile of tilesForSize(before, size)) {
      const from = tile.index * 256;
      const row = tile.level === 'entries' ? entries : (rows[tile.level * 8] ?? []);
      const part = row.slice(from, from + tile.width);
      put(pathOf(tile), tile.level === 'entries' ? encodeBundle(part) : Buffer.concat(part));
    }
    before = size;
  }
  const note = signCheckpoint({ origin: log.vkey.name, size: before, root: frontier.root() }, log);
  put('checkpoint', note + cosign(note, witness, 1_790_000_000));
}

const binary = path.join(folder, process.platform === 'win32' ? 'tlog-check.exe' : 'tlog-check');

function goChecks(sizes: readonly number[]): string[] {
  const args = [folder, formatVkey(log.vkey), formatVkey(witness.vkey), ...sizes.map(String)];
  return execFileSync(binary, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
    .trimEnd()
    .split('\n');
}

const hex = (proof: readonly Hash[]) => proof.map((hash) => ` ${Buffer.from(hash).toString('hex')}`).join('');

test.skipIf(missing)(
  'Go verifies every entry, signature and cosignature of our log, and makes the same proofs',
  () => {
    execFileSync('go', ['build', '-o', binary, '.'], { cwd: program, env });
    const sizes = [1, 255, 256, 257, 1000, 65_536, 65_537, 70_000];
    writeLog(sizes);
    const size = 70_000;
    const reader = tileReader(size, (tile) => readFileSync(path.join(folder, pathOf(tile))));
    expect(goChecks(sizes)).toEqual([
      ...sizes.flatMap((old) => [
        `inclusion ${old - 1}${hex(inclusionProof(old - 1, size, reader))}`,
        `consistency ${old}${hex(consistencyProof(old, size, reader))}`,
      ]),
      'checked 70000 entries',
    ]);

    // It would also have told us: one bit in one entry.
    const victim = path.join(folder, 'tile/entries/007');
    const bytes = readFileSync(victim);
    bytes[bytes.length - 1] = (bytes.at(-1) as number) ^ 1;
    writeFileSync(victim, bytes);
    expect(() => goChecks([])).toThrow(/entry \d+ is not its leaf/);
  },
);
