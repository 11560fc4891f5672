import { toUtf8 } from '../../bytes/text.ts';
import { concatBytes } from '../../bytes/compare.ts';
import { gzipStored } from './gzip-writer.ts';

/** One member of an archive to write. Nothing is checked: tests write what no packer would. */
export interface TarFile {
  /** With its top folder; a name over 100 bytes gets a pax header, like npm pack does it. */
  path: string | Uint8Array;
  content?: string | Uint8Array;
  /** Default 0o644. */
  mode?: number;
  /** Default `0`, a file. */
  typeflag?: string;
  /** Where a link points. */
  target?: string;
  /** Stated instead of the content's length. */
  size?: number;
  /** Default `ustar\0` and `00`. */
  magic?: string;
  prefix?: string;
  /** Changes the finished header; the checksum is made after it. */
  edit?: (header: Uint8Array) => void;
}

const block = 512;

/** A tar archive with these members and two zero blocks. */
export function makeTar(files: readonly TarFile[]): Uint8Array {
  return concatBytes(...files.map(tarMember), new Uint8Array(2 * block));
}

/**
 * A gzipped tar, not compressed. An object is written as a package: `{ 'package.json': '{}' }` becomes
 * `package/package.json`.
 */
export function makeTarGz(
  files: readonly TarFile[] | Readonly<Record<string, string | Uint8Array>>,
): Uint8Array {
  const members = Array.isArray(files)
    ? (files as readonly TarFile[])
    : Object.entries(files).map(([path, content]) => ({
        path: `package/${path}`,
        content: content as string,
      }));
  return gzipStored(makeTar(members));
}

/** Header and padded content, with a pax header before them where the name asks for one. */
export function tarMember(file: TarFile): Uint8Array {
  const name = bytesOf(file.path);
  const content = bytesOf(file.content ?? '');
  const padding = new Uint8Array((block - (content.length % block)) % block);
  const member = concatBytes(tarHeader(file, name.subarray(0, 100), content.length), content, padding);
  if (name.length <= 100 || typeof file.path !== 'string') return member;
  return concatBytes(paxMember({ path: file.path }), member);
}

/** A pax extended header (`x`, or `g` for a global one) with these records. */
export function paxMember(records: Readonly<Record<string, string>>, typeflag = 'x'): Uint8Array {
  const content = Object.entries(records).map(([key, value]) => paxRecord(key, value));
  return tarMember({ path: 'PaxHeader', typeflag, content: content.join('') });
}

/** `26 path=package/lib/a.js\n` */
export function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const length = toUtf8(rest).length;
  const digits = String(length + String(length).length).length;
  return `${length + digits}${rest}`;
}

function tarHeader(file: TarFile, name: Uint8Array, length: number): Uint8Array {
  const header = new Uint8Array(block);
  header.set(name, 0);
  header.set(octal(file.mode ?? 0o644, 8), 100);
  header.set(octal(0, 8), 108);
  header.set(octal(0, 8), 116);
  header.set(octal(file.size ?? length, 12), 124);
  header.set(octal(499162500, 12), 136);
  header.set(toUtf8(file.typeflag ?? '0'), 156);
  header.set(toUtf8(file.target ?? ''), 157);
  header.set(toUtf8(file.magic ?? 'ustar\u000000'), 257);
  header.set(toUtf8(file.prefix ?? ''), 345);
  file.edit?.(header);
  header.fill(0x20, 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.set(toUtf8(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
  return header;
}

function octal(value: number, width: number): Uint8Array {
  return toUtf8(`${value.toString(8).padStart(width - 1, '0')}\0`);
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? toUtf8(content) : content;
}
