/** The workbench's keys as they are until a reader changes them; `keys.test.ts` holds them against the workbench's own. */
export const workbenchKeys: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ['j', 'k'], does: 'next and previous line' },
  { keys: ['n', 'p'], does: 'next and previous change' },
  { keys: [']', '['], does: 'next and previous file' },
  { keys: ['Shift+M'], does: 'mark the file read, go to the next unread one' },
  { keys: ['x'], does: 'mark the file read or unread' },
  { keys: ['u'], does: 'undo the last mark or comment' },
  { keys: ['c'], does: 'comment on the line' },
  { keys: ['!'], does: 'flag the release instead' },
  { keys: ['a', 'z'], does: 'next and previous finding' },
  { keys: ['o', 'Shift+O'], does: 'show more lines here, or the whole file' },
  { keys: ['v', 'w', 's'], does: 'raw or readable text, wrapped lines, one column or two' },
  { keys: ['/', 't'], does: 'search the whole change, go to a file' },
  { keys: ['?'], does: 'these keys, and how to change them' },
];
