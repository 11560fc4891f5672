/**
 * Says that a test cannot run here, and why; with CI=true a skip is a failure, so it throws. Returns true, to be used as
 *
 *     test.skipIf(!canRun && skipReason('go is not installed'))('...', ...)
 */
export function skipReason(reason: string): true {
  if (process.env.CI === 'true') throw new Error(`skipped, which CI=true forbids: ${reason}`);
  console.log(`SKIPPED: ${reason}`);
  return true;
}
