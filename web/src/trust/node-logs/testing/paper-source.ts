import { toBase64 } from '@countersign/shared/bytes/base64.ts';
import { fromUtf8, toUtf8 } from '@countersign/shared/bytes/text.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import { encodeBundle } from '@countersign/shared/log/bundle.ts';
import { logKey, signCheckpoint } from '@countersign/shared/log/checkpoint.ts';
import { cosign, witnessKey } from '@countersign/shared/log/cosignature.ts';
import { Frontier } from '@countersign/shared/log/frontier.ts';
import type { LogName } from '@countersign/shared/log/log-name.ts';
import { inclusionProof, leafHash, nodeHash, type NodeReader } from '@countersign/shared/log/merkle.ts';
import { pathOf, parseTilePath, tileWidth } from '@countersign/shared/log/tile.ts';
import { formatVkey } from '@countersign/shared/log/vkey.ts';
import { signerFromSeed } from '@countersign/shared/signer/signer.ts';
import { openEntry } from '@countersign/shared/statement/open.ts';
import { namedSubject, signStatement } from '@countersign/shared/statement/sign.ts';
import type { NodeSource } from '../node-source.ts';

/** Seconds: when the tests take place. */
export const now = 1_795_370_400;

const seed = (byte: number) => new Uint8Array(32).fill(byte);

interface PaperLog {
  note: string;
  entries: readonly Uint8Array[];
}

/** A node in memory, with real keys, that answers whatever a test makes it answer. */
export class PaperSource implements NodeSource {
  readonly #keys;
  readonly #witness;
  readonly logs: Record<LogName, PaperLog> = {
    reviews: { note: '', entries: [] },
    trust: { note: '', entries: [] },
  };
  /** Answers in place of the honest ones, by path; what stands behind `?` counts too. */
  readonly lies = new Map<string, Uint8Array | string | null>();
  /** Ids that the API leaves out, though the log has them. */
  readonly hidden = new Set<string>();
  readonly asked: string[] = [];

  constructor(byte = 100) {
    this.#keys = { reviews: logKey('reviews', seed(byte)), trust: logKey('trust', seed(byte + 1)) };
    this.#witness = witnessKey(seed(byte + 2));
    this.log('reviews', []);
    this.log('trust', []);
  }

  keys() {
    const { reviews, trust } = this.#keys;
    return {
      reviews: formatVkey(reviews.vkey),
      trust: formatVkey(trust.vkey),
      witness: formatVkey(this.#witness.vkey),
    };
  }

  /** Signs and cosigns a checkpoint over these entries, and serves both. */
  log(log: LogName, entries: readonly Uint8Array[], time = now - 60): void {
    this.logs[log] = { note: this.signed(log, entries, time), entries };
  }

  /** A note that the log's key signs and the witness cosigns, whatever is served. */
  signed(log: LogName, entries: readonly Uint8Array[], time = now - 60): string {
    const frontier = new Frontier();
    for (const entry of entries) frontier.append(leafHash(entry));
    const key = this.#keys[log];
    const note = signCheckpoint({ origin: key.vkey.name, size: entries.length, root: frontier.root() }, key);
    return note + cosign(note, this.#witness, time);
  }

  /** The statement by which a log puts its present checkpoint before new entries. */
  ownCheckpoint(log: LogName, note = this.logs[log].note): Uint8Array {
    const key = signerFromSeed(this.#keys[log].seed);
    const predicate = { note };
    const subject = namedSubject(this.#keys[log].vkey.name);
    return signStatement({ kind: 'checkpoint', log, subject, predicate }, key).entry;
  }

  async get(path: string): Promise<Uint8Array> {
    this.asked.push(path);
    const lie = this.lies.get(path);
    const answer = lie === undefined ? this.#honest(path) : lie;
    if (answer === null) throw new CodedError('node-unreachable', `${path} is not there`, { status: 404 });
    return typeof answer === 'string' ? toUtf8(answer) : answer;
  }

  #honest(path: string): Uint8Array | string | null {
    if (path === '/keys') return JSON.stringify(this.keys());
    if (path.startsWith('/api/releases?'))
      return JSON.stringify(this.#about(new URLSearchParams(path.slice(14))));
    if (path.startsWith('/api/statements/')) return JSON.stringify(this.receipt(path.slice(16)));
    const [, log, ...rest] = path.split('/');
    if (log !== 'reviews' && log !== 'trust') return null;
    return rest.join('/') === 'checkpoint' ? this.logs[log].note : this.#tile(log, rest.join('/'));
  }

  #tile(log: LogName, path: string): Uint8Array | null {
    const { level, index, width } = parseTilePath(path);
    const { entries } = this.logs[log];
    if (level === 'entries') {
      const bundle = entries.slice(index * tileWidth, index * tileWidth + width);
      return bundle.length === width ? encodeBundle(bundle) : null;
    }
    if (level > 0 || index * tileWidth + width > entries.length) return null;
    const leaves = entries.slice(index * tileWidth, index * tileWidth + width).map(leafHash);
    return Uint8Array.from(leaves.flatMap((leaf) => [...leaf]));
  }

  #items() {
    return (['reviews', 'trust'] as const).flatMap((log) =>
      this.logs[log].entries.flatMap((bytes, index) => {
        const opened = openEntry(bytes);
        if (this.hidden.has(opened.id) || opened.kind === 'checkpoint') return [];
        const { id, kind, by: signer, subject } = opened;
        return [
          {
            digest: subject.digest,
            item: {
              id,
              log,
              index,
              kind,
              signer,
              subject: subject.name,
              entry: fromUtf8(bytes),
              retractedBy: null,
            },
          },
        ];
      }),
    );
  }

  #about(query: URLSearchParams) {
    const purl = query.get('purl');
    const sha256 = query.get('sha256');
    const statements = this.#items()
      .filter(({ item, digest }) => (purl === null ? digest.sha256 === sha256 : item.subject === purl))
      .map(({ item }) => item);
    return { statements, next: null };
  }

  /** What `/api/statements/<id>` answers, honestly. */
  receipt(id: string) {
    const found = this.#items().find(({ item }) => item.id === id);
    if (!found) throw new CodedError('statement-not-found', 'not here', { status: 404 });
    const { item } = found;
    const { entries, note } = this.logs[item.log];
    const leaves = entries.map(leafHash);
    const proof = inclusionProof(item.index, leaves.length, readerOf(leaves)).map(toBase64);
    return { ...item, size: leaves.length, proof, checkpoint: note };
  }

  /** The path of the entry bundle, or of the leaf tile, that holds the whole of a small log. */
  path(log: LogName, level: 'entries' | 0): string {
    return `/${log}/${pathOf({ level, index: 0, width: this.logs[log].entries.length })}`;
  }
}

function readerOf(leaves: readonly Uint8Array[]): NodeReader {
  const node = (level: number, index: number): Uint8Array =>
    level === 0
      ? (leaves[index] as Uint8Array)
      : nodeHash(node(level - 1, index * 2), node(level - 1, index * 2 + 1));
  return { node };
}
