import { Tabs } from '@base-ui/react/tabs';
import { logNames, type LogName } from '@countersign/shared/log/log-name.ts';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Failure, Loading } from '../../ui/state.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { LogPanel } from './log-panel.tsx';
import styles from './page.module.css';
import { useHeads } from './use-log.ts';

/** Both logs of this node, checked in this browser. */
export function LogPage() {
  const search = useSearch({ from: '/log' });
  const navigate = useNavigate({ from: '/log' });
  const log: LogName = search.log === 'trust' ? 'trust' : 'reviews';
  const { data, error, isPending, refetch } = useHeads();
  useTitle(search.index === undefined ? `Log: ${log}` : `Entry ${search.index} of the ${log} log`);
  return (
    <main>
      <h1>Log</h1>
      <p className="lead">
        All that this node can ever say stands in two logs that only grow: what was read, and whom to trust
        and what is flagged. Everything here is checked in this browser.
      </p>
      {isPending ? <Loading what="both checkpoints" /> : null}
      {error ? <Failure error={error} retry={() => void refetch()} /> : null}
      {data ? (
        <Tabs.Root
          value={log}
          onValueChange={(value: unknown) =>
            void navigate({ search: { log: value === 'reviews' ? 'reviews' : 'trust' } })
          }
        >
          <Tabs.List className={styles.tabs} aria-label="Logs">
            {logNames.map((name) => (
              <Tabs.Tab key={name} value={name} className={styles.tab}>
                {name}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {logNames.map((name) => (
            <Tabs.Panel key={name} value={name}>
              <LogPanel look={data[name]} witness={data.witness} search={search} />
            </Tabs.Panel>
          ))}
        </Tabs.Root>
      ) : null}
    </main>
  );
}
