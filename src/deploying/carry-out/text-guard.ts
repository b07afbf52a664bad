import { lineHoldsCredential } from '../../detector/judge-line.ts'
import { sensitiveValues } from '../../detector/sensitive.ts'
import type { TextGuard } from '../../diagnosis/ports.ts'
import { fromJson } from '../../document/tree.ts'
import type { JsonObject } from '../../json.ts'

const MASK = '***'

/**
 * makeTextGuard keeps values out of what AWS tells about a rollout: those that the definition itself holds (an exception may
 * allow them) are blanked, and a line of a log that the detector would call a credential is not shown.
 */
export function makeTextGuard(definition: JsonObject): TextGuard {
  const root = fromJson(definition, { kind: 'input', input: 'task-definition' })
  const values = [...sensitiveValues(root)].sort((a, b) => b.length - a.length)
  return {
    mask: text => values.reduce((masked, value) => masked.replaceAll(value, MASK), text),
    holdsCredential: lineHoldsCredential
  }
}
