export interface ImageHeader {
  readonly type: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';
  /** Pixels, both above zero. */
  readonly width: number;
  readonly height: number;
}

/** What the first bytes say of a PNG, JPEG, GIF, or WebP file; null for anything else, SVG above all. */
export function readImageHeader(bytes: Uint8Array): ImageHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header =
    readPng(bytes, view) ?? readGif(bytes, view) ?? readWebp(bytes, view) ?? readJpeg(bytes, view);
  return header !== null && header.width > 0 && header.height > 0 ? header : null;
}

/** PNG (third edition) 11.2.2: the first chunk is IHDR. */
function readPng(bytes: Uint8Array, view: DataView): ImageHeader | null {
  if (!holds(bytes, 0, '\u0089PNG\r\n\u001a\n') || !holds(bytes, 12, 'IHDR') || bytes.length < 24)
    return null;
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

/** GIF89a section 18: the logical screen, which every frame lies in. */
function readGif(bytes: Uint8Array, view: DataView): ImageHeader | null {
  if ((!holds(bytes, 0, 'GIF87a') && !holds(bytes, 0, 'GIF89a')) || bytes.length < 10) return null;
  return { type: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

/** RFC 9649: VP8X gives the canvas; a simple file has its size in its only chunk. */
function readWebp(bytes: Uint8Array, view: DataView): ImageHeader | null {
  if (!holds(bytes, 0, 'RIFF') || !holds(bytes, 8, 'WEBP') || bytes.length < 30) return null;
  const type = 'image/webp';
  if (holds(bytes, 12, 'VP8X')) {
    return { type, width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
  }
  if (holds(bytes, 12, 'VP8L') && bytes[20] === 0x2f) {
    const packed = view.getUint32(21, true);
    return { type, width: 1 + (packed & 0x3fff), height: 1 + ((packed >>> 14) & 0x3fff) };
  }
  if (holds(bytes, 12, 'VP8 ') && holds(bytes, 23, '\u009d\u0001\u002a')) {
    return { type, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  }
  return null;
}

/** ITU-T T.81 annex B: the largest of the frame headers (SOFn), so that no second one is larger than was said. */
function readJpeg(bytes: Uint8Array, view: DataView): ImageHeader | null {
  if (!holds(bytes, 0, '\u00ff\u00d8\u00ff')) return null;
  let width = 0;
  let height = 0;
  for (let at = 2; at + 9 <= bytes.length;) {
    if (bytes[at] !== 0xff) break;
    const marker = bytes[at + 1] as number;
    if (marker === 0xff) {
      at++;
      continue;
    }
    // The scan: what follows is coded picture.
    if (marker === 0xda || marker === 0xd9) break;
    if (isFrame(marker)) {
      height = Math.max(height, view.getUint16(at + 5));
      width = Math.max(width, view.getUint16(at + 7));
    }
    at += marker >= 0xd0 && marker <= 0xd8 ? 2 : 2 + view.getUint16(at + 2);
  }
  return { type: 'image/jpeg', width, height };
}

/** SOF0 to SOF15 without DHT (c4), JPG (c8) and DAC (cc). */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
}

function holds(bytes: Uint8Array, at: number, text: string): boolean {
  if (at + text.length > bytes.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}
