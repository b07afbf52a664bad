import type { Outcome } from '../rollout/outcome.ts'
import { auditSummary } from './audit/audit-section.ts'
import { unusedInWords } from './audit/audit-words.ts'
import { countsOf } from './check/findings.ts'
import { migratedSentence } from './migration/migration.ts'
import { changesInWords } from './plan/plan-words.ts'
import type { Report } from './report.ts'
import { statusSummary } from './status-section.ts'
import { count } from './text.ts'

/** goodSentence describes a run without a failure reason in one sentence. Pure; judgeReport finds these reasons. */
export function goodSentence(report: Report): string {
  const unverified = report.remarks.filter(({ isUnverified }) => isUnverified).length
  const open = unverified === 0 ? '' : ` Not verified: ${count(unverified, 'point')}, see the notes.`
  return `${sentenceOf(report)}${open}`
}

function sentenceOf(report: Report): string {
  const { mode, audit, migration } = report
  switch (mode) {
    case 'check':
      return checkedSentence(report)
    case 'render':
      return renderedSentence(report)
    case 'plan':
      return plannedSentence(report)
    case 'migrate':
      return migration === undefined ? '' : `${migratedSentence(migration)}${warnedBy(report.remarks)}`
    case 'audit':
      return audit === undefined ? '' : auditedSentence(audit, report)
    case 'status':
      return report.status === undefined ? '' : `Status of ${statusSummary(report.status)}`
    case 'deploy':
    case 'continue':
    case 'rollback':
    case 'rotate-restart':
      return deployedSentence(report)
  }
}

function checkedSentence(report: Report): string {
  const { files, findings } = report
  const isFilled = findings.some(({ category }) => category === 'delivery')
  const open = isFilled ? ' What is filled in there was not looked at.' : ''
  return files.length === 0 && findings.length === 0
    ? 'No file was checked.'
    : `${foundIn(`${count(files.length, 'file')} checked`, report)}${open}`
}

function renderedSentence(report: Report): string {
  return foundIn(`${count(report.renderedFiles.length, 'definition')} rendered`, report)
}

/** What the rules found, though nothing fails the run: a warning can be about a credential, too. */
function foundIn(looked: string, { findings, excepted }: Report): string {
  const counted = findings.length === 0 ? 'no findings' : countsOf(findings)
  if (excepted.length > 0) return `${looked}: ${counted}, ${excepted.length} excepted.`
  if (findings.some(({ category }) => category === 'credential')) return `${looked}: ${counted}.`
  return `${looked}: no plaintext credentials found.${findings.length === 0 ? '' : ` ${counted}.`}`
}

function plannedSentence(report: Report): string {
  const { plan, remarks, selection = [] } = report
  const alone = selection.filter(({ isIncluded }) => !isIncluded).length
  const changes = changesInWords(report)
  if (plan !== undefined && changes === '')
    return `Nothing to do: ${unchangedOf(plan, alone)} unchanged.${warnedBy(remarks)}`
  return `Plan: ${changes}; nothing was changed.${leftAlone(alone)}${warnedBy(remarks)}`
}

function deployedSentence({
  mode,
  plan,
  results,
  remarks,
  taskDefinitionArns,
  selection = []
}: Report): string {
  const alone = selection.filter(({ isIncluded }) => !isIncluded).length
  if (results.length === 0 && alone > 0) return `Nothing to do: ${count(alone, 'service')} unchanged.`
  if (results.length === 0 && mode === 'rotate-restart') return 'No service found, so none was restarted.'
  if (results.length === 0)
    return `${count(taskDefinitionArns.length, 'definition')} registered or found equal; no service specified.`
  const of = (wanted: Outcome) => results.filter(({ outcome }) => outcome === wanted).length
  const [unchanged, requested] = [of('unchanged'), of('requested')]
  const done = isOnlyWatched({ mode, plan }) ? 'monitored; nothing was paused' : (DONE[mode] ?? 'deployed')
  const open = results.filter(({ isOngoing }) => isOngoing).length
  const waits = open === 0 ? '' : ` ${open} not monitored to the end.`
  const rest = `${leftAlone(alone)}${warnedBy(remarks)}`
  if (requested === results.length)
    return `${count(requested, REQUESTED[mode] ?? 'deployment')} ${mode === 'continue' ? done : 'requested'}, not monitored to the end.${rest}`
  const groups = [
    [results.length - unchanged - requested, done],
    [requested, 'requested'],
    [unchanged, 'unchanged']
  ] as const
  const told = groups.filter(([number]) => number > 0).map(([number, words]) => `${number} ${words}`)
  const services = count(results.length, 'service')
  const said =
    told.length === 1
      ? `${services} ${unchanged > 0 ? 'unchanged' : done}`
      : `${services}: ${told.join(', ')}`
  return `${said}.${waits}${rest}`
}

function warnedBy(remarks: Report['remarks']): string {
  return remarks.map(({ verdict = '' }) => verdict && ` ${verdict}`).join('')
}

/** Whether mode continue found no pause to end. */
function isOnlyWatched({ mode, plan }: Pick<Report, 'mode'> & { readonly plan: Report['plan'] }): boolean {
  const actions = plan?.services.map(({ action }) => action) ?? []
  const isWatched = actions.every(one => one.kind === 'continue' && one.deployment.hookIds.length === 0)
  return mode === 'continue' && actions.length > 0 && isWatched
}

/** The number of services that were considered, including those without a plan. */
function unchangedOf({ services, definitions }: NonNullable<Report['plan']>, alone: number): string {
  const looked = services.length + alone
  return looked === 0 ? count(definitions.length, 'definition') : count(looked, 'service')
}

function leftAlone(alone: number): string {
  return alone === 0 ? '' : ` ${count(alone, 'service')} skipped: nothing changed.`
}

const DONE: { readonly [mode: string]: string } = {
  continue: 'continued',
  rollback: 'rolled back',
  'rotate-restart': 'restarted'
}

/** What a run has requested that did not wait for it; elsewhere a deployment. */
const REQUESTED: { readonly [mode: string]: string } = { rollback: 'rollback', 'rotate-restart': 'restart' }

function auditedSentence(section: NonNullable<Report['audit']>, { findings, target = [] }: Report): string {
  const { verdict, audit } = section
  if (audit.items.length === 0 && verdict === 'clean')
    return audit.clusters.length === 0
      ? `No cluster found in ${[...new Set(target.map(({ region }) => region))].join(', ')}: nothing runs there.`
      : `Nothing runs in ${audit.clusters.join(', ')}: no service, task, rule or schedule found.`
  const files = findings.length === 0 ? '' : ` In the files: ${countsOf(findings)}.`
  return verdict === 'old-revisions'
    ? `Clean, with plaintext in ${unusedInWords(audit)}: ${auditSummary(section)}${files}`
    : `Clean: ${auditSummary(section)}${files}`
}
