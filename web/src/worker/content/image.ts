import type { DecodedImage } from '../reading.ts';
import { readImageHeader } from './image-header.ts';

/** More would take 64 MB of memory. */
const pixelsMax = 16 * 1024 * 1024;

/** The picture that this browser decodes, its first frame if it moves; null when it is none, broken, or too large. */
export async function decodeImage(bytes: Uint8Array): Promise<DecodedImage | null> {
  const header = readImageHeader(bytes);
  if (header === null || header.width * header.height > pixelsMax) return null;
  try {
    const pixels = await createImageBitmap(
      new Blob([bytes as Uint8Array<ArrayBuffer>], { type: header.type }),
    );
    if (pixels.width * pixels.height > pixelsMax) {
      pixels.close();
      return null;
    }
    return { width: pixels.width, height: pixels.height, pixels };
  } catch {
    return null;
  }
}
