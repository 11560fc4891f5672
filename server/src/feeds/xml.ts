/** Characters that XML 1.0 cannot hold, not even escaped (its section 2.2): controls, lone surrogates, U+FFFE, U+FFFF. */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
};

/** For the content of an element or a quoted attribute. What XML cannot hold becomes U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replace(forbidden, '\u{fffd}')
    .replace(/[&<>"'\r]/g, (character) => entities[character] as string);
}
