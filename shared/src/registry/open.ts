import { CodedError } from '../errors.ts';
import type { Ecosystem } from '../purl/ecosystem.ts';
import type { NpmConfigSource } from './npm-config.ts';
import type { Registry } from './registry.ts';

export interface RegistrySource extends NpmConfigSource {
  /** For a node that fetches for others: the operator's credentials are not sent. */
  readonly anonymous?: boolean;
}

/** The registry of an ecosystem under the user's own configuration; throws `registry-unsupported`. */
export async function openRegistry(type: Ecosystem, source: RegistrySource = {}): Promise<Registry> {
  if (type !== 'npm') {
    throw new CodedError('registry-unsupported', `releases of type ${type} cannot be fetched; known: npm`);
  }
  // Loading npm's libraries takes a third of a second.
  const [{ createNpmRegistry }, { loadNpmConfig, withoutCredentials }] = await Promise.all([
    import('./npm.ts'),
    import('./npm-config.ts'),
  ]);
  const config = await loadNpmConfig(source);
  return createNpmRegistry(source.anonymous === true ? withoutCredentials(config) : config);
}
