import { useQuery } from '@tanstack/react-query';
import { DigestChip } from '../../../ui/digest-chip.tsx';
import { VisibleText } from '../../../ui/visible-text.tsx';
import type { FileSummary, Side } from '../../../worker/reading.ts';
import { useBench } from '../bench.ts';
import styles from './binary-view.module.css';
import { showLength } from './show-length.ts';

/** Entries that are listed: more would be a page that nobody reads, and stay in the hex. */
const mostListed = 500;

/** What an archive within the artifact holds, by name. Its files are not diffed, and the reader is told so. */
export function ArchiveEntries({ file, side }: { file: FileSummary; side: Side }) {
  const { worker, reading } = useBench();
  const { data: listing } = useQuery({
    queryKey: ['listing', reading.target.digest.sha256, reading.base?.digest.sha256, file.index, side],
    queryFn: async () => worker.listing(file.index, side),
    gcTime: 0,
  });
  if (!listing) return null;
  const { format, entries, problem } = listing;
  return (
    <div className={styles.archive}>
      <p>
        An archive ({format}) with {entries.length} {entries.length === 1 ? 'entry' : 'entries'}. What is in
        it is listed, not diffed: unpack it to read it.
      </p>
      {problem === null ? null : (
        <p className={styles.problem}>
          It could not be listed to its end: <VisibleText text={problem} />
        </p>
      )}
      <table>
        <thead>
          <tr>
            <th scope="col">path</th>
            <th scope="col">size</th>
            <th scope="col">digest</th>
          </tr>
        </thead>
        <tbody>
          {entries.slice(0, mostListed).map(({ path, length, sha256 }, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- one path can be there twice
            <tr key={at}>
              <td>
                <VisibleText text={path} />
              </td>
              <td>{showLength(length)}</td>
              <td>{sha256 === null ? 'not read' : <DigestChip value={sha256} label="sha256" />}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {entries.length > mostListed ? <p>{entries.length - mostListed} more are not listed here.</p> : null}
    </div>
  );
}
