import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { ArtifactName } from '../../../worker/reading.ts';
import type { DraftKeeper } from '../draft-sync.ts';

interface DraftBase extends DBSchema {
  drafts: { key: string; value: { readonly revision: number; readonly draft: string } };
}

let opened: Promise<IDBPDatabase<DraftBase>> | undefined;

/** A draft in this browser's own storage, by both artifacts' digests. One transaction compares and writes. */
export function browserKeeper(target: ArtifactName, base: ArtifactName | null): DraftKeeper {
  const key = [target, ...(base ? [base] : [])]
    .map(({ digest }) => `${digest.sha256}:${digest.sha512}`)
    .join(' ');
  return {
    async load() {
      const record = await (await database()).get('drafts', key);
      return record ?? { revision: 0, draft: null };
    },
    async save(revision, draft) {
      const transaction = (await database()).transaction('drafts', 'readwrite');
      const newest = (await transaction.store.get(key))?.revision ?? 0;
      if (newest === revision) await transaction.store.put({ revision: revision + 1, draft }, key);
      await transaction.done;
      return newest === revision ? revision + 1 : 'conflict';
    },
  };
}

async function database(): Promise<IDBPDatabase<DraftBase>> {
  opened ??= openDB<DraftBase>('countersign-drafts', 1, {
    upgrade: (drafts) => void drafts.createObjectStore('drafts'),
    terminated: () => (opened = undefined),
  });
  return opened;
}
