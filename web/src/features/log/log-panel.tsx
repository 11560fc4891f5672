import { LogWarning } from '../../trust/log-warnings.tsx';
import type { LogLook } from '../../trust/node-logs/node-logs.ts';
import { Failure } from '../../ui/state.tsx';
import { CheckpointBlock } from './checkpoint-block.tsx';
import { EntryPage } from './entry-page.tsx';
import { EntryTable } from './entry-table.tsx';
import { SearchBlock } from './search-block.tsx';
import { SearchResults } from './search-results.tsx';
import { readSought } from './search-text.ts';

interface Props {
  readonly look: LogLook;
  readonly witness: string;
  readonly search: { readonly from?: string; readonly index?: string; readonly search?: string };
}

/** One log: its checkpoint first, then what was asked for. */
export function LogPanel({ look, witness, search }: Props) {
  const { log, head } = look;
  const sought = search.search === undefined ? null : readSought(search.search);
  const index = sought?.kind === 'index' ? sought.index : countIn(search.index);
  return (
    <>
      <LogWarning look={look} />
      {look.problem !== null && look.memory.state !== 'contradicts' ? <Failure error={look.problem} /> : null}
      {head === null ? null : (
        <>
          <CheckpointBlock look={look} head={head} witness={witness} />
          <SearchBlock key={search.search ?? ''} log={log} text={search.search ?? ''} />
          <Shown log={log} size={head.size} index={index} sought={sought} from={countIn(search.from)} />
        </>
      )}
    </>
  );
}

interface ShownProps {
  readonly log: LogLook['log'];
  readonly size: number;
  readonly index: number | null;
  readonly sought: ReturnType<typeof readSought>;
  readonly from: number | null;
}

function Shown({ log, size, index, sought, from }: ShownProps) {
  if (index !== null) return <EntryPage log={log} index={index} size={size} />;
  if (sought !== null && sought.kind !== 'index') return <SearchResults sought={sought} />;
  return <EntryTable log={log} size={size} from={from} />;
}

/** Null for what is no index. */
function countIn(text: string | undefined): number | null {
  return text !== undefined && /^(0|[1-9][0-9]{0,14})$/.test(text) ? Number(text) : null;
}
