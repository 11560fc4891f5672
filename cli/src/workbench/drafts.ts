import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from '@countersign/shared/bytes/json.ts';
import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import type { Sha256 } from '@countersign/shared/digest.ts';
import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import type { Home } from '@countersign/shared/platform/node-home.ts';
import { maxDraftLength, type DraftAnswer } from '@countersign/shared/workbench-api.ts';
import { makePrivateFolder, onDisk, readPrivateFile, replacePrivateFile } from '../private-file.ts';

/** What a page noted of one reading: a text of its own, which nothing here looks into. */
export interface DraftStore {
  /** Throws `file-too-new` for one of a later version. One that is damaged counts as none. */
  read(): DraftAnswer;
  /** The new revision. Throws `draft-conflict` unless `revision` is the latest one, `draft-too-large`. */
  keep(revision: number, draft: string): number;
  /** After a signature. */
  remove(): void;
}

const version = 1;
/** What JSON may make of a draft: six bytes of one. */
const longestFile = maxDraftLength * 6 + 1024;

/** `<home.state>/drafts/<base or full>-<target>.json`: the same two artifacts have the same draft in the next run. */
export function draftStore({ state }: Home, base: Sha256 | null, target: Sha256): DraftStore {
  const folder = join(state, 'drafts');
  const path = join(folder, `${base ?? 'full'}-${target}.json`);
  const read = (): DraftAnswer => {
    makePrivateFolder(folder);
    return parse(textOf(path), path);
  };
  return {
    read,
    keep(revision, draft) {
      if (toUtf8(draft).length > maxDraftLength)
        throw new CodedError('draft-too-large', `a draft has at most ${maxDraftLength} bytes`);
      const latest = read().revision;
      if (revision !== latest) {
        throw new CodedError(
          'draft-conflict',
          'this draft was changed elsewhere, in another tab or another run',
          {
            latest,
          },
        );
      }
      const kept = { version, revision: revision + 1, draft };
      replacePrivateFile(path, `${JSON.stringify(kept)}\n`);
      return kept.revision;
    },
    remove() {
      onDisk(path, () => rmSync(path, { force: true }));
    },
  };
}

function textOf(path: string): string | null {
  try {
    return readPrivateFile(path, longestFile);
  } catch (error) {
    if (isCoded(error, 'utf8-malformed')) return '';
    throw error;
  }
}

function parse(text: string | null, path: string): DraftAnswer {
  const none = { revision: 0, draft: null };
  if (text === null) return none;
  const value = parseJson(text);
  if (!isRecord(value)) return none;
  const { version: found, revision, draft } = value;
  if (typeof found === 'number' && found > version)
    throw new CodedError('file-too-new', `a later version of countersign wrote ${path}: update countersign`);
  const whole = found === version && Number.isSafeInteger(revision) && (revision as number) > 0;
  return whole && typeof draft === 'string' ? { revision: revision as number, draft } : none;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
