import type { ArtifactDigest } from '@countersign/shared/digest.ts';
import type { TrustLogView } from '@countersign/shared/gate/freshness.ts';
import { gate } from '@countersign/shared/gate/gate.ts';
import type { ReleaseVerdict } from '@countersign/shared/gate/verdict.ts';
import type { Vkey } from '@countersign/shared/log/vkey.ts';
import { parsePattern } from '@countersign/shared/policy/pattern.ts';
import type { Policy } from '@countersign/shared/policy/policy.ts';
import type { Demand } from '@countersign/shared/policy/rules.ts';
import { formatPurl, parsePurl } from '@countersign/shared/purl/purl.ts';
import type { TrustEntries } from '@countersign/shared/trust/logged.ts';
import type { ReviewIndex } from '@countersign/shared/trust/reviews.ts';
import type { OwnAnchor } from '../anchors.ts';
import type { ShownStep, ShownVerdict } from './node-logs.ts';

/** Seconds, as `countersign init` writes it. */
export const freshness = 86_400;
const depth = 3;

export interface PolicyParts {
  /** The release that it is to judge. */
  readonly purl: string;
  readonly anchors: readonly OwnAnchor[];
  readonly demand: Demand;
  readonly keys: { readonly reviews: Vkey; readonly trust: Vkey; readonly witness: Vkey };
}

/** The visitor's anchors, with this node's keys as this node shows them: nobody pinned those. */
export function visitorPolicy({ purl, anchors, demand, keys }: PolicyParts): Policy {
  const { reviews, trust, witness } = keys;
  const { type, qualifiers } = parsePurl(purl);
  // The visitor asks about one release by name: that it has a registry of its own is no reason for "no rule".
  const match = qualifiers.repository_url === undefined ? '*' : `pkg:${type}/*?repository_url=*`;
  return {
    anchors: anchors.map((anchor) => ({ ...anchor, final: false })),
    logs: {
      nodes: [{ name: 'this node', url: 'http://localhost', reviews, trust }],
      quorum: 1,
      witnesses: [{ name: 'this node', vkey: witness }],
      witnessQuorum: 1,
      freshness,
      grace: 0,
    },
    rules: [{ match: parsePattern(match), demands: [demand] }],
    mirrors: new Map(),
    criteria: new Map(),
    waivers: [],
    depth,
    edits: 'finding',
  };
}

export interface Judged {
  readonly policy: Policy;
  readonly purl: string;
  readonly digest: ArtifactDigest | null;
  readonly view: TrustLogView;
  readonly trust: TrustEntries;
  readonly reviews: ReviewIndex;
  /** Seconds. */
  readonly now: number;
}

/** The verdict of shared/gate on one artifact, as a lockfile that pins its bytes would get it. */
export function judgeArtifact({ policy, purl, digest, view, now, ...evidence }: Judged): ReleaseVerdict {
  const { releases } = gate({
    policy,
    isBaseline: () => false,
    releases: [
      {
        target: { purl: parsePurl(purl), digests: digest ?? {} },
        entry: { lockfile: '', key: '' },
        line: 1,
        problems: [],
        bundled: false,
        unchanged: false,
      },
    ],
    runFindings: [],
    views: [view],
    ...evidence,
    maxAge: policy.logs.freshness,
    hasBase: false,
    now,
  });
  const [judged] = releases;
  if (!judged) throw new TypeError('one release was judged');
  return judged;
}

export function showVerdict(judged: ReleaseVerdict, anchors: readonly OwnAnchor[]): ShownVerdict {
  const [measured] = judged.demands.map((demand) => demand.measured);
  return {
    verdict: judged.verdict,
    kappa: measured?.kappa ?? 0,
    parties: (measured?.parties ?? []).map(({ signer, basis }) => ({
      signer,
      name: anchors.find((anchor) => anchor.signer === signer)?.name ?? '',
      basis: basis.map(({ kind, to, review }): ShownStep => ({
        kind,
        purl: formatPurl(to.purl),
        id: review?.statement.id ?? null,
      })),
    })),
    findings: judged.findings.map(({ code, message, flags = [], unknown = [] }) => ({
      code,
      message,
      statements: [...flags, ...unknown].map(({ statement }) => statement.id),
    })),
    noted: judged.warnings.flatMap(({ flags = [] }) => flags.map(({ statement }) => statement.id)),
  };
}
