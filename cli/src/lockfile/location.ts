const folderName = 'node_modules/';

/** The name that npm gives the package at `key`, by its folder; null when no package can lie there. */
export function nameOfKey(key: string): string | null {
  const at = startOfName(key);
  return at < 0 ? null : key.slice(at);
}

/** The key of what `key` is installed under; '' for the project. For a folder of the project, the folder above. */
export function parentKey(key: string): string {
  const at = startOfName(key);
  if (at >= 0) return key.slice(0, Math.max(0, at - folderName.length - 1));
  return key.slice(0, Math.max(0, key.lastIndexOf('/')));
}

/** The key of a package in the node_modules of the package or folder at `key`. */
export function childKey(key: string, name: string): string {
  return key === '' ? folderName + name : `${key}/${folderName}${name}`;
}

/**
 * True for a key in the one form that npm writes: relative, `/` between the parts, nothing to resolve. Any other could be a
 * second name for a folder that has an entry of its own.
 */
export function isNormalKey(key: string): boolean {
  if (key.length > 1024 || key.includes('\\') || /^[A-Za-z]:/.test(key)) return false;
  const inside = key.startsWith('../') ? key.replace(/^(?:\.\.\/)+/, '') : key;
  return !/(?:^|\/)\.{0,2}(?:\/|$)/.test(inside);
}

/** `path` as seen from the folder `from`, both from the lockfile's folder: normal, or null when it is absolute. */
export function joinFolder(from: string, path: string): string | null {
  const slashed = path.replaceAll('\\', '/');
  if (/^([A-Za-z]:|\/|~\/)/.test(slashed)) return null;
  const parts: string[] = [];
  for (const part of `${from}/${slashed}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** True when `path`, from the lockfile's folder, leads out of the project, whose top `folder` says where that folder is. */
export function leavesProject(folder: string, path: string | null): boolean {
  const whole = path === null ? null : joinFolder(folder, path);
  return whole === null || whole === '..' || whole.startsWith('../');
}

/** Where the name after the last `node_modules/` starts; -1 when what stands there is no `name` or `@scope/name`. */
function startOfName(key: string): number {
  const at = key.lastIndexOf(folderName);
  if (at < 0 || (at > 0 && key.charCodeAt(at - 1) !== 0x2f)) return -1;
  const start = at + folderName.length;
  const slash = key.indexOf('/', start);
  if (slash < 0) return start < key.length ? start : -1;
  return key.charCodeAt(start) === 0x40 && key.indexOf('/', slash + 1) < 0 ? start : -1;
}
