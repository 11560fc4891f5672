import { fromUtf8 } from '@countersign/shared/bytes/text.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import { readUpTo } from '../read-file.ts';

const shortest = 8;
const longestFile = 1024;

/**
 * The passphrase in a file, or in a pipe such as /dev/stdin or /dev/fd/3: UTF-8, at most 1,024 bytes, one line, whose
 * ending (LF or CRLF), if there is one, is no part of it; spaces are. Throws `passphrase-file-unreadable` or
 * `passphrase-malformed`, which never quote what was read.
 */
export function readPassphraseFile(path: string): string {
  const bytes = readUpTo(path, longestFile + 1, 'passphrase-file-unreadable');
  if (bytes.length > longestFile) {
    throw new CodedError('passphrase-malformed', `a passphrase file has at most ${longestFile} bytes`, {
      path,
    });
  }
  let text: string;
  try {
    text = fromUtf8(bytes);
  } catch {
    throw new CodedError('passphrase-malformed', 'a passphrase file is UTF-8', { path });
  }
  return checkLine(text.replace(/\r?\n$/, ''));
}

/** `passphrase` if it may protect a new key; throws `passphrase-short` under 8 characters. */
export function checkNewPassphrase(passphrase: string): string {
  if (Array.from(checkLine(passphrase)).length < shortest) {
    throw new CodedError('passphrase-short', `a passphrase has at least ${shortest} characters`);
  }
  return passphrase;
}

function checkLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is refused
  if (/[\u0000-\u001f\u007f]/.test(text)) {
    throw new CodedError('passphrase-malformed', 'a passphrase is one line without control characters');
  }
  return text;
}
