import type { LockEntry, Report } from './lockfile.ts';

/** One artifact has one name and one version: where two entries share a digest but not those, one of them lies. */
export function findDoubtfulDigests(entries: Iterable<LockEntry>, report: Report): void {
  const first = new Map<string, LockEntry>();
  for (const entry of entries) {
    for (const digest of [entry.digests.sha512, entry.digests.sha256]) {
      if (digest === undefined) continue;
      const other = first.get(digest);
      if (other === undefined) first.set(digest, entry);
      else if (other.name !== entry.name || other.version !== entry.version) {
        const both = `${JSON.stringify(entry.key)} has the digest of ${JSON.stringify(`${other.name}@${other.version}`)}`;
        report('digest-shared', entry.key, entry.line, `${both} (line ${other.line})`);
      }
    }
  }
}

/** One warning for each registry that is not the ecosystem's own, at the first entry from there. */
export function findOtherRegistries(entries: Iterable<LockEntry>, report: Report): void {
  const seen = new Map<string, { first: LockEntry; count: number }>();
  for (const entry of entries) {
    if (entry.registryHost === null) continue;
    const known = seen.get(entry.registryHost);
    if (known === undefined) seen.set(entry.registryHost, { first: entry, count: 1 });
    else known.count++;
  }
  for (const [host, { first, count }] of seen) {
    const many = count === 1 ? 'one package comes' : `${count} packages come`;
    report('other-registry', first.key, first.line, `${many} from ${JSON.stringify(host)}`);
  }
}
