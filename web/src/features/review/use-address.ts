import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { Bench } from './bench.ts';
import { formatPlace } from './line-address.ts';
import { arrivalAt } from './make-bench.ts';
import { openFile } from './view-store.ts';

/** Milliseconds: a browser takes only so many changes of the address. */
const patience = 300;

/** Keeps file and line in the address, so that a line can be linked to, and follows the address back and forth. */
export function useAddress({ view, reading }: Bench): void {
  const navigate = useNavigate();
  const address = useSearch({ from: '/review' });
  const file = useStore(view, (now) => now.file);
  const cursor = useStore(view, (now) => now.cursor);
  const path = reading.files[file]?.path;
  const line = cursor ? formatPlace({ ...cursor, to: cursor.line }) : undefined;
  const written = useRef({ file: address.file, line: address.line });

  useEffect(() => {
    const now = written.current;
    if (path === undefined || (now.file === path && now.line === line)) return;
    const timer = setTimeout(() => {
      const another = now.file !== undefined && now.file !== path;
      written.current = { file: path, line };
      void navigate({
        to: '/review',
        search: ({ purl, base }) => ({
          ...(purl === undefined ? {} : { purl }),
          ...(base === undefined ? {} : { base }),
          file: path,
          ...(line === undefined ? {} : { line }),
        }),
        replace: !another,
        resetScroll: false,
      });
    }, patience);
    return () => clearTimeout(timer);
  }, [navigate, path, line]);

  useEffect(() => {
    const now = written.current;
    if (address.file === now.file && address.line === now.line) return;
    written.current = { file: address.file, line: address.line };
    const named = reading.files.find((one) => one.path === address.file);
    if (named) openFile(view, named.index, arrivalAt(address.line));
  }, [address.file, address.line, reading, view]);
}
