import type { LogName } from '@countersign/shared/log/log-name.ts';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { Button } from '../../ui/button.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import styles from './page.module.css';
import { readSought, soughtInWords } from './search-text.ts';

/** One field for everything that a log is searched by; it says what it took the text for. */
export function SearchBlock({ log, text }: { log: LogName; text: string }) {
  const navigate = useNavigate({ from: '/log' });
  const [typed, setTyped] = useState(text);
  const sought = readSought(typed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = typed.trim();
    if (sought?.kind === 'index') void navigate({ search: { log, index: String(sought.index) } });
    else void navigate({ search: found === '' ? { log } : { log, search: found } });
  };
  return (
    <search>
      <form className={styles.search} onSubmit={submit}>
        <label htmlFor={`search-${log}`}>Package, release, digest, signer, statement id, or index</label>
        <div className={styles.row}>
          <input
            id={`search-${log}`}
            type="search"
            value={typed}
            maxLength={2048}
            autoCapitalize="off"
            spellCheck={false}
            aria-describedby={`taken-${log}`}
            onChange={({ target }) => setTyped(target.value)}
          />
          <Button type="submit">Search</Button>
        </div>
        <output id={`taken-${log}`} className={styles.taken}>
          {typed.trim() === '' ? null : sought === null ? (
            'This is none of those. Write socks, socks@2.8.4, 64 or 128 hex digits, ed25519:…, or a number.'
          ) : (
            <>
              Taken for <VisibleText text={soughtInWords(sought)} />.
            </>
          )}
        </output>
        {text === '' ? null : (
          <Link to="/log" search={{ log }}>
            All entries
          </Link>
        )}
      </form>
    </search>
  );
}
