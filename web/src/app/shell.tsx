import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { CheckpointAge } from './checkpoint-age.tsx';
import { Offline } from './offline.tsx';
import { PageFooter } from './page-footer.tsx';
import { useFocusOnNavigation } from './use-focus-on-navigation.ts';
import styles from './shell.module.css';

const pages = [
  { to: '/', name: 'Flags', also: [] },
  { to: '/queue', name: 'Queue', also: [] },
  { to: '/packages', name: 'Packages', also: ['/package', '/release'] },
  { to: '/log', name: 'Log', also: [] },
  { to: '/help', name: 'Help', also: [] },
] as const;

/** What every page of a node has around it. The workbench brings a bar of its own, and needs the height. */
export function Shell() {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const content = useFocusOnNavigation(path);
  const workbench = path === '/review';
  return (
    <div className={workbench ? `${styles.shell} ${styles.workbench}` : styles.shell}>
      <a
        className={styles.skip}
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          content.current?.focus();
        }}
      >
        Skip to the page
      </a>
      <header className={styles.header}>
        <b className={styles.name}>Countersign</b>
        {workbench ? null : <Pages path={path} />}
        {workbench ? null : <CheckpointAge />}
      </header>
      <Offline />
      <div id="content" ref={content} tabIndex={-1} className={styles.content}>
        <Outlet />
      </div>
      {workbench ? null : <PageFooter />}
    </div>
  );
}

function Pages({ path }: { path: string }) {
  return (
    <nav className={styles.pages} aria-label="Pages">
      {pages.map(({ to, name, also }) => {
        const beneath = (also as readonly string[]).includes(path);
        return (
          <Link
            key={to}
            to={to}
            activeOptions={{ exact: true, includeSearch: false }}
            {...(beneath ? { 'data-beneath': '' } : {})}
          >
            {name}
          </Link>
        );
      })}
    </nav>
  );
}
