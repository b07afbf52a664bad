import { someOf } from '../list.ts'
import { isFailure, keyOf, labelOf } from '../rollout/outcome.ts'
import { auditSummary } from './audit/audit-section.ts'
import { unusedInWords } from './audit/audit-words.ts'
import { countsOf } from './check/findings.ts'
import { clipped } from './markdown.ts'
import { leavesCredentials, migratedSentence } from './migration/migration.ts'
import { changesInWords } from './plan/plan-words.ts'
import { isUnsealed, type Report } from './report.ts'
import { whatIsWrong } from './rollouts/diagnosis.ts'
import { standingOfServices } from './rollouts/down.ts'
import { endingInWords } from './rollouts/service-facts.ts'
import { failedRollouts } from './rollouts/stories.ts'
import { count } from './text.ts'

/** 0 good; 1 findings or failed rollout; 2 invalid input; 3 refused by AWS, GitHub or the machine; 4 internal error. */
export type ExitCode = 0 | 1 | 2 | 3 | 4

/** The kinds of failure reason, each with its exit code if it is the only one. */
export const FAILURE_REASONS = {
  /** A rollout did not succeed. */
  'rollout-failed': 1,
  /** Every target of a service is unhealthy, as a status has found. */
  'not-serving': 1,
  /** Credentials in what runs, or in the Git history. */
  exposed: 1,
  /** Something that an audit, or `verify-permissions: required`, had to verify and could not. */
  'not-verified': 1,
  /** Invalid inputs, files or templates. */
  'bad-input': 2,
  /** AWS, GitHub, the file system or the runner refused a request. */
  refused: 3,
  bug: 4,
  /** The run was cancelled before it had done everything. */
  cancelled: 1,
  /** A finding of a level that makes the run fail. */
  findings: 1,
  /** A plan that is not empty, with `fail-on: change`. */
  changes: 1,
  /** A migration has done what it can, and a check still refuses what it cannot move. */
  left: 1,
  /** A requested service was not touched. */
  'not-started': 1,
  /** The outcome of a requested service, or of the whole run, is unknown. */
  'no-outcome': 1,
  /** A file that could not be read completely. */
  unscanned: 2
} as const satisfies Readonly<Record<string, ExitCode>>

/** The kinds of failure reason. */
export type FailureKind = keyof typeof FAILURE_REASONS

/** One reason why a run is not good; `words` is a clause without final punctuation. */
export type FailureReason = { readonly kind: FailureKind; readonly words: string }

/** failureReasonsOf lists why a run is not good, in report order. `missing`: services without outcome. Pure. */
export function failureReasonsOf(report: Report, missing: readonly string[]): readonly FailureReason[] {
  const known = [
    ...failedServices(report),
    ...notServing(report),
    ...auditFailures(report),
    ...problemFailures(report),
    ...findingFailures(report),
    ...plannedChanges(report)
  ]
  const untouched = known.length === 0 ? notStarted(report) : []
  const open = [...denied(report), ...failedSchedules(report), ...withoutOutcome(missing)]
  const all = [...known, ...untouched, ...unscannedFiles(report), ...open]
  return all.length === 0 ? [...leftByMigration(report), ...emptyHanded(report)] : all
}

const NAMES_SHOWN = 20

function failedServices({ results, diagnoses }: Report): readonly FailureReason[] {
  const bad = results.filter(isFailure)
  if (bad.length === 0) return []
  const names = listed(bad.map(one => `${labelOf(one)} (${endingInWords(one)})`))
  const idle = results.filter(({ outcome }) => outcome === 'not-started').length
  const rest = idle === 0 ? '' : `, ${idle} ${idle === 1 ? 'was' : 'were'} not started`
  const many = results.length === 1 ? '1 service' : `${bad.length} of ${results.length} services`
  const ended = bad.every(({ isUnverified }) => isUnverified) ? 'could not be verified' : 'did not succeed'
  return [
    { kind: 'rollout-failed', words: `${many} ${ended}${rest}: ${names}${causeOf(results, diagnoses)}` }
  ]
}

/** Why they failed, if that is known and the same for all. */
function causeOf(results: Report['results'], diagnoses: Report['diagnoses']): string {
  const failed = failedRollouts(results, diagnoses, [])
  const known = new Set(failed.map(({ telling, remedy }) => telling ?? whatIsWrong(remedy)))
  const [cause] = known
  return known.size > 1 || cause === undefined ? '' : `. ${clipped(cause, CAUSE_LENGTH)}`
}

const CAUSE_LENGTH = 400

function notServing({ status }: Report): readonly FailureReason[] {
  const { sick, down } = standingOfServices(status?.services ?? [])
  return [
    ...(sick.length === 0 ? [] : [`Every target is unhealthy of ${listed(sick.map(keyOf))}`]),
    ...(down.length === 0 ? [] : [`No task is running of ${listed(down.map(keyOf))}`])
  ].map(words => ({ kind: 'not-serving', words }))
}

function auditFailures({ audit, failOn }: Report): readonly FailureReason[] {
  if (audit === undefined) return []
  const { verdict } = audit
  const summary = auditSummary(audit)
  switch (verdict) {
    case 'exposed':
      return [{ kind: 'exposed', words: `Plaintext found: ${summary}` }]
    case 'unknown':
      return [{ kind: 'not-verified', words: `Not verified: ${summary}` }]
    case 'old-revisions':
      return failOn === 'warning'
        ? [{ kind: 'exposed', words: `Plaintext in ${unusedInWords(audit.audit)}: ${summary}` }]
        : []
    case 'clean':
      return []
  }
}

