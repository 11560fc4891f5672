/** The one-time token that `countersign review` put into the address: `#token=…`; null when there is none. */
export function tokenOf(hash: string): string | null {
  return /^#token=([A-Za-z0-9_-]{43})$/.exec(hash)?.[1] ?? null;
}

let taken: string | null = null;

/** Takes the token out of the address before anything else can see it there. A reload of the page has it no more. */
export function takeToken(): string | null {
  const token = tokenOf(location.hash);
  if (location.hash.startsWith('#token')) {
    history.replaceState(history.state, '', `${location.pathname}${location.search}`);
  }
  taken = token ?? taken;
  return taken;
}

/** Once it was exchanged, nobody should try again. */
export function forgetToken(): void {
  taken = null;
}
