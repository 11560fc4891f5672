import { expect, test } from 'vitest';
import type { Waiver } from '../policy/waiver-shape.ts';
import { digestsOf, reviewer } from '../statement/testing/drafts.ts';
import { checkFreshness } from './freshness.ts';
import { Court, hour, locked, now } from './testing/court.ts';
import type { GateRelease } from './verdict.ts';
import { worstOf } from './worst.ts';

const purl = 'pkg:npm/socks@1.0.0';
const digest = digestsOf('1');
const release = (more: Partial<GateRelease> = {}) => locked(purl, digest, more);

function court(): Court {
  return new Court().anchors(reviewer(1)).baseline(purl, digest);
}

function waiver(fields: Partial<Waiver> = {}): Waiver {
  return {
    release: purl,
    digest: `sha512:${digest.sha512}`,
    findings: ['demand-unmet'],
    owner: 'carol',
    reason: 'replaced next sprint',
    expires: '2026-11-22',
    ...fields,
  };
}

test('a fresh log and a baseline entry are an allow', () => {
  expect(court().judge(release()).verdict).toBe('allow');
});

test('a stale log makes everything undecidable, the baseline too', () => {
  const world = court();
  world.input = { views: [{ node: 'local', size: 1, seenAt: now - 25 * hour, problem: null }] };
  expect(world.judge(release())).toMatchObject({
    verdict: 'undecidable',
    releases: [{ findings: [{ code: 'log-stale' }] }],
  });
});

test('no node, no checkpoint, no release: never an allow', () => {
  const world = court();
  world.input = { views: [] };
  expect(world.judge(release()).verdict).toBe('undecidable');
  expect(world.judge().verdict).toBe('undecidable');
  world.input = { views: [{ node: 'local', size: 0, seenAt: null, problem: null }] };
  expect(world.judge(release()).verdict).toBe('undecidable');
});

test('within grace, what the base has too is judged on the last log, with a warning; what is new is not', () => {
  const world = court();
  world.input = {
    hasBase: true,
    views: [{ node: 'local', size: 1, seenAt: now - 48 * hour, problem: null }],
  };
  const graced = world.judge(release({ unchanged: true }));
  expect(graced.verdict).toBe('allow');
  expect(graced.releases[0]!.warnings.map(({ code }) => code)).toEqual(['stale-log']);
  expect(world.judge(release()).verdict).toBe('undecidable');
  world.input = {
    ...world.input,
    views: [{ node: 'local', size: 1, seenAt: now - 97 * hour, problem: null }],
  };
  expect(world.judge(release({ unchanged: true })).verdict).toBe('undecidable');
});

test('a longer --max-age does not stretch the policy', () => {
  const world = court();
  world.input = { maxAge: 1e9, views: [{ node: 'local', size: 1, seenAt: now - 25 * hour, problem: null }] };
  expect(world.judge(release()).verdict).toBe('undecidable');
});

test('of three nodes two must be fresh; one that contradicts itself does not count', () => {
  const demand = { quorum: 2, maxAge: 24 * hour, grace: 0, now };
  const fresh = { node: 'a', size: 1, seenAt: now, problem: null };
  const stale = { ...fresh, node: 'b', seenAt: now - 30 * hour };
  const broken = {
    ...fresh,
    node: 'c',
    problem: { code: 'log-inconsistent' as const, message: 'two histories' },
  };
  expect(checkFreshness([fresh, { ...fresh, node: 'd' }, stale], demand).finding).toBeNull();
  expect(checkFreshness([fresh, stale, broken], demand).finding?.code).toBe('log-inconsistent');
  expect(checkFreshness([fresh, stale], demand).finding?.code).toBe('log-stale');
  expect(checkFreshness([fresh], { ...demand, quorum: 0 }).finding).not.toBeNull();
});

test('a live waiver of this very artifact lets it pass; on the day after its last it does not', () => {
  const world = new Court().anchors(reviewer(1));
  const policy = world.policy;
  world.policy = { ...policy, waivers: [waiver()] };
  expect(world.judge(release()).verdict).toBe('waived');
  world.policy = { ...policy, waivers: [waiver({ expires: '2026-11-21' })] };
  expect(world.judge(release()).verdict).toBe('insufficient');
  world.policy = { ...policy, waivers: [waiver({ digest: `sha512:${digestsOf('9').sha512}` })] };
  expect(world.judge(release()).verdict).toBe('insufficient');
  world.policy = { ...policy, waivers: [waiver({ release: 'pkg:npm/socks@1.0.1' })] };
  expect(world.judge(release()).verdict).toBe('insufficient');
});

test('undecidable cannot be waived', () => {
  const world = court();
  world.policy = { ...world.policy, waivers: [waiver({ findings: ['digest-ambiguous', 'demand-unmet'] })] };
  const ambiguous = release({ problems: [{ code: 'digest-ambiguous', message: 'two digests' }] });
  expect(world.judge(ambiguous).verdict).toBe('undecidable');
});

test('what names no bytes is unpinned, whatever the baseline says of its name', () => {
  expect(court().judge(locked(purl, {})).releases[0]).toMatchObject({
    verdict: 'insufficient',
    findings: [{ code: 'unpinned' }],
  });
});

test('a release of a registry that the policy does not know is matched by no rule', () => {
  const world = new Court().anchors(reviewer(1));
  const foreign = locked(`${purl}?repository_url=https:%2F%2Fregistry.example`, digest);
  expect(world.judge(foreign).releases[0]).toMatchObject({
    verdict: 'insufficient',
    findings: [{ code: 'no-rule' }],
  });
});

test('the worst verdict wins, and a word that nobody knows is the worst', () => {
  expect(worstOf([])).toBe('allow');
  expect(worstOf(['allow', 'waived', 'insufficient'])).toBe('insufficient');
  expect(worstOf(['blocked', 'insufficient', 'quarantined'])).toBe('blocked');
  expect(worstOf(['blocked', 'undecidable'])).toBe('undecidable');
  expect(worstOf(['allow', 'sure' as never])).toBe('undecidable');
});
