import type { Clock } from '../clock.ts';

/** At most `perMinute` in a minute, the first of them at once. */
export class TokenBucket {
  readonly #perMinute: number;
  readonly #clock: Clock;
  #tokens: number;
  #filled: number;

  constructor(perMinute: number, clock: Clock) {
    this.#perMinute = perMinute;
    this.#clock = clock;
    this.#tokens = perMinute;
    this.#filled = clock();
  }

  take(): boolean {
    const now = this.#clock();
    const gained = (Math.max(0, now - this.#filled) / 60_000) * this.#perMinute;
    this.#tokens = Math.min(this.#perMinute, this.#tokens + gained);
    this.#filled = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
