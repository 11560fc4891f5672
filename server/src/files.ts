import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Makes what the folder itself lists durable: new names in it, and renames into it. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Makes `folder` and the parents that it lacks, each durable in its own parent. */
export async function makeFolder(folder: string, mode = 0o755): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

export interface NewFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Puts each file at its path, whole or not at all, and durable: written and synced under `scratch`, which is on the same
 * disk, then renamed, then the folders synced. A file that was there is replaced.
 */
export async function writeFiles(files: readonly NewFile[], scratch: string, mode = 0o644): Promise<void> {
  const folders = new Set<string>();
  for (const { path, bytes } of files) {
    const temporary = join(scratch, randomBytes(8).toString('hex'));
    try {
      await writeSynced(temporary, bytes, mode);
      const folder = dirname(path);
      if (!folders.has(folder)) await makeFolder(folder);
      folders.add(folder);
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }
  for (const folder of folders) await syncFolder(folder);
}

async function writeSynced(path: string, bytes: Uint8Array, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** An empty folder for writeFiles; what a crash left in it is removed. */
export async function makeScratch(folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await makeFolder(folder, 0o700);
  return folder;
}
