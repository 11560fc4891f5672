import defaults from 'npm-registry-fetch/lib/default-opts.js';

/** The registry that npm asks unless it is configured otherwise; ends in `/`. */
export const defaultRegistry: string = defaults.registry;

/**
 * Its host. In a lockfile that host means "the registry that npm is configured for" (npm's `replace-registry-host`), so it
 * says no more than no host at all.
 */
export const defaultRegistryHost: string = new URL(defaultRegistry).host;
