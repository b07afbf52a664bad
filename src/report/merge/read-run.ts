import { lastPartOf } from '../../arn.ts'
import { isObject, type JsonObject, objectsIn } from '../../json.ts'
import { present } from '../../present.ts'
import { isGood, type Outcome } from '../../rollout/outcome.ts'
import {
  asExternal,
  endGap,
  type FileText,
  gapOf,
  type Item,
  isEmpty,
  isObjectList,
  type MergeGap,
  type MergeKind,
  NO_PROBLEMS,
  OTHER_RELEASE,
  otherFile,
  type Part,
  parseFile,
  placeInText,
  pointsIn,
  problemGap,
  stringIn,
  stringsIn
} from './document.ts'
import { readCheckDocument, repositoryIn } from './read-check.ts'

/**
 * readPart reads the document that a job printed with `--format json`. A file that is no such document, or that
 * contradicts itself, is not verified; it is never left out. Its texts pass through `gate` before they are put together
 * with others. Pure.
 */
export function readPart(
  kind: MergeKind,
  { file, read }: { readonly file: string; readonly read: FileText },
  gate: { external(text: string): string }
): Part {
  const named = kind === 'check' ? repositoryIn(file) : placeInText(file)
  const found = parseFile(read)
  if ('why' in found) return { place: named ?? file, items: [], gap: found }
  const document = asExternal(found.parsed, gate)
  return kind === 'check'
    ? { place: named ?? file, ...readCheckDocument(document) }
    : readRun(kind, { file, named }, document)
}

const MODES: Readonly<Record<'audit' | 'results', readonly string[]>> = {
  audit: ['audit'],
  results: ['deploy', 'rollback', 'rotate-restart', 'continue']
}

type Named = { readonly file: string; readonly named: string | undefined }

function readRun(kind: 'audit' | 'results', { file, named }: Named, document: JsonObject): Part {
  const [target, ...others] = objectsIn(document['target'])
  const own = placeInText(`${String(target?.['account'])}/${String(target?.['region'])}`)
  const place = own ?? named ?? file
  const run = isObject(document['run']) ? document['run'] : {}
  const { mode, version } = document
  const wanted = MODES[kind].join(', ')
  const isOther = typeof mode !== 'string' || !MODES[kind].includes(mode)
  if (isOther)
    return {
      place,
      items: [],
      gap: gapOf(`its file is not the JSON of mode ${wanted}`, otherFile(`mode ${wanted}`))
    }
  const items = kind === 'audit' ? auditItems(document) : resultItems(document)
  const gap =
    (version === 1 ? undefined : OTHER_RELEASE) ??
    (others.length === 0
      ? undefined
      : gapOf(
          'it acted in several accounts or Regions',
          'Give each account and Region a job of its own, and merge again.'
        )) ??
    (kind === 'audit' ? auditGap(document) : resultsGap(document, items)) ??
    ((own ?? named) ? undefined : UNPLACED)
  return {
    place,
    // what a good end of another form means is not known
    items: [
      ...(version === 1 ? items : items.filter(({ state }) => state !== 'good')),
      ...pointsIn(document)
    ],
    ...present({ gap, url: stringIn(run['url']) })
  }
}

const UNPLACED = gapOf(
  'its file does not say which account and Region it is of',
  'Allow its role sts:GetCallerIdentity, or put ACCOUNT-REGION into the name of the file, and merge again.'
)

function auditItems({ audit }: JsonObject): readonly Item[] {
  if (!isObject(audit)) return []
  const items = objectsIn(audit['services']).map(auditItem)
  const isExposed = audit['verdict'] === 'exposed' && items.every(({ state }) => state !== 'failed')
  const old = revisionsLeft(audit).filter(({ usedBy }) => isEmpty(usedBy)).length
  return [
    ...items,
    ...(isExposed ? [{ name: 'audit', state: 'failed', reason: 'its verdict is exposed' } as const] : []),
    ...(old > 0 ? [{ name: 'old revisions', state: 'old', reason: `${old} with plaintext` } as const] : [])
  ]
}

function auditItem(one: JsonObject): Item {
  const { kind, cluster, verdict, plaintext, unknown } = one
  const name = `${stringIn(kind) ?? 'service'} ${stringIn(one['name']) ?? 'without a name'} (${stringIn(cluster) ?? ''})`
  const names = [...new Set(objectsIn(plaintext).flatMap(spot => stringIn(spot['name']) ?? []))]
  if (verdict === 'exposed' || objectsIn(plaintext).length > 0)
    return { name, state: 'failed', reason: names.join(', ') }
  if (verdict === 'clean' && isEmpty(plaintext) && isEmpty(unknown))
    return { name, state: 'good', reason: '' }
  const why = Array.isArray(unknown) ? unknown.flatMap(text => stringIn(text) ?? [])[0] : undefined
  return { name, state: 'unknown', reason: why ?? 'its audit does not show that it is clean' }
}

