import styles from './shell.module.css';

const addresses = [
  { href: '/feeds/flags.atom', name: 'Flags as Atom' },
  { href: '/feeds/flags.json', name: 'Flags as JSON Feed' },
  { href: '/openapi.json', name: 'API' },
  { href: '/keys', name: 'Keys' },
  { href: '/trust/checkpoint', name: 'Checkpoint' },
  { href: '/healthz', name: 'Health' },
  { href: '/pages.sha256', name: 'Hashes of these pages' },
] as const;

/** What this node answers beside its pages. */
export function PageFooter() {
  return (
    <footer className={styles.footer}>
      <ul>
        {addresses.map(({ href, name }) => (
          <li key={href}>
            <a href={href}>{name}</a>
          </li>
        ))}
      </ul>
      <p>Every signature shown here was checked in this browser. Nothing is loaded from anywhere else.</p>
    </footer>
  );
}
