/** What a key can do. Signing is not among it. */
export const actions = [
  'next-line',
  'previous-line',
  'next-hunk',
  'previous-hunk',
  'next-file',
  'previous-file',
  'read-and-next',
  'toggle-read',
  'undo',
  'comment',
  'flag',
  'next-finding',
  'previous-finding',
  'expand',
  'expand-all',
  'view',
  'wrap',
  'split',
  'search',
  'jump',
  'help',
] as const;
export type Action = (typeof actions)[number];

/** A key for each action; null leaves it without one. */
type Bindings = Readonly<Record<Action, string | null>>;

export interface KeySettings {
  readonly enabled: boolean;
  readonly bindings: Bindings;
}

export const actionTexts: Readonly<Record<Action, string>> = {
  'next-line': 'next line',
  'previous-line': 'previous line',
  'next-hunk': 'next change',
  'previous-hunk': 'previous change',
  'next-file': 'next file',
  'previous-file': 'previous file',
  'read-and-next': 'mark read, go to the next unread file',
  'toggle-read': 'mark read or unread',
  undo: 'undo the last mark or comment',
  comment: 'comment on this line',
  flag: 'flag this release instead',
  'next-finding': 'next finding',
  'previous-finding': 'previous finding',
  expand: 'show more lines here',
  'expand-all': 'show the whole file',
  view: 'raw or readable text',
  wrap: 'wrap long lines',
  split: 'one column or two',
  search: 'search the whole change',
  jump: 'go to a file',
  help: 'these keys',
};

export const defaultKeys: KeySettings = {
  enabled: true,
  bindings: {
    'next-line': 'j',
    'previous-line': 'k',
    'next-hunk': 'n',
    'previous-hunk': 'p',
    'next-file': ']',
    'previous-file': '[',
    'read-and-next': 'Shift+M',
    'toggle-read': 'x',
    undo: 'u',
    comment: 'c',
    flag: '!',
    'next-finding': 'a',
    'previous-finding': 'z',
    expand: 'o',
    'expand-all': 'Shift+O',
    view: 'v',
    wrap: 'w',
    split: 's',
    search: '/',
    jump: 't',
    help: '?',
  },
};

/** What of a keyboard event counts. */
export interface Press {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** As bindings write it: `j`, `Shift+M`, `!`. Null for what may not be bound: it belongs to the browser or to typing. */
export function keyOf({ key, shiftKey, ctrlKey, altKey, metaKey }: Press): string | null {
  if (ctrlKey || altKey || metaKey || Array.from(key).length !== 1 || key.trim() === '') return null;
  const isLetter = key.toLowerCase() !== key.toUpperCase();
  if (!isLetter) return key;
  return shiftKey ? `Shift+${key.toUpperCase()}` : key.toLowerCase();
}

export function actionOf(settings: KeySettings, press: Press): Action | null {
  const key = settings.enabled ? keyOf(press) : null;
  return key === null ? null : (actions.find((action) => settings.bindings[action] === key) ?? null);
}

/** The settings with another key, or the action that has this key already. */
export function bind(
  settings: KeySettings,
  action: Action,
  key: string | null,
): { settings: KeySettings } | { takenBy: Action } {
  const takenBy =
    key === null ? undefined : actions.find((other) => other !== action && settings.bindings[other] === key);
  if (takenBy) return { takenBy };
  return { settings: { ...settings, bindings: { ...settings.bindings, [action]: key } } };
}

/** The default settings for whatever is not wholly right. */
export function parseKeys(text: string | null): KeySettings {
  if (text === null) return defaultKeys;
  try {
    const value = JSON.parse(text) as { enabled?: unknown; bindings?: Record<string, unknown> };
    const bindings: Record<string, string | null> = {};
    for (const action of actions) {
      const key = value.bindings?.[action];
      // An action that is newer than the settings has no key until its reader gives it one.
      bindings[action] = typeof key === 'string' && isKey(key) ? key : null;
    }
    const used = Object.values(bindings).filter((key) => key !== null);
    if (typeof value.enabled !== 'boolean' || new Set(used).size !== used.length) return defaultKeys;
    return { enabled: value.enabled, bindings: bindings as Bindings };
  } catch {
    return defaultKeys;
  }
}

/** `⇧M` is how a key is shown. */
export function showKey(key: string): string {
  return key.replace('Shift+', '⇧');
}

function isKey(key: string): boolean {
  const shifted = key.startsWith('Shift+');
  const plain = shifted ? key.slice('Shift+'.length) : key;
  return key === keyOf({ key: plain, shiftKey: shifted, ctrlKey: false, altKey: false, metaKey: false });
}
