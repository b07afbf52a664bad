import { isGood } from '../rollout/outcome.ts'
import type { Report } from './report.ts'

/** 0 good; 1 findings, or a rollout that did not succeed; 2 bad inputs or templates; 3 AWS or GitHub refused; 4 our bug. */
export type ExitCode = 0 | 1 | 2 | 3 | 4

/** exitCodeOf derives the exit code from the report alone; the worst cause wins, our own bugs first. */
export function exitCodeOf(report: Report): ExitCode {
  const faults = new Set(report.problems.map(problem => problem.fault))
  if (faults.has('bug')) return 4
  if (faults.has('user')) return 2
  if (faults.has('cloud')) return 3
  if (isUnsealed(report)) return 1
  // what could not be looked at is not clean
  if (report.audit !== undefined && report.audit.verdict !== 'clean') return 1
  return report.results.every(result => isGood(result.outcome)) ? 0 : 1
}

/** hasErrors says whether a finding stops the run. */
export function hasErrors(report: Pick<Report, 'findings'>): boolean {
  return report.findings.some(finding => finding.level === 'error')
}

/** isUnsealed says whether a finding makes the run fail: an error, or with `fail-on: warning` a warning too. */
export function isUnsealed({ findings, failOn }: Pick<Report, 'findings' | 'failOn'>): boolean {
  return findings.some(({ level }) => level === 'error' || (level === 'warning' && failOn === 'warning'))
}
