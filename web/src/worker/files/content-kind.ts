import type { TreeEntry } from '@countersign/shared/artifact/tree.ts';
import { scanText, type TextScan } from './text-scan.ts';

type ContentKind = 'text' | 'binary' | 'link';

/** An entry, and what it is to be shown as. */
export interface Content {
  readonly kind: ContentKind;
  readonly scan: TextScan;
}

const slice = 64 * 1024;
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A file is binary when it holds a NUL or is not UTF-8. */
export function contentOf(entry: TreeEntry): Content {
  const scan = scanText(entry.content);
  if (entry.type !== 'file') return { kind: 'link', scan };
  const binary = scan.hasNul || (scan.hasHigh && !isUtf8(entry.content));
  return { kind: binary ? 'binary' : 'text', scan };
}

/** By the engine's own decoder, slice by slice. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    for (let at = 0; at < bytes.length; at += slice) {
      strict.decode(bytes.subarray(at, at + slice), { stream: true });
    }
    strict.decode();
    return true;
  } catch {
    return false;
  }
}
