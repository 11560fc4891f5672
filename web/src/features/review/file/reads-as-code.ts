const codeNames =
  /\.([cm]?[jt]sx?|json|node-script|wat|py|rb|pl|php|lua|sh|bash|zsh|ps1|bat|cmd|html?|svg|xml|css|vue|gypi?|ya?ml|toml|md)$/i;
/** Of its bytes, how many are text where a file is mostly text. A picture or a program has about two in five. */
const textShare = 0.8;

/**
 * Whether a file without lines may be run as text all the same: one NUL in a comment makes a script binary, and an engine
 * runs it. By its name, by `#!`, or because most of `start`, its first bytes, is text.
 */
export function readsAsCode(path: string, start: Uint8Array): boolean {
  if (codeNames.test(path) || (start[0] === 0x23 && start[1] === 0x21)) return true;
  let text = 0;
  for (const byte of start) if ((byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d)) text += 1;
  return text > 0 && text >= start.length * textShare;
}
