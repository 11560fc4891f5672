import type { ChangeDigest, Sha256, Sha512 } from '@countersign/shared/digest.ts';
import type { Concern, FileCount, FileSummary, FileVersion, Reading } from '../reading.ts';

/** Readings for tests: as the worker tells of them, nothing behind them. */

export function version(letter: string, fields: Partial<FileVersion> = {}): FileVersion {
  return { type: 'file', mode: 0o644, length: 10, sha256: letter.repeat(64) as Sha256, ...fields };
}

/** A modified text file; what it matters for can be bent. */
export function file(index: number, path: string, fields: Partial<FileSummary> = {}): FileSummary {
  return {
    index,
    path,
    kind: 'M',
    content: 'text',
    renamedFrom: null,
    renamedTo: null,
    base: version('a'),
    target: version('b'),
    concerns: [],
    ...fields,
  };
}

export function withConcerns(index: number, path: string, ...concerns: Concern[]): FileSummary {
  return file(index, path, {
    concerns: concerns.map((concern) => ({ concern, text: `has a ${concern}` })),
  });
}

/** With several concerns, with one, and without any. */
export const mixedFiles: readonly FileSummary[] = [
  file(0, 'README.md'),
  withConcerns(1, 'dist/app.min.js', 'minified'),
  withConcerns(2, 'index.js', 'entry-point'),
  file(3, 'lib/a.js'),
  withConcerns(4, 'package.json', 'manifest-scripts', 'new-dependency'),
  withConcerns(5, 'setup.js', 'install-script', 'minified'),
  withConcerns(6, 'vendor.min.js', 'minified'),
];

export function count(index: number, added: number, removed = 0): FileCount {
  return { index, added, removed, hard: false, blankOnly: false };
}

export function countsOf(...counts: readonly FileCount[]): Map<number, FileCount> {
  return new Map(counts.map((one) => [one.index, one]));
}

/** A change of `pkg:npm/socks` from 1.0.0 to 1.0.1. */
export function reading(files: readonly FileSummary[]): Reading {
  const artifact = (release: string, letter: string) => ({
    purl: `pkg:npm/socks@${release}`,
    digest: { sha256: letter.repeat(64) as Sha256, sha512: letter.repeat(128) as Sha512 },
    length: 1000,
    entries: files.length,
    findings: [],
  });
  return {
    target: artifact('1.0.1', 'b'),
    base: artifact('1.0.0', 'a'),
    scope: { kind: 'change', change: 'c'.repeat(64) as ChangeDigest },
    files,
  };
}
