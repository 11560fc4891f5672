import type { Unsigned } from '@countersign/shared/statement/unsigned.ts';
import { useBench } from '../bench.ts';
import { SaveFile } from './save-file.tsx';
import { SendToTerminal } from './send-to-terminal.tsx';

/** How a statement gets to a key: over to the terminal that waits, or as a file. */
export function HandOver({ unsigned }: { unsigned: Unsigned }) {
  const { terminal } = useBench().occasion;
  return terminal ? (
    <SendToTerminal unsigned={unsigned} terminal={terminal} />
  ) : (
    <SaveFile unsigned={unsigned} />
  );
}
