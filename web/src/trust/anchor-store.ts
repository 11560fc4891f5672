import { isRecord } from '@countersign/shared/bytes/json.ts';
import type { Demand } from '@countersign/shared/policy/rules.ts';
import { create } from 'zustand';
import { readKeptAnchors, type OwnAnchor } from './anchors.ts';
import { initialDemand, readDemand } from './demand.ts';

/** Whose word counts for this visitor, and how much of it a release needs. */
interface Choice {
  readonly anchors: readonly OwnAnchor[];
  readonly demand: Demand;
}

interface AnchorStore extends Choice {
  /** Each checked by `mistakeIn` before. */
  readonly add: (anchors: readonly OwnAnchor[]) => void;
  readonly remove: (signer: string) => void;
  readonly demandOf: (demand: Demand) => void;
}

const place = 'countersign.anchors';

/** Kept in this browser alone; another tab's choice is taken over. */
export const useAnchors = create<AnchorStore>((set, get) => {
  const keep = (choice: Partial<Choice>) => {
    set(choice);
    const { anchors, demand } = get();
    try {
      localStorage.setItem(place, JSON.stringify({ version: 1, anchors, demand }));
    } catch {
      // A browser that keeps nothing forgets the choice with the page.
    }
  };
  if (typeof window !== 'undefined') {
    window.addEventListener('storage', ({ key }) => {
      if (key === place) set(load());
    });
  }
  return {
    ...load(),
    add: (more) => keep({ anchors: readKeptAnchors([...get().anchors, ...more]) }),
    remove: (signer) => keep({ anchors: get().anchors.filter((anchor) => anchor.signer !== signer) }),
    demandOf: (demand) => keep({ demand: readDemand(demand) }),
  };
});

function load(): Choice {
  try {
    return readChoice(localStorage.getItem(place));
  } catch {
    return readChoice(null);
  }
}

/** What was kept, or nothing where it is not what this version writes. */
export function readChoice(text: string | null): Choice {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    if (isRecord(value) && value.version === 1) {
      return { anchors: readKeptAnchors(value.anchors), demand: readDemand(value.demand) };
    }
  } catch {
    // Not what this page wrote.
  }
  return { anchors: [], demand: initialDemand };
}
