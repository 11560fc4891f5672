import fc from 'fast-check';
import { concatBytes } from '../../bytes/compare.ts';
import { toUtf8 } from '../../bytes/text.ts';
import { gzipStored } from './gzip-writer.ts';
import { type TarFile, paxMember, tarMember } from './tar-writer.ts';

const component = fc.constantFrom('a', 'b', 'lib', 'é', 'x'.repeat(60), '.', 'index.js', '.npmignore');
const path = fc
  .array(component, { minLength: 1, maxLength: 4 })
  .map((components) => ['package', ...components].join('/'));
const smuggled = tarMember({ path: 'package/smuggled.js', content: 'smuggled' });
const content = fc.oneof(fc.string({ maxLength: 20 }).map(toUtf8), fc.constant(smuggled));
const mode = fc.constantFrom(0o644, 0o755, 0o600, 0o100755, 0o444);

/** As npm pack writes it, or nearly. */
export const plainFile: fc.Arbitrary<TarFile> = fc.record({ path, content, mode });

/** An extended header of any kind before an entry, and one byte changed in an entry's header. */
const extension = fc.oneof(
  fc
    .dictionary(
      fc.constantFrom('path', 'size', 'linkpath', 'comment', 'mtime', 'mode', 'uid'),
      fc.oneof(path, fc.constantFrom('0', '1', '8', '512', '1536', '-1', '')),
      { minKeys: 1, maxKeys: 3 },
    )
    .map((records) => paxMember(records)),
  path.map((name) => tarMember({ path: '././@LongLink', typeflag: 'L', content: `${name}\0` })),
  path.map((name) => tarMember({ path: '././@LongLink', typeflag: 'K', content: `${name}\0` })),
  fc
    .dictionary(fc.constantFrom('comment', 'path', 'size'), fc.constantFrom('8', 'package/g'))
    .map((records) => paxMember(records, 'g')),
);
const oddFile: fc.Arbitrary<TarFile> = fc.record(
  {
    path: fc.oneof(
      path,
      path.map((name) => `${name}/`),
    ),
    content: fc.oneof(content, fc.constant('')),
    typeflag: fc.constantFrom('0', '\0', '1', '2', '5', '7', 'S', 'D', 'V'),
    target: fc.constantFrom('', 'a', '../../a'),
    magic: fc.constantFrom('ustar\u000000', 'ustar  \0', '\0\0\0\0\0\0\0\0', 'ustar\0\0\0'),
    prefix: fc.constantFrom('', 'package', 'x'.repeat(140)),
    edit: fc.tuple(fc.nat(511), fc.constantFrom(0, 0x20, 0x2f, 0x31, 0x80, 0xff)).map(
      ([at, byte]) =>
        (header: Uint8Array) =>
          void (header[at] = byte),
    ),
  },
  { requiredKeys: ['path', 'content'] },
);
/** Any member that some tool reads: odd types and headers, extensions, a single zero block. */
export const member = fc.oneof(
  { weight: 3, arbitrary: plainFile.map(tarMember) },
  { weight: 2, arbitrary: oddFile.map(tarMember) },
  { weight: 1, arbitrary: extension },
  { weight: 1, arbitrary: fc.constant(new Uint8Array(512)) },
);

/** pacote wants a manifest to be there. */
const manifest = tarMember({
  path: 'package/package.json',
  content: '{"name":"p","version":"1.0.0","bin":"./lib/a"}',
});

/** The archive of a package with these members. */
export function pack(members: readonly Uint8Array[]): Uint8Array {
  return gzipStored(concatBytes(manifest, ...members, new Uint8Array(1024)));
}
