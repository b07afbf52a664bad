import type { Audit, Audited, RotateRow } from '../audit/audit.ts'
import {
  day,
  fileInWords,
  NOT_LOOKED_FOR,
  readersInWords,
  secretInWords,
  sinceInWords,
  spotInWords
} from './audit-words.ts'
import { plain } from './plain.ts'

/** auditToText prints an audit for a terminal or log: what must be rotated first, then what is live, then the rest. */
export function auditToText(audit: Audit): readonly string[] {
  return [
    ...rotateToText(audit.rotate),
    ...audit.items.flatMap(itemToText),
    ...readersInWords(audit),
    ...oldRevisions(audit),
    ...purgeToText(audit),
    ...secretsToText(audit),
    ...audit.drift.map(
      ({ service, file, revision, paths }) =>
        `drift: ${service} runs ${revision}, ${file} differs in ${paths.join(', ')}`
    ),
    ...audit.environmentFiles.flatMap(row => {
      const text = fileInWords(row)
      return text === '' ? [] : [`environment file ${row.file} (${someOf(row.usedBy)}) ${text}`]
    }),
    NOT_LOOKED_FOR
  ].map(plain)
}

/** rotateToText lists what must be rotated, worst first. No rows, no lines. */
export function rotateToText(rows: readonly RotateRow[]): readonly string[] {
  if (rows.length === 0) return []
  return [
    'Rotate, worst first; moving a value elsewhere does not make it secret again:',
    ...rows.map(({ name, kind, where, secret }, index) => {
      const as = secret === undefined ? '' : `, now secret ${secret}`
      return `  ${index + 1}. ${name} (${kind.what}${as}), stood in ${someOf(where)}. New one: ${kind.issuedAt}`
    })
  ]
}

const SHOWN = 5

/** someOf joins the first few and counts the rest. */
export function someOf(items: readonly string[]): string {
  const more = items.length - SHOWN
  return more <= 0 ? items.join(', ') : `${items.slice(0, SHOWN).join(', ')} and ${more} more`
}

function itemToText(item: Audited): readonly string[] {
  const title = `${item.verdict.padEnd(8)} ${item.kind} ${item.name} (${item.revisions.join(', ')})`
  const since = sinceInWords(item)
  return [
    since === '' ? title : `${title} ${since}`,
    ...item.spots.map(spot => `    ${spot.revision}: ${spotInWords(spot)} [${spot.rule}]`),
    ...item.unknown.map(why => `    not verified: ${why}`)
  ]
}

function oldRevisions({ exposedRevisions, beingDeleted }: Audit): readonly string[] {
  const unused = exposedRevisions.filter(({ usedBy }) => usedBy.length === 0)
  return [
    ...unused.map(
      ({ revision, status, registeredAt, spots }) =>
        `old revision ${revision} (${status}, ${day(registeredAt)}) holds ${someOf(spots.map(spotInWords))}`
    ),
    ...exposedRevisions.flatMap(({ revision, rollbackFor }) =>
      rollbackFor.map(service => `a rollback of ${service} to ${revision} would bring plaintext back`)
    ),
    ...(beingDeleted === 0
      ? []
      : [`${beingDeleted} revisions are being deleted by ECS and were not described`])
  ]
}

function purgeToText({ purge }: Audit): readonly string[] {
  if (purge === undefined) return []
  if (purge.length === 0) return ['purge: no revision with plaintext']
  return purge.map(({ revision, outcome, reason }) => `purge: ${revision} ${outcome}: ${reason}`)
}

function secretsToText({ secrets, staleTasks }: Audit): readonly string[] {
  const rows = secrets.flatMap(row => {
    const text = secretInWords(row)
    const by = row.usedBy.length === 0 ? '' : ` (${someOf(row.usedBy)})`
    return text === undefined ? [] : [`secret ${row.name}${by} ${text}`]
  })
  const stale = staleTasks.map(
    ({ task, service, secret, startedAt, changedAt }) =>
      `task ${task.slice(task.lastIndexOf('/') + 1)}${service === undefined ? '' : ` of ${service}`} began ${minute(startedAt)}, ${secret} changed ${minute(changedAt)}: it may hold the old value (mode rotate-restart)`
  )
  return [...rows, ...stale]
}

function minute(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ')
}
