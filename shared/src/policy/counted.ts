const shown = 3;

/** `adds 2 baseline entries: a, b`; past three items `and 17 others`. Empty when there are none. */
export function counted(verb: string, one: string, many: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  const others = items.length - shown;
  const more = others > 0 ? ` and ${others} ${others === 1 ? 'other' : 'others'}` : '';
  return [
    `${verb} ${items.length} ${items.length === 1 ? one : many}: ${items.slice(0, shown).join(', ')}${more}`,
  ];
}
