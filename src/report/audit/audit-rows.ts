import { lastPartOf } from '../../arn.ts'
import type { Audit, CredentialToRotate } from '../../audit/audit.ts'
import { type AuditedPlace, placeInArn } from '../../audit/place-words.ts'
import { someOf } from '../../list.ts'
import { code, escapeMarkdown } from '../markdown.ts'
import { day, fileInWords, secretInWords } from './audit-words.ts'

/** One result of an audit in two forms: its line in a log, and its cells in a table, as Markdown. */
export type AuditRow = { readonly line: string; readonly cells: readonly string[] }

/** Describes the place of a row; empty in an audit of one cluster. */
export type AuditPlaceLabel = (place: AuditedPlace) => string

/** auditLines returns the lines of rows for a log. */
export function auditLines(rows: readonly AuditRow[]): readonly string[] {
  return rows.map(({ line }) => line)
}

/** rotateRows returns a row for each credential to rotate. */
export function rotateRows(rows: readonly CredentialToRotate[]): readonly AuditRow[] {
  return rows.map(({ name, kind, where, secret }, index) => {
    const what = secret === undefined ? kind.what : `${kind.what}, now secret ${secret}`
    return {
      line: `  ${index + 1}. ${name} (${what}), found in ${someOf(where)}. Replace it at: ${kind.issuedAt}`,
      cells: [code(name), escapeMarkdown(what), escapeMarkdown(someOf(where)), escapeMarkdown(kind.issuedAt)]
    }
  })
}

/** purgeRows returns a row for each revision of a purge, with its outcome. */
export function purgeRows({ purge = [] }: Audit, where: AuditPlaceLabel): readonly AuditRow[] {
  return purge.map(({ revision, arn, outcome, reason }) => {
    const place = where(placeInArn(arn))
    return {
      line: `purge: ${revision}${place} ${outcome}: ${reason}`,
      cells: [`${code(revision)}${escapeMarkdown(place)}`, outcome, escapeMarkdown(reason)]
    }
  })
}

/** secretRows returns a row for each secret with a shortcoming. */
export function secretRows({ secrets }: Audit, where: AuditPlaceLabel): readonly AuditRow[] {
  return secrets.flatMap(row => {
    const text = secretInWords(row)
    if (text === undefined) return []
    const place = where({ region: row.region })
    const by = row.usedBy.length === 0 ? '' : ` (${someOf(row.usedBy)})`
    return [
      {
        line: `secret ${row.name}${place}${by} ${text}`,
        cells: [
          `${code(row.name)}${escapeMarkdown(place)}`,
          escapeMarkdown(someOf(row.usedBy)),
          escapeMarkdown(text)
        ]
      }
    ]
  })
}

/** staleRows returns a row for each task that may hold an old value. */
export function staleRows({ staleTasks }: Audit, where: AuditPlaceLabel): readonly AuditRow[] {
  return staleTasks.map(({ task, cluster, service, secret, startedAt, changedAt }) => {
    const place = where({ ...placeInArn(task), cluster })
    const name = `task ${lastPartOf(task)}${service === undefined ? '' : ` of ${service}`}${place}`
    return {
      line: `${name} began ${minute(startedAt)}, ${secret} changed ${minute(changedAt)}: it may hold the old value (mode rotate-restart)`,
      cells: [escapeMarkdown(`${service ?? task}${place}`), code(secret), day(startedAt), day(changedAt)]
    }
  })
}

/** driftRows returns a row for each file that differs from what runs. */
export function driftRows({ drift }: Audit, where: AuditPlaceLabel): readonly AuditRow[] {
  return drift.map(({ service, cluster, region, file, revision, paths }) => ({
    line: `drift: ${service}${where({ cluster, region })} runs ${revision}, ${file} differs in ${paths.join(', ')}`,
    cells: [
      escapeMarkdown(`${service}${where({ cluster, region })}`),
      code(file),
      code(revision),
      escapeMarkdown(someOf(paths))
    ]
  }))
}

/** environmentFileRows returns a row for each environment file that is not clean. */
export function environmentFileRows({ environmentFiles }: Audit): readonly AuditRow[] {
  return environmentFiles.flatMap(row => {
    const text = fileInWords(row)
    if (text === '') return []
    return [
      {
        line: `environment file ${row.file} (${someOf(row.usedBy)}) ${text}`,
        cells: [code(row.file), escapeMarkdown(someOf(row.usedBy)), escapeMarkdown(text)]
      }
    ]
  })
}

function minute(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ')
}
