import { lastPartOf } from '../../arn.ts'
import { isObject, type JsonObject, type JsonValue, objectsIn } from '../../json.ts'
import { present } from '../../present.ts'
import { isGood, type Outcome } from '../../rollout/outcome.ts'
import { AGAIN, jsonOf, placeInText, repositoryIn } from './merge.ts'

/** The kind of documents to merge: those of `audit`, of `check`, or of the modes that deploy. */
export type MergeKind = 'audit' | 'results' | 'check'

/** Why something is not verified, as the end of a sentence, and what to do about it, as sentences. */
export type MergeGap = { readonly why: string; readonly hint: string }

/** The text of a file, or why it could not be read. */
export type FileText = { readonly text: string } | MergeGap

/**
 * What one document states of a service, task or finding. `open` and `old` do not change a verdict: a point that a run
 * notes as not verified, and old revisions with plaintext.
 */
export type Item = {
  readonly name: string
  readonly state: 'failed' | 'unknown' | 'open' | 'old' | 'good'
  readonly reason: string
  /** When a service reached its outcome, ISO 8601. */
  readonly at?: string
}

/** What one file states of an account and Region (`ACCOUNT/REGION`) or repository (`OWNER/NAME`). */
export type Part = {
  readonly place: string
  readonly items: readonly Item[]
  /** Why it does not show that everything was verified. */
  readonly gap?: MergeGap
  /** The workflow run. */
  readonly url?: string
}

const MODES: Readonly<Record<MergeKind, readonly (string | undefined)[]>> = {
  audit: ['audit'],
  results: ['deploy', 'rollback', 'rotate-restart', 'continue'],
  check: [undefined]
}

/** The lists of objects that a document of each kind has. */
const LISTS: Readonly<Record<MergeKind, readonly string[]>> = {
  audit: ['problems', 'target'],
  results: ['problems', 'target', 'results'],
  check: ['problems', 'remarks', 'findings', 'unscanned']
}
const AUDIT_LISTS = ['services', 'exposedRevisions', 'notVerified']

/**
 * readPart judges the document that a job printed with `--format json`. A file that is no such document is not
 * verified; it is never left out. Its texts pass through `gate` before they are put together with others: anyone who
 * can write one of the files decides what is in it. Pure.
 */
export function readPart(
  kind: MergeKind,
  { file, read }: { readonly file: string; readonly read: FileText },
  gate: { external(text: string): string }
): Part {
  const named = kind === 'check' ? repositoryIn(file) : placeInText(file)
  const found = jsonOf(read)
  if ('why' in found) return { place: named ?? file, items: [], gap: found }
  const document = asExternal(found.parsed, gate)
  const items = isObject(document) ? ITEMS[kind](document) : []
  if (!isWhole(kind, document)) {
    const what = kind === 'results' ? 'a mode that deploys' : `mode ${kind}`
    const why = `its file is not what --format json of ${what} prints in this release, or not all of it`
    const failed = items.filter(({ state }) => state === 'failed')
    return { place: placeOf(document) ?? named ?? file, items: failed, gap: { why, hint: AGAIN } }
  }
  const run = isObject(document['run']) ? document['run'] : {}
  const own = kind === 'check' ? undefined : placeOf(document)
  const isPlaced =
    kind === 'check' || ((own ?? named) !== undefined && objectsIn(document['target']).length < 2)
  const gap = isPlaced ? gapOf(kind, document, items) : UNPLACED
  const points = pointsOf(document, kind === 'check' ? 'unknown' : 'open')
  return {
    place: own ?? named ?? file,
    items: [...items, ...points],
    ...present({ gap, url: textIn(run['url']) })
  }
}

const UNPLACED: MergeGap = {
  why: 'its file does not show which one account and Region it is of',
  hint: 'Give each account and Region a job of its own, whose role may call sts:GetCallerIdentity, and merge again.'
}

/** asExternal passes every text of data through `external`, which removes what could be a credential. Pure. */
export function asExternal<Data>(data: Data, gate: { external(text: string): string }): Data {
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return gate.external(value)
    if (Array.isArray(value)) return value.map(clean)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, clean(one)]))
  }
  return clean(data) as Data
}

function isWhole(kind: MergeKind, document: unknown): document is JsonObject {
  if (!isObject(document)) return false
  const { version, mode, kind: own, exitCode, audit } = document
  const hasLists = (of: JsonObject, names: readonly string[]) =>
    names.every(name => {
      const list = of[name]
      return Array.isArray(list) && objectsIn(list).length === list.length
    })
  return (
    version === 1 &&
    own === undefined &&
    MODES[kind].includes(mode as string | undefined) &&
    Number.isInteger(exitCode) &&
    hasLists(document, LISTS[kind]) &&
    (kind !== 'audit' || audit === undefined || (isObject(audit) && hasLists(audit, AUDIT_LISTS)))
  )
}

function placeOf(document: unknown): string | undefined {
  const [target] = isObject(document) ? objectsIn(document['target']) : []
  return placeInText(`${String(target?.['account'])}/${String(target?.['region'])}`)
}

