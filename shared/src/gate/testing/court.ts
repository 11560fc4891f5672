import { digestsMatch, type ArtifactDigest } from '../../digest.ts';
import { parsePolicy, type Policy } from '../../policy/policy.ts';
import { samplePolicy } from '../../policy/testing/sample-policy.ts';
import { parsePurl } from '../../purl/purl.ts';
import type { SigningKey } from '../../signer/signer.ts';
import type { Kind } from '../../statement/kinds.ts';
import { openEntry, type Opened } from '../../statement/open.ts';
import { signStatement, type Draft } from '../../statement/sign.ts';
import type { LogTime, TrustEntries } from '../../trust/logged.ts';
import { sameTarget, type Target } from '../../trust/target.ts';
import { gate, type GateInput, type GateResult } from '../gate.ts';
import type { GateRelease } from '../verdict.ts';

/** A gate with everything around it in memory: what was logged and when, who is trusted, what is locked. */

/** Seconds: 2026-11-22T18:00:00Z. */
export const now = 1_795_370_400;
export const hour = 3600;

interface LoggedDraft {
  readonly opened: Opened;
  readonly time: LogTime;
}

export class Court {
  readonly #logged: LoggedDraft[] = [];
  readonly #baseline: Target[] = [];
  policy: Policy = { ...parsePolicy(samplePolicy), waivers: [] };
  input: Partial<GateInput> = {};

  /** Signs and logs a statement; its id. */
  log<K extends Kind>(draft: Draft<K>, key: SigningKey, time: LogTime = now - 2 * hour) {
    const { entry, statement } = signStatement(draft, key);
    this.#logged.push({ opened: openEntry(entry), time });
    return statement.id;
  }

  logEntry(entry: Uint8Array, time: LogTime = now - 2 * hour): void {
    this.#logged.push({ opened: openEntry(entry), time });
  }

  /** One word for the whole order: the same statements however they arrived. */
  shuffle(order: (list: LoggedDraft[]) => LoggedDraft[]): void {
    this.#logged.splice(0, this.#logged.length, ...order([...this.#logged]));
  }

  anchors(...keys: (SigningKey | { key: SigningKey; final: true })[]): this {
    const anchors = keys.map((one, i) => {
      const { key, final } = 'key' in one ? one : { key: one, final: false };
      return { signer: key.id, name: `anchor ${i}`, final };
    });
    this.policy = { ...this.policy, anchors };
    return this;
  }

  baseline(purl: string, digests: ArtifactDigest): this {
    this.#baseline.push({ purl: parsePurl(purl), digests });
    return this;
  }

  judge(...releases: GateRelease[]): GateResult {
    const of = <T extends Opened['kind']>(kind: T) =>
      this.#logged.flatMap(({ opened, time }) =>
        opened.kind === kind ? [{ statement: opened as Extract<Opened, { kind: T }>, time, places: [] }] : [],
      );
    const trust: TrustEntries = {
      flags: () => of('flag'),
      vouches: of('vouch'),
      profiles: of('profile'),
      revocations: of('revocation'),
      unknown: of('unknown'),
    };
    return gate({
      policy: this.policy,
      isBaseline: (target) => this.#baseline.some((known) => sameTarget(known, target)),
      releases,
      runFindings: [],
      views: [{ node: 'local', size: 1, seenAt: now - hour, problem: null }],
      trust,
      reviews: (digests) =>
        of('review').filter(({ statement }) => digestsMatch(statement.subject.digest, digests)),
      maxAge: this.policy.logs.freshness,
      hasBase: false,
      now,
      ...this.input,
    });
  }

  /** The verdict on one release. */
  verdictOn(purl: string, digests: ArtifactDigest | { sha512: ArtifactDigest['sha512'] }): string {
    return this.judge(locked(purl, digests)).verdict;
  }
}

/** A release as a lockfile pins it. */
export function locked(
  purl: string,
  digests: GateRelease['target']['digests'],
  more: Partial<GateRelease> = {},
): GateRelease {
  return {
    target: { purl: parsePurl(purl), digests },
    entry: { lockfile: 'package-lock.json', key: 'node_modules/x' },
    line: 7,
    problems: [],
    bundled: false,
    unchanged: false,
    ...more,
  };
}
