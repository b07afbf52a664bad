import type { ServiceResult } from '../rollout/outcome.ts'
import { auditSummary } from './audit/audit-section.ts'
import { purgeSummary } from './audit/audit-words.ts'
import {
  type ExitCode,
  FAILURE_REASONS,
  type FailureKind,
  type FailureReason,
  failureReasonsOf,
  servicesWithoutOutcome
} from './failure-reasons.ts'
import type { Report } from './report.ts'
import { goodSentence } from './verdict-words.ts'

/**
 * The judgment of a run. Every surface uses it, so that headline, exit code, outputs, step summary, annotations,
 * comment and JSON cannot disagree. `kind` is the failure reason that determines the exit code. `results` has an entry
 * for every service of the run.
 */
export type Judgment = {
  readonly sentence: string
  readonly results: readonly ServiceResult[]
} & (
  | { readonly kind: 'good'; readonly exitCode: 0 }
  | { readonly kind: FailureKind; readonly exitCode: Exclude<ExitCode, 0> }
)

/** judgeReport judges a run by its report alone. Pure. Anything not known to be good is not good. */
export function judgeReport(report: Report): Judgment {
  const missing = servicesWithoutOutcome(report)
  const results = [...report.results, ...missing.map(service => unknownResult(service))]
  const reasons = [...failureReasonsOf(report, missing)]
  const [first] = reasons
  if (first === undefined) return { kind: 'good', exitCode: 0, sentence: goodSentence(report), results }
  const kind = worstOf(reasons)
  return { kind, exitCode: FAILURE_REASONS[kind], sentence: badSentence(reasons, report), results }
}

/** Internal errors first, then what only the user can fix, then refusals, then findings. */
const WORST_FIRST: readonly ExitCode[] = [4, 2, 3, 1]

function worstOf(reasons: readonly FailureReason[]): FailureKind {
  const [worst] = [...reasons].sort(
    (a, b) => WORST_FIRST.indexOf(FAILURE_REASONS[a.kind]) - WORST_FIRST.indexOf(FAILURE_REASONS[b.kind])
  )
  return (worst as FailureReason).kind
}

function unknownResult(service: string): ServiceResult {
  const reason = 'Unknown: the run ended without an outcome for this service.'
  return { service, cluster: '', region: '', outcome: 'not-started', reason }
}

/** The first clause also states whether anything was changed; the others follow unchanged. */
function badSentence(reasons: readonly FailureReason[], report: Report): string {
  const [first, ...others] = reasons.map(({ words }) => words) as [string, ...string[]]
  const before = stoppedHalfWay(report) ? 'The migration is not complete. ' : ''
  const after = stoppedHalfWay(report) ? ' Run it again: it continues where it stopped.' : ''
  const isClause = !/[.!?]$/.test(first)
  const lead =
    isClause && !ONLY_READ.has(report.mode) && isUntouched(report) ? `${first}; nothing was changed` : first
  return `${before}${[lead, ...others].map(ended).join(' ')}${after}${purgedUntold(reasons, report)}`
}

/** What a purge deleted can't be restored, so that the verdict counts it whatever else it states. */
function purgedUntold(reasons: readonly FailureReason[], { audit }: Report): string {
  const purged = audit === undefined ? '' : purgeSummary(audit.audit)
  if (audit === undefined || purged === '') return ''
  return reasons.some(({ words }) => words.includes(auditSummary(audit))) ? '' : ` ${purged}`
}

/** Modes that never change anything, so that the verdict need not mention it. */
const ONLY_READ: ReadonlySet<Report['mode']> = new Set(['check', 'audit', 'status'])

/** stoppedHalfWay reports whether a migration has changed something and has not completed its own work. */
export function stoppedHalfWay(report: Report): boolean {
  const { migration } = report
  return migration?.applied === true && migration.done.length > 0 && !hasFinished(report)
}

/** hasFinished reports whether a migration has completed its work, whatever stays that it cannot move. */
export function hasFinished(report: Report): boolean {
  const { migration } = report
  if (migration === undefined) return false
  return failureReasonsOf(report, servicesWithoutOutcome(report)).every(({ kind }) => kind === 'left')
}

/** Reports a run as untouched only if that is certain: an exception can lose the record of what was done before it. */
function isUntouched(report: Report): boolean {
  const { migration, results, taskDefinitionArns, taskArns, codeDeployIds, audit, cutShort } = report
  return (
    cutShort !== true &&
    (migration?.done.length ?? 0) === 0 &&
    taskDefinitionArns.length + taskArns.length + codeDeployIds.length === 0 &&
    audit === undefined &&
    servicesWithoutOutcome(report).length === 0 &&
    results.every(({ outcome }) => outcome === 'not-started')
  )
}

function ended(clause: string): string {
  return /[.!?]$/.test(clause) ? clause : `${clause}.`
}

/** exitCodeOf returns the exit code of judgeReport. */
export function exitCodeOf(report: Report): ExitCode {
  return judgeReport(report).exitCode
}
