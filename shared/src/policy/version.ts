import { findNodeAtLocation } from 'jsonc-parser';
import { CodedError } from '../errors.ts';
import type { Document } from './mistakes.ts';

/** Throws `file-too-new` on a version above `known`, before what else that version may hold is taken for a mistake. */
export function refuseNewer(document: Document, known: number): void {
  const version: unknown = findNodeAtLocation(document.root, ['version'])?.value;
  if (typeof version !== 'number' || !Number.isInteger(version) || version <= known) return;
  throw new CodedError(
    'file-too-new',
    `${document.name} has version ${version}; this program knows version ${known}: update countersign`,
    { file: document.name, version, known },
  );
}