function problemFailures({ problems }: Report): readonly FailureReason[] {
  if (problems.length === 0) return []
  const faults = new Set(problems.map(({ fault }) => fault))
  if (faults.size === 1 && faults.has('cancelled'))
    return [{ kind: 'cancelled', words: 'The run was cancelled' }]
  // what runs is wrong, and no input is
  if (problems.every(({ code }) => code === 'service-exposed'))
    return [{ kind: 'exposed', words: `${count(problems.length, 'service')} in plaintext` }]
  const kind = faults.has('bug') ? 'bug' : faults.has('user') ? 'bad-input' : 'refused'
  return [{ kind, words: `${count(problems.length, 'problem')} found` }]
}

function findingFailures(report: Report): readonly FailureReason[] {
  if (!isUnsealed(report)) return []
  const { findings, excepted } = report
  // A message that counts findings also counts the excepted ones.
  const more = excepted.length === 0 ? '' : `, ${excepted.length} excepted`
  return [{ kind: 'findings', words: `Check failed: ${countsOf(findings)}${more}` }]
}

/** What a deploy changes: not a rollout in progress that it would watch, nor tasks that run with every deploy. */
function plannedChanges({ failOn, plan, schedules }: Report): readonly FailureReason[] {
  if (failOn !== 'change' || plan === undefined) return []
  const services = plan.services.filter(({ action }) => action.kind !== 'follow')
  const definitions = plan.definitions.map(({ runsTask: _, ...one }) => one)
  const changes = changesInWords({ plan: { services, definitions }, schedules })
  return changes === ''
    ? []
    : [{ kind: 'changes', words: `Changes are planned (fail-on: change): ${changes}` }]
}

function leftByMigration({ migration }: Report): readonly FailureReason[] {
  if (!migration || !leavesCredentials(migration)) return []
  return [{ kind: 'left', words: migratedSentence(migration) }]
}

/** Nothing failed, but a service was not started: because of a one-off task, another deployment or a cancellation. */
function notStarted({ results }: Report): readonly FailureReason[] {
  const idle = results.filter(({ outcome }) => outcome === 'not-started')
  const [first] = idle
  if (first === undefined) return []
  const were = idle.length === 1 ? 'was' : 'were'
  const words = `${idle.length} of ${count(results.length, 'service')} ${were} not started. ${labelOf(first)}: ${first.reason}`
  return [{ kind: 'not-started', words }]
}

function unscannedFiles({ unscanned }: Report): readonly FailureReason[] {
  if (unscanned.length === 0) return []
  return [{ kind: 'unscanned', words: `Not read completely: ${listed(unscanned.map(({ file }) => file))}` }]
}

/** The verification steps report these rows as problems; a row without a problem counts as well. */
function denied({ permissions, problems }: Report): readonly FailureReason[] {
  const open = problems.length > 0 ? [] : permissions.filter(({ verdict }) => verdict === 'denied')
  if (open.length === 0) return []
  return [{ kind: 'not-verified', words: `${count(open.length, 'permission')} denied` }]
}

function failedSchedules({ schedules, problems }: Report): readonly FailureReason[] {
  const failed = schedules.filter(({ state }) => state === 'failed')
  if (failed.length === 0 || problems.length > 0) return []
  return [
    { kind: 'refused', words: `Not moved to the new revision: ${listed(failed.map(({ name }) => name))}` }
  ]
}

function withoutOutcome(missing: readonly string[]): readonly FailureReason[] {
  if (missing.length === 0) return []
  const words = `The outcome of ${count(missing.length, 'service')} is unknown: ${listed(missing)}`
  return [{ kind: 'no-outcome', words }]
}

/** A run without any result has not done what was requested. */
function emptyHanded(report: Report): readonly FailureReason[] {
  return hasResult(report)
    ? []
    : [{ kind: 'no-outcome', words: `Mode ${report.mode} ended without a result` }]
}

function hasResult({ mode, plan, audit, status, migration, results, ...done }: Report): boolean {
  const { taskDefinitionArns, renderedFiles, selection } = done
  switch (mode) {
    case 'render':
      return renderedFiles.length > 0
    case 'check':
    case 'rotate-restart':
      return true
    case 'plan':
      return plan !== undefined
    case 'audit':
      return audit !== undefined
    case 'status':
      return status !== undefined
    case 'migrate':
      return migration !== undefined
    case 'deploy':
    case 'continue':
    case 'rollback':
      return results.length + taskDefinitionArns.length > 0 || leavesAllAlone(selection)
  }
}

/** True if no service has changed: then there is nothing to do. */
function leavesAllAlone(selection: Report['selection']): boolean {
  return selection?.every(({ isIncluded }) => !isIncluded) === true
}

/** servicesWithoutOutcome returns the services that a mode must report on and does not. */
export function servicesWithoutOutcome(report: Report): readonly string[] {
  const { mode, services, results, plan, migration, problems } = report
  const ended = new Set(results.map(keyOf))
  switch (mode) {
    case 'check':
    case 'render':
    case 'audit':
    case 'status':
      return []
    case 'plan': {
      if (plan === undefined) return []
      const planned = new Set(plan.services.map(keyOf))
      return services.filter(service => !planned.has(service))
    }
    case 'migrate': {
      // What a problem kept a migration from reaching does not count as a missing outcome.
      const deploys = migration?.applied === true && migration.pullRequest === undefined
      if (!deploys || problems.length > 0) return []
      return migration.services
        .filter(
          ({ service, action }) => (action === 'redeploy' || action === 'create') && !ended.has(service)
        )
        .map(({ service }) => service)
    }
    case 'deploy':
    case 'continue':
    case 'rollback':
    case 'rotate-restart':
      return services.filter(service => !ended.has(service))
  }
}

function listed(names: readonly string[]): string {
  return someOf(names, NAMES_SHOWN)
}
