/** The two logs of a node (docs/protocol.md, "Logs"). */
export type LogName = 'reviews' | 'trust';

export const logNames: readonly LogName[] = ['reviews', 'trust'];
