import type { Remark } from '../../../errors.ts'
import type { Excepted } from '../../../exceptions/exception.ts'
import { someOf } from '../../../list.ts'
import { present } from '../../../present.ts'
import {
  EXCEPTED_NEXT,
  type ExceptedRow,
  exceptedPlace
} from '../../../report/migration/excepted-credentials.ts'
import { keptBy } from '../../../report/migration/migrated-words.ts'
import { quotedName } from '../../../template/naming.ts'
import { idOf, type MigrationCandidate } from '../../candidate.ts'

/**
 * exceptedRows lists the credentials that an exception or a comment keeps in plaintext: those that would stop a deploy
 * without it, and that the run does not move although they are excepted (`include`). Pure.
 */
export function exceptedRows(
  excepted: readonly Excepted[],
  candidates: readonly MigrationCandidate[]
): readonly ExceptedRow[] {
  const moved = new Set(candidates.map(idOf))
  const rows = new Map<string, ExceptedRow>()
  for (const { finding, by, place, until } of excepted) {
    const { file, pointer, input, container, level, category } = finding
    const id = `${file} ${pointer} ${input ?? ''}`
    if (level !== 'error' || category !== 'credential' || moved.has(`${file} ${pointer}`)) continue
    if (rows.has(id)) continue
    rows.set(id, {
      file: finding.place?.file ?? file,
      ...present({ line: finding.place?.line, container, until }),
      variable: quotedName(finding.name, '') === '' ? 'a variable' : finding.name,
      by: by === 'comment' ? 'comment' : 'exception',
      exception: `${place.file}:${place.line}`
    })
  }
  return [...rows.values()]
}

/** besidesExcepted leaves out the places of values that are already listed with their exceptions. */
export function besidesExcepted(places: readonly string[], rows: readonly ExceptedRow[]): readonly string[] {
  const own = new Set(rows.map(exceptedPlace))
  return places.filter(place => !own.has(place))
}

const PLACES_SHOWN = 10

/** exceptedRemarks warns about the credentials that exceptions keep in plaintext; nothing if there are none. */
export function exceptedRemarks(rows: readonly ExceptedRow[]): readonly Remark[] {
  if (rows.length === 0) return []
  const places = rows.map(row => `${exceptedPlace(row)} ${row.variable} (${row.by} at ${row.exception})`)
  const message = `${keptBy(rows)}: ${someOf(places, PLACES_SHOWN)}. ${EXCEPTED_NEXT}`
  return [{ message, isWarning: true }]
}
