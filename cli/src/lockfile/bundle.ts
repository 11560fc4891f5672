import type { LockedPackage } from './locked-package.ts';
import { childKey, nameOfKey, parentKey } from './location.ts';
import type { PackageTree } from './tree.ts';

/**
 * Which packages lie in another one's artifact, by what npm itself concludes (arborist, Node.getBundler): not by the mark
 * `inBundle`, but from `bundleDependencies`, what those need in the same node_modules, and everything beneath. For v1,
 * which has no such list, npm takes the mark where the package above depends on it.
 * The project's own bundle is installed like any other dependency, so it is none.
 */
export function findBundlers(tree: PackageTree, legacy: boolean): Map<string, string> {
  const lists = legacy ? listsOfMarks(tree) : listsOfPackages(tree);
  const bundlers = new Map<string, string>();
  if (lists.size === 0) return bundlers;
  const outermostFirst = [...lists].toSorted(([a], [b]) => a.length - b.length);
  for (const [bundler, names] of outermostFirst) {
    const open = names.map((name) => childKey(bundler, name));
    for (let key = open.pop(); key !== undefined; key = open.pop()) {
      const bundled = tree.packages.get(key);
      if (bundled === undefined || bundlers.has(key)) continue;
      bundlers.set(key, bundler);
      const beneath = tree.inside(key).map((locked) => locked.key);
      open.push(...beneath, ...neededBeside(tree, bundled, bundler));
    }
  }
  return bundlers;
}

/** What a bundled package depends on and finds in the node_modules of its bundler. */
function neededBeside(tree: PackageTree, bundled: LockedPackage, bundler: string): string[] {
  const specs = [bundled.dependencies, bundled.optionalDependencies, bundled.peerDependencies];
  return specs
    .flatMap((names) => Object.keys(names))
    .map((name) => tree.find(bundled.key, name)?.key)
    .filter((key) => key !== undefined && parentKey(key) === bundler) as string[];
}

function listsOfPackages({ packages }: PackageTree): Map<string, readonly string[]> {
  const lists = new Map<string, readonly string[]>();
  for (const { key, link, bundleDependencies } of packages.values()) {
    if (bundleDependencies.length > 0 && !link && nameOfKey(key) !== null) lists.set(key, bundleDependencies);
  }
  return lists;
}

function listsOfMarks({ packages }: PackageTree): Map<string, readonly string[]> {
  const lists = new Map<string, string[]>();
  for (const { key, inBundle } of packages.values()) {
    const above = inBundle ? packages.get(parentKey(key)) : undefined;
    const name = nameOfKey(key);
    if (above === undefined || above.inBundle || above.key === '' || name === null) continue;
    if (Object.hasOwn(above.dependencies, name))
      lists.set(above.key, [...(lists.get(above.key) ?? []), name]);
  }
  return lists;
}
