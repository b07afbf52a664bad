import { isGood } from '../rollout/outcome.ts'
import { countsOf } from './findings.ts'
import type { MigrationReport } from './migration.ts'
import type { Report } from './report.ts'

const NAMES_SHOWN = 20

/** verdictOf is the run in one sentence, the first thing that is read on a Friday evening. */
export function verdictOf(report: Report): string {
  const { problems, findings, results, audit } = report
  if (audit !== undefined) {
    const open = problems.length === 0 ? '' : ` ${count(problems.length, 'problem')} to be put right.`
    return `${audit.sentence}${open}`
  }
  const bad = results.filter(({ outcome }) => !isGood(outcome) && outcome !== 'not-started')
  if (bad.length > 0) {
    const shown = bad.slice(0, NAMES_SHOWN).map(({ service, outcome }) => `${service} ${outcome}`)
    const more = bad.length > shown.length ? ` and ${bad.length - shown.length} more` : ''
    const idle = results.filter(({ outcome }) => outcome === 'not-started').length
    const rest = idle === 0 ? '' : ` ${idle} not started.`
    return `${bad.length} of ${results.length} services did not get through: ${shown.join(', ')}${more}.${rest}`
  }
  if (report.migration && problems.length === 0) return migrationVerdict(report.migration)
  if (problems.length > 0) {
    return `${count(problems.length, 'problem')} to be put right${nothingChanged(report)}.`
  }
  if (isUnsealed(report)) {
    return `Not sealed: ${countsOf(findings)}${exceptedOf(report)}${nothingChanged(report)}.`
  }
  return notStartedVerdict(report) ?? goodVerdict(report)
}

/** Nothing failed on the way, and yet something was not done: a one-off task before, somebody else's deployment, a cancellation. */
function notStartedVerdict({ results }: Report): string | undefined {
  const idle = results.filter(({ outcome }) => outcome === 'not-started')
  const [first] = idle
  if (first === undefined) return undefined
  return `${idle.length} of ${count(results.length, 'service')} ${idle.length === 1 ? 'was' : 'were'} not started. ${first.service}: ${first.reason}`
}

function goodVerdict(report: Report): string {
  const { files, findings, results, plan, mode } = report
  if (mode === 'check') {
    const { length } = report.excepted
    const nothing =
      length === 0 ? 'no plaintext credential' : `nothing but ${count(length, 'excepted finding')}`
    const sealed = `${count(files.length, 'file')} checked: ${nothing}.`
    return findings.length === 0 ? sealed : `${sealed} ${countsOf(findings)}.`
  }
  if (mode === 'plan') {
    const updates = plan?.services.filter(({ action }) => action.kind !== 'unchanged').length ?? 0
    const registrations =
      plan?.definitions.filter(({ registration }) => registration.kind === 'register').length ?? 0
    return `Plan: ${count(registrations, 'definition')} to register, ${count(updates, 'service')} to update; nothing was changed.`
  }
  if (results.length === 0)
    return `${count(report.taskDefinitionArns.length, 'definition')} registered or found equal; no service was named.`
  const unchanged = results.filter(({ outcome }) => outcome === 'unchanged').length
  const done = mode === 'rollback' ? 'rolled back' : 'deployed'
  const open = results.filter(({ reason }) => /not waited for|goes on in ECS/.test(reason)).length
  const waits = open === 0 ? '' : ` ${open} not waited for to the end.`
  return `${count(results.length, 'service')}: ${results.length - unchanged} ${done}, ${unchanged} unchanged.${waits}`
}

/** A run that passes only by exceptions says so. */
function exceptedOf({ excepted }: Report): string {
  return excepted.length === 0 ? '' : `, ${excepted.length} excepted`
}

function nothingChanged(report: Report): string {
  if (report.migration && report.migration.done.length > 0) return ''
  const untouched =
    report.taskDefinitionArns.length === 0 && report.results.every(({ outcome }) => outcome === 'not-started')
  return untouched ? '; nothing was changed' : ''
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

/** A migration without problems in one sentence. */
function migrationVerdict({
  applied,
  earlierMoves,
  secrets,
  moves,
  services,
  templates,
  pullRequest
}: MigrationReport): string {
  if (moves.length === 0 && services.length + templates.length === 0)
    return 'Nothing to migrate: no credential in plaintext was found.'
  const files = new Set(moves.map(({ file }) => file)).size
  const stacks = new Set(templates.map(({ file }) => file)).size
  const earlier = earlierMoves === 0 ? '' : ` (${earlierMoves} more were moved by the run before)`
  const parts = `${moves.length} variables in ${files} files${earlier} become ${secrets.length} secrets, ${services.length} services`
  if (!applied)
    return `Migration plan: ${parts} to deploy or register; nothing was changed. Run it with apply: true.`
  if (pullRequest !== undefined) return `Migrated up to the files: they wait in ${pullRequest}.`
  return `Migrated: ${parts} deployed or registered. What is left: commit the files, rotate ${secrets.length} secrets, purge the old revisions${stacks === 0 ? '' : `, deploy the ${stacks === 1 ? 'stack' : `${stacks} stacks`}`}.`
}

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
