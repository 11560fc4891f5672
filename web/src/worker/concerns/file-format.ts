/** What the first bytes of a file say it is. */
export interface FileFormat {
  /** For people, with its article: `a ZIP archive`. */
  readonly name: string;
  readonly isArchive: boolean;
}

type Row = readonly [at: number, start: string, name: string, isArchive: boolean];

const rows: readonly Row[] = [
  [0, '\u001f\u008b', 'a gzip file', true],
  [0, 'PK\u0003\u0004', 'a ZIP archive', true],
  [0, 'PK\u0005\u0006', 'an empty ZIP archive', true],
  [257, 'ustar', 'a tar archive', true],
  [0, '\u00fd7zXZ\u0000', 'an xz file', true],
  [0, 'BZh', 'a bzip2 file', true],
  [0, '\u0028\u00b5\u002f\u00fd', 'a zstd file', true],
  [0, '7z\u00bc\u00af\u0027\u001c', 'a 7z archive', true],
  [0, 'Rar!\u001a\u0007', 'a RAR archive', true],
  [0, '!<arch>\n', 'an ar archive', true],
  [0, '\u007fELF', 'a program in machine code (ELF)', false],
  [0, 'MZ', 'a program in machine code (Windows)', false],
  [0, '\u00cf\u00fa\u00ed\u00fe', 'a program in machine code (Mach-O)', false],
  [0, '\u00ca\u00fe\u00ba\u00be', 'a program in machine code (Mach-O or Java)', false],
  [0, '\u0000asm', 'a program in WebAssembly', false],
];

const archiveNames =
  /\.(tgz|tar|gz|zip|jar|war|whl|xz|bz2|zst|7z|rar|asar|crx|vsix|nupkg|deb|rpm|apk|iso|dmg)$/i;

/** Null for what is neither an archive nor a program, as far as its first bytes and its name tell. */
export function formatOf(path: string, bytes: Uint8Array): FileFormat | null {
  const row = rows.find(([at, start]) => startsWith(bytes, at, start));
  if (row) return { name: row[2], isArchive: row[3] };
  return archiveNames.test(path) ? { name: 'an archive by its name', isArchive: true } : null;
}

function startsWith(bytes: Uint8Array, at: number, start: string): boolean {
  for (let i = 0; i < start.length; i++) if (bytes[at + i] !== start.charCodeAt(i)) return false;
  return true;
}
