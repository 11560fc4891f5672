import type { MeasuredDemand, ReleaseVerdict } from '@countersign/shared/gate/verdict.ts';
import { rankOf } from '@countersign/shared/gate/worst.ts';
import { namesOf } from '@countersign/shared/gate/finding-names.ts';
import { showRelease } from '@countersign/shared/purl/release.ts';
import type { Logged } from '@countersign/shared/trust/logged.ts';
import type { Context } from '../context.ts';
import { exitCodeOf } from '../exit.ts';
import { findRelease } from '../project/find-release.ts';
import { runGate } from '../project/run-gate.ts';
import { jsonText } from '../report/json-text.ts';
import type { GateReport } from '../report/gate-report.ts';
import { releaseJson } from '../report/gate-json.ts';
import { span, type Terminal } from '../terminal.ts';
import { ago } from '../report/ages.ts';

/** `countersign why RELEASE`: rule, chain, parties, flags and waivers behind a verdict; exits as the gate would for it. */
export async function why(context: Context, text: string): Promise<number> {
  const report = await runGate(context, { lockfiles: [] });
  const found = findRelease(report, text);
  const worst = found.reduce((a, b) => (rankOf(b.verdict) > rankOf(a.verdict) ? b : a));
  if (context.options.format === 'json') {
    const releases = found.map((verdict) => releaseJson(verdict, report.names));
    context.terminal.document(jsonText({ version: 1, releases }));
  } else {
    for (const verdict of found) explain(context.terminal, verdict, report);
  }
  return exitCodeOf(worst.verdict);
}

function explain(terminal: Terminal, verdict: ReleaseVerdict, report: GateReport): void {
  const { release, rule, waiver } = verdict;
  const { sha512, sha256 } = release.target.digests;
  terminal.result([span('strong', showRelease(release.target.purl)), `  ${sentence(verdict)}`]);
  terminal.result(`  in         ${release.entry.lockfile}:${release.line}  ${release.entry.key}`);
  if (sha512 ?? sha256) terminal.result(`  artifact   ${sha512 ? `sha512:${sha512}` : `sha256:${sha256}`}`);
  if (release.bundled) terminal.result('  bundled    its bytes are part of its parent; only flags apply');
  terminal.result(`  rule       ${rule ? rule.match.text : 'none matches'}`);
  if (verdict.baseline)
    terminal.result('  baseline   exempts it from what the rule demands, never from flags');
  for (const measured of verdict.demands) explainDemand(terminal, measured, report);
  for (const finding of verdict.findings) {
    terminal.result(['  finding    ', span('bad', finding.code), `  ${finding.message}`]);
    for (const flag of finding.flags ?? []) {
      const { statement } = flag;
      const { by, id, predicate } = statement;
      const places = predicate.evidence
        .map(({ path, lines }) => (lines ? `${path}:${lines[0]}` : path))
        .join(', ');
      terminal.result(
        `    by ${report.names(by)}: ${predicate.severity}, ${predicate.category}` +
          (places ? `, ${places}` : ''),
      );
      terminal.result(span('quiet', `    ${proofOf(id, flag, report)}`));
    }
    for (const name of namesOf(finding)) terminal.detail(`    a waiver names it: ${name}`);
  }
  for (const { message } of verdict.warnings) terminal.result(`  warning    ${message}`);
  if (waiver) terminal.result(`  waiver     by ${waiver.owner} until ${waiver.expires}: ${waiver.reason}`);
  terminal.result();
}

function explainDemand(
  terminal: Terminal,
  { demand, measured, met }: MeasuredDemand,
  report: GateReport,
): void {
  const count = Number.isFinite(measured.kappa)
    ? String(measured.kappa)
    : 'a final key, which meets any number';
  terminal.result([
    `  demand     ${demand.criterion}, ${demand.thoroughness} or more, by ${demand.kappa}: `,
    span(met ? 'good' : 'short', met ? `met (${count})` : `not met (${count})`),
  ]);
  for (const { signer, final, basis } of measured.parties) {
    terminal.result(`    ${report.names(signer)}${final ? ', final' : ''}`);
    for (const { kind, to, review } of basis) {
      const step = { baseline: 'starts at baseline', full: 'read in full', change: 'read the change to' }[
        kind
      ];
      terminal.result(`      ${step} ${showRelease(to.purl)}`);
      if (review) terminal.result(span('quiet', `        ${proofOf(review.statement.id, review, report)}`));
    }
  }
}

/** Where to check it: the statement, when it was logged, and the entries of the pinned logs that hold it. */
function proofOf(
  id: string,
  { time, places }: Pick<Logged<'flag'>, 'time' | 'places'>,
  { now }: GateReport,
): string {
  const entries = places.map(({ node, log, index }) => `entry ${index} of the ${log} log of ${node}`);
  return `statement ${id}, logged ${ago(time, now)}, ${entries.join(', ')}`;
}

function sentence({ verdict, findings, baseline, demands, release }: ReleaseVerdict): string {
  if (verdict === 'allow') {
    if (release.bundled) return 'allowed: part of the artifact that bundles it.';
    if (demands.length > 0 && demands.every(({ met }) => met))
      return 'allowed: every demand of its rule is met.';
    return baseline ? 'allowed: the baseline exempts this very artifact.' : 'allowed.';
  }
  if (verdict === 'waived') return 'let pass by a waiver.';
  return `${verdict}: ${findings.map(({ message }) => message).join('; ')}`;
}
