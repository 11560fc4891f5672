import type { Node } from 'jsonc-parser';
import { quote, type MistakeList, type Path } from './mistakes.ts';

/** Reports what stands at `node`, and that `expected` may stand there. */
export function wrong(node: Node, path: Path, mistakes: MistakeList, expected: string): undefined {
  mistakes.add(node, path, `found ${describe(node)}`, { valid: [expected] });
}

export function describe(node: Node): string {
  if (node.type === 'object' || node.type === 'array')
    return node.type === 'object' ? 'an object' : 'an array';
  return node.type === 'string' ? quote(node.value as string) : String(node.value);
}
