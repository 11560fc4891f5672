import { Link, Outlet } from '@tanstack/react-router';
import styles from './shell.module.css';

/** What every page of a node has around it. The workbench brings its own header. */
export function Shell() {
  return (
    <div className={styles.shell}>
      <header className={styles.header}>
        <b>Countersign</b>
        <nav aria-label="Pages">
          <Link to="/">Flags</Link>
          <Link to="/queue">Queue</Link>
          <Link to="/packages">Packages</Link>
          <Link to="/log">Log</Link>
          <Link to="/help">Help</Link>
        </nav>
      </header>
      <Outlet />
    </div>
  );
}
