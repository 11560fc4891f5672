/** The parts that we use of npm's own libraries, which come without types. */

declare module 'npm-registry-fetch' {
  interface RegistryResponse {
    readonly status: number;
    /** Where the body came from, after redirects. */
    readonly url: string;
    readonly headers: { get(name: string): string | null };
    readonly body: AsyncIterable<Uint8Array>;
  }
  interface RegistryFetch {
    (url: string, options: object): Promise<RegistryResponse>;
    pickRegistry(spec: string, options: object): string;
  }
  const registryFetch: RegistryFetch;
  export default registryFetch;
}

declare module 'npm-registry-fetch/lib/default-opts.js' {
  const defaults: { readonly registry: string };
  export default defaults;
}

declare module 'npm-package-arg' {
  interface Spec {
    readonly type: string;
    readonly name: string | null;
    readonly fetchSpec: string | null;
    readonly subSpec?: Spec;
  }
  export default function parseSpec(spec: string): Spec;
}

declare module 'pacote' {
  const pacote: { manifest(spec: string, options: object): Promise<{ version: string }> };
  export default pacote;
}

declare module '@npmcli/config' {
  export default class Config {
    constructor(options: object);
    load(): Promise<void>;
    validate(): boolean;
    readonly flat: Record<string, unknown>;
  }
}

declare module '@npmcli/config/lib/definitions/index.js' {
  const all: { definitions: object; shorthands: object; flatten: object; nerfDarts: string[] };
  export default all;
}
