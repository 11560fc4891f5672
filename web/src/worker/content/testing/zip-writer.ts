import { platform } from '@countersign/shared/platform/browser.ts';
import { concatBytes } from '@countersign/shared/bytes/compare.ts';
import { toUtf8 } from '@countersign/shared/bytes/text.ts';

export interface ZipFile {
  readonly path: string;
  readonly content?: string;
  /** What the local header says instead. */
  readonly localPath?: string;
}

/** A zip archive of stored files; `edit` changes its end record before the comment is put behind it. */
export function makeZip(
  files: readonly ZipFile[],
  comment = '',
  edit: (end: DataView) => void = () => undefined,
): Uint8Array {
  const locals: Uint8Array[] = [];
  const centrals: Uint8Array[] = [];
  let offset = 0;
  for (const { path, content = '', localPath = path } of files) {
    const data = toUtf8(content);
    const common = fields(
      [20, 2],
      [0x800, 2],
      [0, 2],
      [0, 4],
      [platform.crc32(data), 4],
      [data.length, 4],
      [data.length, 4],
    );
    const local = concatBytes(
      fields([0x04034b50, 4]),
      common,
      fields([toUtf8(localPath).length, 2], [0, 2]),
      toUtf8(localPath),
      data,
    );
    const rest = fields([toUtf8(path).length, 2], [0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]);
    centrals.push(concatBytes(fields([0x02014b50, 4], [20, 2]), common, rest, toUtf8(path)));
    locals.push(local);
    offset += local.length;
  }
  const directory = concatBytes(...centrals);
  const end = fields(
    [0x06054b50, 4],
    [0, 4],
    [files.length, 2],
    [files.length, 2],
    [directory.length, 4],
    [offset, 4],
    [comment.length, 2],
  );
  edit(new DataView(end.buffer));
  return concatBytes(...locals, directory, end, toUtf8(comment));
}

function fields(...values: readonly (readonly [value: number, width: 2 | 4])[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(values.reduce((length, [, width]) => length + width, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [value, width] of values) {
    if (width === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += width;
  }
  return bytes;
}
