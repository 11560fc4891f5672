/** What a vouch may last, by its own dates and after its log time (docs/protocol.md, "What each kind says"). */
export const longestVouchSeconds = 366 * 24 * 3600;
