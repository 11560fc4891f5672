import { CodedError } from '../errors.ts';
import type { Ecosystem } from '../purl/ecosystem.ts';
import type { NpmConfigSource } from './npm-config.ts';
import type { Limits } from './npm-fetch.ts';
import type { Registry } from './registry.ts';

export interface RegistrySource extends NpmConfigSource {
  /** For a node that fetches for others: without its operator's credentials and registries of scopes. */
  readonly anonymous?: boolean;
  readonly limits?: Partial<Limits>;
}

/** The registry of an ecosystem under the user's own configuration; throws `registry-unsupported`. */
export async function openRegistry(type: Ecosystem, source: RegistrySource = {}): Promise<Registry> {
  if (type !== 'npm') {
    throw new CodedError('registry-unsupported', `releases of type ${type} cannot be fetched; known: npm`);
  }
  // Loading npm's libraries takes a third of a second.
  const [{ createNpmRegistry }, { loadNpmConfig, anonymousConfig }] = await Promise.all([
    import('./npm.ts'),
    import('./npm-config.ts'),
  ]);
  const config = await loadNpmConfig(source);
  return createNpmRegistry(source.anonymous === true ? anonymousConfig(config) : config, {
    limits: source.limits ?? {},
  });
}
