import { isGood } from '../rollout/outcome.ts'
import { isUnsealed } from './exit-code.ts'
import { countsOf } from './findings-text.ts'
import { migrationVerdict } from './migrate-words.ts'
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
