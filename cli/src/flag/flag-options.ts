import { categories, severities, type Category, type Severity } from '@countersign/shared/statement/flag.ts';
import { refuseMistakes, wrongChoice } from '../arguments/choices.ts';
import { wrongSummary } from '../arguments/free-text.ts';

export interface FlagOptions {
  readonly release: string;
  readonly severity: string;
  readonly category: string;
  readonly summary: string;
  readonly path?: string;
  readonly line?: string;
}

export interface CheckedFlag {
  readonly release: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly summary: string;
  readonly path: string | null;
  /** From, to; counted from 1. */
  readonly lines: [number, number] | null;
}

/** Throws `arguments-invalid` with everything that is wrong. */
export function checkFlagOptions(options: FlagOptions): CheckedFlag {
  const { release, severity, category, summary, path, line } = options;
  const lines = line === undefined ? null : readLines(line);
  refuseMistakes([
    wrongChoice('--severity', severity, severities),
    wrongChoice('--category', category, categories),
    wrongSummary('--summary', summary),
    line !== undefined && lines === null
      ? `--line ${JSON.stringify(line)} is neither N nor N-M, counted from 1`
      : null,
    line !== undefined && path === undefined ? '--line needs --path: the file that it counts in' : null,
    path !== undefined && (path === '' || path.length > 1024 || !path.isWellFormed())
      ? '--path names a file of the release'
      : null,
  ]);
  return {
    release,
    severity: severity as Severity,
    category: category as Category,
    summary,
    path: path ?? null,
    lines,
  };
}

/** `14`, `14-20`. */
function readLines(text: string): [number, number] | null {
  const [, first, last = first] = /^([1-9][0-9]{0,8})(?:-([1-9][0-9]{0,8}))?$/.exec(text) ?? [];
  if (first === undefined || last === undefined || Number(first) > Number(last)) return null;
  return [Number(first), Number(last)];
}
