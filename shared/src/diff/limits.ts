/** Bounds on the search for a small diff. Beyond them a diff is larger than it need be (`hard`), never wrong. */
export interface DiffLimits {
  /** Edits that jsdiff may try in a gap; its time grows with their square. First, and where no anchor is left. */
  readonly gapEdits: number;
  readonly lastGapEdits: number;
  /** Steps for one file: so many for each line, and `baseWork` besides. A step takes 10 to 50 ns. */
  readonly workPerLine: number;
  readonly baseWork: number;
}

export const defaultDiffLimits: DiffLimits = {
  gapEdits: 256,
  lastGapEdits: 2000,
  workPerLine: 60,
  baseWork: 8_000_000,
};

/** Steps that are left, so that no input takes more than a bounded time; it counts, for there is no clock here. */
export class WorkBudget {
  private left: number;

  constructor(steps: number) {
    this.left = steps;
  }

  get spent(): boolean {
    return this.left <= 0;
  }

  spend(steps: number): void {
    this.left -= steps;
  }
}