/** Why a document without a failure does not show that all is good: a problem, something not read, its exit code. */
function gapOf(kind: MergeKind, document: JsonObject, items: readonly Item[]): MergeGap | undefined {
  const { audit, exitCode } = document
  const [problem] = objectsIn(document['problems'])
  const isFailed = items.some(({ state }) => state !== 'good' && state !== 'old')
  // a later run can repair a service that failed, and a repository without definitions has nothing to show
  const isTold = kind === 'results' && isFailed
  const isEmptyCheck = kind === 'check' && items.length === 0 && problem?.['code'] === 'no-task-definitions'
  if (isTold || isEmptyCheck) return undefined
  if (problem !== undefined)
    return { why: textIn(problem['message']) ?? 'it has a problem', hint: textIn(problem['hint']) ?? AGAIN }
  const [unread] = objectsIn(document['unscanned'])
  if (unread !== undefined)
    return {
      why: `it could not read ${said(unread['file'])} completely: ${said(unread['reason'])}`,
      hint: AGAIN
    }
  const [open] = isObject(audit) ? objectsIn(audit['notVerified']) : []
  if (open !== undefined) return { why: `${said(open['what'])}: ${said(open['why'])}`, hint: AGAIN }
  if (kind === 'results' && items.length === 0) return { why: 'its run has no service', hint: AGAIN }
  const verdict = isObject(audit) ? audit['verdict'] : kind === 'audit' ? 'missing' : 'clean'
  if (!['clean', 'old-revisions', 'exposed'].includes(String(verdict)))
    return { why: `its verdict is ${said(verdict)}`, hint: AGAIN }
  // with fail-on: warning, old revisions and warnings are exit code 1
  const isSaid = exitCode === 1 && items.some(({ state }) => state !== 'good')
  return exitCode === 0 || isSaid
    ? undefined
    : { why: `its run ended with exit code ${exitCode}`, hint: AGAIN }
}

function auditItems({ audit }: JsonObject): readonly Item[] {
  if (!isObject(audit)) return []
  const items = objectsIn(audit['services']).map((one): Item => {
    const names = [...new Set(objectsIn(one['plaintext']).map(spot => said(spot['name'])))]
    const [why] = Array.isArray(one['unknown']) ? one['unknown'] : []
    return {
      name: `${said(one['kind'])} ${said(one['name'])} (${said(one['cluster'])})`,
      ...(one['verdict'] === 'exposed' || names.length > 0
        ? { state: 'failed', reason: names.join(', ') }
        : one['verdict'] === 'clean' && why === undefined
          ? { state: 'good', reason: '' }
          : { state: 'unknown', reason: said(why) })
    }
  })
  const purged = objectsIn(audit['purge']).filter(({ outcome }) => outcome === 'deleted')
  const deleted = new Set(purged.map(({ arn }) => arn))
  const old = objectsIn(audit['exposedRevisions']).filter(
    ({ arn, usedBy }) => Array.isArray(usedBy) && usedBy.length === 0 && !deleted.has(arn)
  ).length
  const isExposed = audit['verdict'] === 'exposed' && items.every(({ state }) => state !== 'failed')
  return [
    ...items,
    ...(isExposed ? [{ name: 'audit', state: 'failed', reason: 'its verdict is exposed' } as const] : []),
    ...(old > 0 ? [{ name: 'old revisions', state: 'old', reason: `${old} with plaintext` } as const] : [])
  ]
}

/** Every outcome that a run can report. Any other word is unknown. */
const OUTCOMES: Readonly<Record<Outcome, true>> = {
  ...{ succeeded: true, requested: true, unchanged: true, failed: true, 'rolled-back': true },
  ...{ 'timed-out': true, superseded: true, cancelled: true, 'not-started': true }
}

function resultItems({ results }: JsonObject): readonly Item[] {
  return objectsIn(results).map((result): Item => {
    const { key, service, cluster, outcome, isOngoing, isUnverified, reason, finishedAt } = result
    const known = Object.hasOwn(OUTCOMES, String(outcome)) ? (outcome as Outcome) : 'requested'
    const isUnknown = known === 'requested' || isUnverified === true || (isGood(known) && isOngoing === true)
    const why = [isUnknown ? '' : known.replaceAll('-', ' '), textIn(reason) ?? ''].filter(Boolean).join(': ')
    return {
      name: `${textIn(key) ?? said(service)} (${lastPartOf(said(cluster))})`,
      state: isUnknown ? 'unknown' : isGood(known) ? 'good' : 'failed',
      reason: why,
      ...present({ at: textIn(finishedAt) })
    }
  })
}

/** With `fail-on: warning`, a check fails without an error. */
function checkItems({ findings, exitCode }: JsonObject): readonly Item[] {
  const all = objectsIn(findings)
  const errors = all.filter(({ level }) => level !== 'warning' && level !== 'notice')
  return (errors.length > 0 || exitCode !== 1 ? errors : all).map(({ file, line, name, level, rule }) => ({
    name: `${said(file)}${typeof line === 'number' ? `:${line}` : ''} ${said(name)}`,
    state: 'failed',
    reason: `${said(level)}: ${said(rule)}`
  }))
}

const ITEMS = { audit: auditItems, results: resultItems, check: checkItems } as const

/** The points that a run notes as not verified. */
function pointsOf({ remarks }: JsonObject, state: 'open' | 'unknown'): readonly Item[] {
  return objectsIn(remarks)
    .filter(({ isUnverified }) => isUnverified === true)
    .map(({ message }) => ({ name: 'not verified', state, reason: said(message) }))
}

function textIn(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function said(value: JsonValue | undefined): string {
  return textIn(value) ?? 'not set'
}
