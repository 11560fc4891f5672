import { makeTarGz, type TarFile } from '@countersign/shared/artifact/testing/tar-writer.ts';

/**
 * Two versions of a package that tries everything on its reader and does nothing: every script, handler and address in it
 * would only set `interpreted` on the page that took it for more than text.
 */
export interface HostilePackage {
  readonly base: Uint8Array;
  readonly target: Uint8Array;
  /** Paths that a reader must be shown, by what they try. */
  readonly paths: Readonly<Record<string, string>>;
}

const script = '<script>globalThis.interpreted = true</script>';
const handler = '<img src="x" onerror="globalThis.interpreted = true">';
const address = 'javascript:globalThis.interpreted=true';
const rightToLeft = '\u202e';
const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);
const lines = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => `${line(at)}\n`).join('');

const paths = {
  html: `docs/${handler.replaceAll('/', '')}.html`,
  readme: 'README.md',
  svg: 'logo.svg',
  json: 'data.json',
  sourceMap: 'dist/index.js.map',
  longLine: 'dist/long.js',
  millionLines: 'dist/million.txt',
  nuls: 'dist/nuls.js',
  surrogates: 'dist/surrogates.js',
  bidi: 'lib/bidi.js',
  lookAlike: 'lib/look-alike.js',
  lineEnds: 'lib/line-ends.js',
  whiteSpace: 'lib/white-space.js',
  toText: 'lib/was-binary.js',
  mode: 'bin/tool.js',
  movedTo: 'lib/moved-to.js',
  movedEdited: 'lib/moved-edited.js',
  bidiName: `lib/gpj${rightToLeft}.js`,
  image: 'picture.png',
  falseImage: 'not-a-picture.png',
  archive: 'inner.tgz',
} as const;

const module = lines(60, (at) => `export const value${at} = ${at}; // one of sixty`);
const hiddenText = `if (user /*${rightToLeft} } \u2066if (isAdmin)\u2069 \u2066*/ === 'x') run(); // \u200b\ufeff`;
const manifest = (version: string, more: object): string =>
  `${JSON.stringify({ name: 'tries-everything', version, description: script, ...more }, null, 2)}\n`;

/** `scale` of 1 has the 15 MB line, the million lines and the 2,000 files; a test of other things takes less. */
export function hostilePackage(scale = 1): HostilePackage {
  const base: TarFile[] = [
    file('package.json', manifest('1.0.0', { scripts: { test: 'true' } })),
    file(paths.lineEnds, module),
    file(paths.whiteSpace, module),
    file(paths.toText, bytes(0, 1, 2, 3, 255)),
    file(paths.mode, module),
    file('lib/moved-from.js', module.replaceAll('value', 'moved')),
    file('lib/moved-old.js', module.replaceAll('value', 'edited')),
  ];
  const target: TarFile[] = [
    file(
      'package.json',
      manifest('1.0.1', {
        main: { toString: 1 },
        bin: { tool: 'bin/tool.js', __proto__: 'x' },
        scripts: { postinstall: `true ${script}${rightToLeft}`, constructor: ['x'] },
        dependencies: { [handler]: address, __proto__: null },
        homepage: address,
      }),
    ),
    file(paths.html, `${script}${handler}`),
    file(paths.readme, `# ${script}\n\n[a link](${address})\n\n${handler}\n![x](${address})\n`),
    file(
      paths.svg,
      `<svg xmlns="http://www.w3.org/2000/svg" onload="globalThis.interpreted=true">${script}</svg>\n`,
    ),
    file(
      paths.json,
      `{"__proto__":{"polluted":true},"constructor":{"prototype":{}},"a":${'['.repeat(5000)}\n`,
    ),
    file(paths.sourceMap, JSON.stringify({ version: 3, sources: [address], mappings: script })),
    file(paths.longLine, `var x='${'a'.repeat(Math.ceil(15_000_000 * scale))}';\n`),
    file(
      paths.millionLines,
      lines(Math.ceil(1_000_000 * scale), (at) => `line ${at}`),
    ),
    file(paths.nuls, `a\0b\0c\n\0\0\0\n`),
    file(paths.surrogates, bytes(0x76, 0x3d, 0x27, 0xed, 0xa0, 0x80, 0xc0, 0xaf, 0xff, 0x27, 0x0a)),
    file(paths.bidi, `${hiddenText}\n`),
    file(paths.lookAlike, `const p\u0430ypal = 'p\u0430ypal'; // the second letter is Cyrillic\n`),
    file(paths.lineEnds, module.replaceAll('\n', '\r\n')),
    file(paths.whiteSpace, module.replaceAll(' = ', '  =  ')),
    file(paths.toText, 'export {};\n'),
    { ...file(paths.mode, module), mode: 0o755 },
    file(paths.movedTo, module.replaceAll('value', 'moved')),
    file(paths.movedEdited, module.replaceAll('value', 'edited').replace('edited7 = 7', 'edited7 = 700')),
    file(paths.bidiName, 'export {};\n'),
    file(paths.image, Buffer.from(onePixel, 'base64')),
    file(paths.falseImage, script),
    file(paths.archive, makeTarGz({ 'inner.js': script })),
    ...Array.from({ length: Math.ceil(2000 * scale) }, (_, at) =>
      file(`many/${String(at % 50).padStart(2, '0')}/file-${at}.js`, `export default ${at};\n`),
    ),
  ];
  return { base: makeTarGz(base), target: makeTarGz(target), paths };
}

function file(path: string, content: string | Uint8Array): TarFile {
  return { path: `package/${path}`, content };
}

/** A grey pixel. */
const onePixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==';
