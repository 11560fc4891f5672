import { isSha256, type StatementId } from '../digest.ts';
import type { SignerId } from '../signer/signer.ts';
import { instantSeconds, timeOrNow, type LogTime, type TrustEntries } from './logged.ts';

/** From when on something is void: seconds, or −∞ for always. */
type VoidFrom = number;

/**
 * What was taken back, by whom and from when. Revocations are final and add up; where they differ, the one that voids
 * more wins, whichever was logged first: so the order of arrival changes nothing.
 */
export interface Revocations {
  /** Reviews and vouches of this signer that were logged at `time` do not count. */
  voids(signer: SignerId, time: LogTime): boolean;
  /** The signer's own statement was retracted, from a time on or altogether. */
  retractedFrom(id: StatementId, by: SignerId): VoidFrom | null;
  /** A flag logged after its signer's `compromised` does not count; one that stood before it stays. */
  flagStands(signer: SignerId, time: LogTime): boolean;
  /** The key that this one was rotated to, if any. */
  successors(signer: SignerId): readonly string[];
}

function since(text: string): VoidFrom {
  return text === 'always' ? Number.NEGATIVE_INFINITY : instantSeconds(text);
}

function lower<Key>(map: Map<Key, number>, key: Key, value: number): void {
  map.set(key, Math.min(map.get(key) ?? Number.POSITIVE_INFINITY, value));
}

export function revocationsOf(entries: TrustEntries, now: number): Revocations {
  const compromisedFrom = new Map<SignerId, VoidFrom>();
  const compromiseLogged = new Map<SignerId, number>();
  const rotatedFrom = new Map<SignerId, VoidFrom>();
  const successors = new Map<SignerId, string[]>();
  const ownUnknown = new Set<SignerId>();

  for (const { statement, time } of entries.revocations) {
    const { by, predicate } = statement;
    if (predicate.action === 'compromised') {
      lower(compromisedFrom, by, since(predicate.since));
      lower(compromiseLogged, by, timeOrNow(time, now));
    }
    if (predicate.action === 'rotated') {
      lower(rotatedFrom, by, since(predicate.since));
      successors.set(by, [...(successors.get(by) ?? []), predicate.successor]);
    }
  }
  // It says something of its own key, or of a statement, that this version cannot read: perhaps that the key is lost.
  // Whose statement it is about need not be looked up: only its own signer's accepts and vouches fall.
  for (const { statement } of entries.unknown) {
    if (statement.subject.name === statement.by || isSha256(statement.subject.name))
      ownUnknown.add(statement.by);
  }

  const compromised = (signer: SignerId, time: LogTime): boolean => {
    const from = compromisedFrom.get(signer);
    return from !== undefined && (time === null || time >= from);
  };

  const retracted = new Map<string, VoidFrom>();
  for (const { statement, time } of entries.revocations) {
    const { by, subject, predicate } = statement;
    if (predicate.action !== 'retracted' || compromised(by, time)) continue;
    lower(retracted, `${by} ${subject.name}`, since(predicate.since));
  }

  return {
    voids(signer, time) {
      if (ownUnknown.has(signer) || compromised(signer, time)) return true;
      const from = rotatedFrom.get(signer);
      return from !== undefined && timeOrNow(time, now) >= from;
    },
    retractedFrom: (id, by) => retracted.get(`${by} ${id}`) ?? null,
    flagStands(signer, time) {
      const logged = compromiseLogged.get(signer);
      return logged === undefined || timeOrNow(time, now) <= logged;
    },
    successors: (signer) => successors.get(signer) ?? [],
  };
}
