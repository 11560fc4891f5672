/** `registry.example:8080` of a URL, with or without its scheme; null unless it is plain http or https. */
export function registryHost(url: string): string | null {
  let parsed: URL;
  try {
    parsed = new URL(url.includes('://') ? url : `https://${url}`);
  } catch {
    return null;
  }
  const plain = /^https?:$/.test(parsed.protocol) && parsed.username === '' && parsed.password === '';
  return plain && parsed.host !== '' ? parsed.host : null;
}

/** Whether two `repository_url`s name one registry: by host, since a lockfile tells no more. */
export function sameRegistry(a: string, b: string): boolean {
  const host = registryHost(a);
  return host === null ? a === b : host === registryHost(b);
}
