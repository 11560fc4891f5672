import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Something like a build of the pages; vite's own takes too long for each test. */
export async function writePages(folder: string): Promise<string> {
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Countersign</title>');
  await writeFile(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(folder, 'assets', 'index-B8bsT846.js'), 'export {};');
  await writeFile(join(folder, 'assets', 'diff-worker-CQp3YNi0.js'), 'export {};');
  await writeFile(join(folder, 'assets', 'index-CQp3YNi1.css'), 'body { margin: 0 }');
  return folder;
}
