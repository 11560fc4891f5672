import { defaultRegistryHost } from '@countersign/shared/registry/default-registry.ts';
import { isGitHostUrl } from './git-host.ts';

/** What a `resolved` says of where the bytes come from. */
export type Resolved =
  | { readonly kind: 'git'; readonly commit: string | null }
  | { readonly kind: 'file'; readonly path: string }
  | RemoteTarball
  | { readonly kind: 'malformed' };

interface RemoteTarball {
  readonly kind: 'tarball';
  /** Lower-case host and port; null for the default registry's, which means "the configured one". */
  readonly host: string | null;
  /** Decoded, without query and fragment. */
  readonly path: string;
}

const gitAddress = /^(?:git(?:\+[a-z]+)?:|ssh:|git@|github:|gitlab:|bitbucket:|gist:)/i;
/** Spares nearly every entry a URL. */
const mayBeGitHost = /github|gitlab|bitbucket|git\.sr\.ht/;

/**
 * Tells the forms apart that npm writes:
 *
 *     https://registry.example/@babel/core/-/core-7.28.0.tgz
 *     git+ssh://git@host.example/user/repo.git#1e6b8a5c…
 *     file:vendor/a-1.0.0.tgz
 */
export function readResolved(resolved: string): Resolved {
  const simple = /^https?:\/\/([a-z0-9.-]+(?::[0-9]+)?)(\/[A-Za-z0-9@/._-]*)$/.exec(resolved);
  if (simple !== null && !mayBeGitHost.test(resolved))
    return tarball(simple[1] as string, simple[2] as string);
  if (/^file:/i.test(resolved)) return { kind: 'file', path: resolved.slice(5) };
  if (gitAddress.test(resolved) || isGitHostUrl(resolved)) {
    return { kind: 'git', commit: /#([0-9a-f]{40,64})$/.exec(resolved)?.[1] ?? null };
  }
  if (!/^https?:\/\//i.test(resolved)) return { kind: 'malformed' };
  try {
    const url = new URL(resolved);
    return tarball(url.host, decodeURIComponent(url.pathname));
  } catch {
    return { kind: 'malformed' };
  }
}

function tarball(host: string, path: string): RemoteTarball {
  return { kind: 'tarball', host: host === defaultRegistryHost ? null : host, path };
}

export type TarballName = 'named' | 'other-package' | 'unnamed';

/**
 * Whether the path of a registry's tarball is the one of `name` at `version`. Registries agree on
 * `…/NAME/-/FILE-VERSION.tgz`, where FILE is NAME with or without its scope; some have NAME and VERSION as folders
 * instead. `unnamed`: it follows neither form, so it tells nothing.
 */
export function nameOfTarball(path: string, name: string, version: string): TarballName {
  const bare = name.slice(name.indexOf('/') + 1);
  const plainVersion = version.replace(/\+.*$/, '');
  const at = path.lastIndexOf('/-/');
  if (at < 0) {
    const start = path.indexOf(`/${name}/${version}/`);
    return start >= 0 && !endsInScope(path.slice(0, start)) ? 'named' : 'unnamed';
  }
  const file = path.slice(at + 3);
  const folder = path.slice(0, at);
  const rightFolder = folder.endsWith(`/${name}`) && !endsInScope(folder.slice(0, -name.length - 1));
  const files = [`${bare}-${version}.tgz`, `${name}-${version}.tgz`, `${bare}-${plainVersion}.tgz`];
  return rightFolder && files.includes(file) ? 'named' : 'other-package';
}

/** Then what follows is the package of another scope. */
function endsInScope(path: string): boolean {
  return path.charCodeAt(path.lastIndexOf('/') + 1) === 0x40;
}