function revisionsLeft(audit: JsonObject): readonly JsonObject[] {
  const purged = objectsIn(audit['purge']).filter(({ outcome }) => outcome === 'deleted')
  const deleted = new Set(purged.map(({ arn }) => stringIn(arn)))
  return objectsIn(audit['exposedRevisions']).filter(
    ({ arn }) => stringIn(arn) === undefined || !deleted.has(stringIn(arn))
  )
}

const LISTS = ['services', 'exposedRevisions', 'notVerified', 'rotate']

/** Why an audit does not show that everything is clean; undefined if it does. */
function auditGap(document: JsonObject): MergeGap | undefined {
  const { audit, exitCode } = document
  const early = problemGap(document)
  if (early !== undefined) return early
  if (!isObject(audit)) return gapOf('its job ended without an audit result')
  const { version, verdict, notVerified, history } = audit
  const bad = LISTS.find(name => !isObjectList(audit[name]))
  if (bad !== undefined) return gapOf(`the list "${bad}" of its audit is missing or is not complete`)
  if (version !== 1) return OTHER_RELEASE
  const isGoodWord = verdict === 'clean' || verdict === 'old-revisions'
  if (!isGoodWord && verdict !== 'exposed' && verdict !== 'unknown')
    return gapOf('its audit has no verdict that this release knows', OTHER_RELEASE.hint)
  const [open] = objectsIn(notVerified)
  if (open !== undefined)
    return gapOf(`${stringIn(open['what']) ?? 'a part of it'}: ${stringIn(open['why']) ?? 'not verified'}`)
  // with fail-on: warning, old revisions are exit code 1
  if (isGoodWord && !(verdict === 'old-revisions' && exitCode === 1)) {
    const end = endGap(exitCode)
    if (end !== undefined) return end
  }
  const isFound = isObject(history) && !(isEmpty(history['hits']) && isEmpty(history['notVerified']))
  if (isGoodWord && isFound) return gapOf(`its verdict is ${verdict}, but not that of the git history`)
  if (verdict === 'clean' && revisionsLeft(audit).length > 0)
    return gapOf('its verdict is clean, but it lists revisions with plaintext')
  return verdict === 'unknown' ? gapOf('its verdict is unknown') : clusterGap(document, audit)
}

/** `*` is every cluster of an account and Region, of which there may be none. */
function clusterGap({ target }: JsonObject, { clusters }: JsonObject): MergeGap | undefined {
  const asked = objectsIn(target).flatMap(one => stringsIn(one['clusters']).map(lastPartOf))
  const audited = stringsIn(clusters)
  const left = asked.filter(name => name !== '*' && !audited.includes(name))
  if (left.length > 0) return gapOf(`it does not list cluster ${left.join(', ')} as audited`)
  return audited.length > 0 || (Array.isArray(clusters) && asked.includes('*'))
    ? undefined
    : gapOf('it audited no cluster')
}

/** Every outcome that a run can report. Any other word is unknown. */
const OUTCOMES: Readonly<Record<Outcome, true>> = {
  ...{ succeeded: true, requested: true, unchanged: true, failed: true, 'rolled-back': true },
  ...{ 'timed-out': true, superseded: true, cancelled: true, 'not-started': true }
}

function resultItems({ results }: JsonObject): readonly Item[] {
  return objectsIn(results).map(result => {
    const { key, service, cluster, outcome, isOngoing = false, isUnverified, reason, finishedAt } = result
    const own = stringIn(key) ?? stringIn(service)
    const known =
      typeof outcome === 'string' && Object.hasOwn(OUTCOMES, outcome) ? (outcome as Outcome) : undefined
    const isUnknown =
      known === undefined ||
      known === 'requested' ||
      isUnverified === true ||
      (isGood(known) && (isOngoing !== false || own === undefined))
    return {
      name: `${own ?? 'without a name'} (${lastPartOf(stringIn(cluster) ?? '')})`,
      state: isUnknown ? 'unknown' : isGood(known) ? 'good' : 'failed',
      reason: [isUnknown ? '' : known.replaceAll('-', ' '), stringIn(reason) ?? '']
        .filter(Boolean)
        .join(': '),
      ...present({ at: stringIn(finishedAt) })
    }
  })
}

/** A later run can repair a failed service, but says nothing of what a document leaves out. */
function resultsGap(document: JsonObject, items: readonly Item[]): MergeGap | undefined {
  const { results, exitCode } = document
  if (!isObjectList(document['problems'])) return NO_PROBLEMS
  if (Array.isArray(results) && items.length < results.length)
    return gapOf('its list of results is not complete')
  if (items.some(({ state }) => state !== 'good')) return undefined
  return problemGap(document) ?? (items.length === 0 ? gapOf('its run names no service') : endGap(exitCode))
}
