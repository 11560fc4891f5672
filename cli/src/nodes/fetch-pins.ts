import { fromUtf8 } from '@countersign/shared/bytes/text.ts';
import { isRecord } from '@countersign/shared/bytes/json.ts';
import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import {
  parseLogKey,
  parseWitnessKey,
  type PinnedNode,
  type PinnedWitness,
} from '@countersign/shared/policy/pins.ts';
import { fetchBytes } from '../http.ts';
import { nodeUrl } from './node-url.ts';

export interface NodePins {
  readonly node: PinnedNode;
  readonly witness: PinnedWitness;
}

/** What a node's `GET /keys` shows, checked for form. Whether to trust it is for the user to say. */
export async function fetchPins(text: string): Promise<NodePins> {
  const url = nodeUrl(text);
  const name = new URL(url).host.replaceAll(':', '-').replaceAll(/[^A-Za-z0-9._-]/g, '');
  const keys = parseKeys(url, await fetchBytes(`${url}/keys`, 64 * 1024));
  try {
    return {
      node: {
        name,
        url,
        reviews: parseLogKey(keys.reviews, 'reviews'),
        trust: parseLogKey(keys.trust, 'trust'),
      },
      witness: { name, vkey: parseWitnessKey(keys.witness) },
    };
  } catch (error) {
    if (!isCoded(error)) throw error;
    throw new CodedError('node-unreachable', `${url}/keys: ${error.message}`, {}, { cause: error });
  }
}

function parseKeys(url: string, bytes: Uint8Array): { reviews: string; trust: string; witness: string } {
  let value: unknown = null;
  try {
    value = JSON.parse(fromUtf8(bytes));
  } catch {
    // Falls through to the refusal below.
  }
  if (isRecord(value)) {
    const { reviews, trust, witness } = value;
    if (typeof reviews === 'string' && typeof trust === 'string' && typeof witness === 'string') {
      return { reviews, trust, witness };
    }
  }
  throw new CodedError('node-unreachable', `${url}/keys is not what a node of Countersign shows`);
}
