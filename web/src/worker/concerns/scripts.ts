import type { PathFinder } from './entry-points.ts';
import { type FoundConcern, quote } from './found-concern.ts';
import type { Manifest } from './manifest.ts';

/** What npm runs on the machine that installs, and when. */
const hooks = new Map([
  ['preinstall', 'at installation'],
  ['install', 'at installation'],
  ['postinstall', 'at installation'],
  ['prepublish', 'when it is installed from its repository'],
  ['preprepare', 'when it is installed from its repository'],
  ['prepare', 'when it is installed from its repository'],
  ['postprepare', 'when it is installed from its repository'],
]);

/** What package.json runs at installation, and which other scripts of it differ. */
export function scriptConcerns(base: Manifest, target: Manifest, isChange: boolean): FoundConcern[] {
  const found: FoundConcern[] = [];
  for (const [name, command] of target.scripts) {
    const before = base.scripts.get(name);
    const when = hooks.get(name);
    const said = quote(command);
    if (when !== undefined) {
      found.push({
        concern: 'install-script',
        text: `runs ${when}: ${said}${since(before, command, isChange)}`,
      });
    } else if (isChange && before === undefined) {
      found.push({ concern: 'manifest-scripts', text: `adds the script ${quote(name)}: ${said}` });
    } else if (isChange && before !== command) {
      const text = `changes the script ${quote(name)} to ${said}; it was ${quote(before as string)}`;
      found.push({ concern: 'manifest-scripts', text });
    }
  }
  for (const name of base.scripts.keys()) {
    if (!target.scripts.has(name)) {
      found.push({ concern: 'manifest-scripts', text: `takes out the script ${quote(name)}` });
    }
  }
  if (target.problem !== null) {
    const text = `cannot be read here, as ${target.problem}: look for scripts and dependencies yourself`;
    found.push({ concern: 'manifest-scripts', text });
  }
  return found;
}

function since(before: string | undefined, command: string, isChange: boolean): string {
  if (!isChange) return '';
  if (before === undefined) return ' (new)';
  return before === command ? ' (as before)' : `; it was ${quote(before)}`;
}

/** Files that a command of an installation hook names, each with that command. */
export function hookFiles(manifest: Manifest, finder: PathFinder): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, command] of manifest.scripts) {
    if (!hooks.has(name)) continue;
    for (const word of command.slice(0, 65_536).split(/[\s"'`;&|()<>=,]+/)) {
      if (!/[./]/.test(word) && !/^[\w-]+$/.test(word)) continue;
      for (const path of word === '' || word === '.' ? [] : finder.find(word)) {
        if (!found.has(path)) found.set(path, command);
      }
    }
  }
  return found;
}
