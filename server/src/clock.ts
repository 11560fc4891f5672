/** Milliseconds since 1970. Whatever depends on the time of day gets one of these; tests bring their own. */
export type Clock = () => number;

export const systemClock: Clock = Date.now;

export function seconds(clock: Clock): number {
  return Math.floor(clock() / 1000);
}
