import { findNodeAtLocation, parseTree, type Node } from 'jsonc-parser';
import { parsePolicy } from './policy.ts';
import type { Waiver } from './waiver-shape.ts';
import { appendChild } from './splice.ts';

/**
 * The policy with `waiver` as its last one; every other character stays. Throws `policy-invalid` where either is wrong,
 * so that a file is written only when it will be read.
 */
export function addWaiver(text: string, waiver: Waiver, name?: string): string {
  const before = parsePolicy(text, name).waivers.length;
  const root = rootOf(text);
  const list = findNodeAtLocation(root, ['waivers']);
  const item = formatWaiver(waiver);
  const edited =
    list === undefined
      ? appendChild(text, root, `"waivers": [\n  ${item.replaceAll('\n', '\n  ')}\n]`)
      : appendChild(text, list, item);
  return proven(edited, before + 1, name);
}

/** A waiver as the policy shows it, without indentation of its own. */
export function formatWaiver({ release, digest, entry, findings, owner, reason, expires }: Waiver): string {
  const fields: [string, unknown][] = Object.entries({
    release,
    digest,
    entry,
    findings,
    owner,
    reason,
    expires,
  });
  const lines = fields
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `  ${JSON.stringify(key)}: ${formatInline(value)}`);
  return `{\n${lines.join(',\n')}\n}`;
}

/** JSON on one line, with spaces where people put them. */
export function formatInline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(formatInline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{ ${fields.map(([key, field]) => `${JSON.stringify(key)}: ${formatInline(field)}`).join(', ')} }`;
}

function proven(edited: string, waivers: number, name?: string): string {
  if (parsePolicy(edited, name).waivers.length !== waivers)
    throw new Error('the edit of the waivers went wrong');
  return edited;
}

function rootOf(text: string): Node {
  return parseTree(text, [], { allowTrailingComma: true }) as Node;
}
