import { lastPartOf } from '../arn.ts'
import { isObject, type JsonObject, type JsonValue, objectsIn } from '../json.ts'
import {
  badEnd,
  HINT_FOR_INCOMPLETE,
  type Incomplete,
  NO_PERMISSION,
  OTHER_RELEASE,
  reasonInProblem
} from './incomplete.ts'
import { placeVerdictIn } from './place-audit.ts'
import { isObjectList, problemsGap, type RunDocument, stringIn, stringsIn } from './read-run.ts'

/** The placeholder for every cluster of an account and Region, of which there may be none. */
const EVERY_CLUSTER = '*'

/**
 * auditGap returns why the document of an audit does not show that everything was verified: the audit itself says so,
 * the document is incomplete, or its parts contradict each other. Undefined if it is complete.
 */
export function auditGap(run: RunDocument): Incomplete | undefined {
  const { broken, content } = run
  const told = broken ?? reasonInProblem(objectsIn(content['problems'])[0]) ?? problemsGap(content)
  if (told !== undefined) return told
  const audit = content['audit']
  if (!isObject(audit) || !Array.isArray(audit['services']))
    return { why: 'its job ended without an audit result', hint: HINT_FOR_INCOMPLETE }
  return placeGap(run) ?? formGap(audit) ?? saidGap(content, audit) ?? clusterGap(run, audit)
}

/** The account can be in the file's name: a role that may not ask for its identity does not know it. */
function placeGap({ place, content }: RunDocument): Incomplete | undefined {
  if (place !== undefined && objectsIn(content['target']).length > 0) return undefined
  return {
    why: 'its file does not say which account and Region was audited',
    hint: 'Allow its role sts:GetCallerIdentity, or name the file audit-ACCOUNT-REGION.json. Then run its job again and merge again.'
  }
}

const LISTS = ['services', 'exposedRevisions', 'notVerified', 'rotate'] as const

function formGap(audit: JsonObject): Incomplete | undefined {
  if (audit['version'] !== 1) return OTHER_RELEASE
  if (placeVerdictIn(audit) === undefined)
    return { ...OTHER_RELEASE, why: 'its audit has no verdict that this release knows' }
  const bad = LISTS.find(name => !isObjectList(audit[name]))
  if (bad === undefined) return undefined
  return { why: `the list "${bad}" of its audit is missing or is not complete`, hint: HINT_FOR_INCOMPLETE }
}

/** What the audit could not verify, or what its verdict contradicts. */
function saidGap({ exitCode }: JsonObject, audit: JsonObject): Incomplete | undefined {
  const { verdict } = audit
  const isGood = verdict === 'clean' || verdict === 'old-revisions'
  // With fail-on: warning, old revisions are exit code 1.
  const end = verdict === 'old-revisions' && exitCode === 1 ? undefined : badEnd('run', exitCode)
  if (isGood && end !== undefined) return end
  const [gap] = objectsIn(audit['notVerified'])
  if (gap !== undefined) {
    const why = `${stringIn(gap['what']) ?? 'a part of it'}: ${stringIn(gap['why']) ?? 'not verified'}`
    return { why, hint: NO_PERMISSION }
  }
  const left = contradictionOf(audit)
  return isGood && left !== undefined
    ? { why: `its verdict is ${verdict}, but ${left}`, hint: HINT_FOR_INCOMPLETE }
    : undefined
}

function contradictionOf(audit: JsonObject): string | undefined {
  const { verdict, history } = audit
  if (verdict === 'clean' && revisionsLeft(audit).length > 0) return 'it lists revisions with plaintext'
  if (!isObject(history)) return undefined
  const isOpen = [history['hits'], history['notVerified']].some(
    list => Array.isArray(list) && list.length > 0
  )
  return isOpen ? 'not that of the git history' : undefined
}

/** An empty cluster is audited all the same: then the audit lists the cluster, and no service. */
function clusterGap({ clusters }: RunDocument, audit: JsonObject): Incomplete | undefined {
  const audited = stringsIn(audit['clusters'])
  const left = clusters.map(lastPartOf).filter(name => name !== EVERY_CLUSTER && !audited.includes(name))
  if (left.length > 0)
    return { why: `it does not list cluster ${left.join(', ')} as audited`, hint: HINT_FOR_INCOMPLETE }
  const isNone = Array.isArray(audit['clusters']) && clusters.includes(EVERY_CLUSTER)
  if (isNone || audited.length > 0) return undefined
  return {
    why: 'it audited no cluster',
    hint: "Name its clusters with the input cluster ('*' is every cluster), run its job again, and merge again."
  }
}

/** revisionsLeft returns the revisions with plaintext credentials that a purge has not deleted. */
export function revisionsLeft(audit: JsonObject | undefined): readonly JsonObject[] {
  const purged = objectsIn(audit?.['purge']).filter(({ outcome }) => outcome === 'deleted')
  const deleted = new Set(purged.map(({ arn }) => stringIn(arn)))
  return objectsIn(audit?.['exposedRevisions']).filter(
    ({ arn }) => stringIn(arn) === undefined || !deleted.has(stringIn(arn))
  )
}

/** itemGap returns why an item that an audit calls clean is not known to be clean. */
export function itemGap({ plaintext, unknown }: JsonObject): string | undefined {
  if (!isEmptyList(plaintext)) return 'its audit says clean, but does not list it without plaintext'
  return isEmptyList(unknown) ? undefined : 'its audit says clean, but not that all of it was read'
}

function isEmptyList(value: JsonValue | undefined): boolean {
  return Array.isArray(value) && value.length === 0
}
