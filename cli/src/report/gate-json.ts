import { formatPurl } from '@countersign/shared/purl/purl.ts';
import type { Finding, ReleaseVerdict } from '@countersign/shared/gate/verdict.ts';
import type { Logged } from '@countersign/shared/trust/logged.ts';
import type { GateReport } from './gate-report.ts';
import type { Names } from './names.ts';
import { jsonText } from './json-text.ts';

/** Version 1 of the gate's JSON. Fields are only ever added within a version. */
export function gateJson(report: GateReport): string {
  const { result, names } = report;
  return jsonText({
    version: 1,
    verdict: result.verdict,
    exitCode: report.exitCode,
    base: report.base,
    lockfiles: report.lockfiles,
    logs: report.views.map(({ node, size, seenAt, problem }) => ({ node, size, seenAt, problem })),
    edits: report.edits,
    findings: result.runFindings.map((finding) => findingJson(finding, names)),
    warnings: report.warnings,
    releases: result.releases.map((release) => releaseJson(release, names)),
  });
}

/** One release, as `gate` and `why` print it. */
export function releaseJson(verdict: ReleaseVerdict, names: Names): unknown {
  const { release, demands, rule, waiver } = verdict;
  return {
    release: formatPurl(release.target.purl),
    verdict: verdict.verdict,
    lockfile: release.entry.lockfile,
    key: release.entry.key,
    line: release.line,
    digests: release.target.digests,
    baseline: verdict.baseline,
    bundled: release.bundled,
    rule: rule?.match.text ?? null,
    demands: demands.map(({ demand, measured, met }) => ({
      ...demand,
      // JSON knows no infinity: a basis on a final key alone meets any κ.
      measured: Number.isFinite(measured.kappa) ? measured.kappa : 'any',
      met,
      parties: measured.parties.map(({ signer, final, basis }) => ({
        signer,
        name: names(signer),
        final,
        basis: basis.map(({ kind, to, review }) => ({
          kind,
          release: formatPurl(to.purl),
          review: review && { id: review.statement.id, logged: review.time, places: review.places },
        })),
      })),
    })),
    findings: verdict.findings.map((finding) => findingJson(finding, names)),
    warnings: verdict.warnings.map(({ code, message, flags }) => ({
      code,
      message,
      flags: flagsJson(flags, names),
    })),
    waiver,
  };
}

function findingJson({ code, message, flags, unknown }: Finding, names: Names): unknown {
  const statements = unknown?.map(({ statement }) => statement.id);
  return {
    code,
    message,
    ...(flags ? { flags: flagsJson(flags, names) } : {}),
    ...(statements ? { statements } : {}),
  };
}

function flagsJson(flags: readonly Logged<'flag'>[] | undefined, names: Names): unknown {
  return (flags ?? []).map(({ statement, time, places }) => ({
    id: statement.id,
    signer: statement.by,
    name: names(statement.by),
    logged: time,
    places,
    severity: statement.predicate.severity,
    category: statement.predicate.category,
    summary: statement.predicate.summary,
    evidence: statement.predicate.evidence,
  }));
}
