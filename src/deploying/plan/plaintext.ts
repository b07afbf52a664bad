import { CleanTexts } from '../../detector/clean-texts.ts'
import { detect } from '../../detector/detect.ts'
import { RULES } from '../../detector/rules.ts'
import { sensitiveValues } from '../../detector/sensitive.ts'
import { fromJson } from '../../document/tree.ts'
import type { JsonObject } from '../../json.ts'

/**
 * plaintextIn names where a registered definition holds plaintext credentials, e.g. `DB_PASSWORD of container app`; empty
 * when the detector finds none. The values go to `mask` before anything is said.
 */
export function plaintextIn(
  definition: JsonObject,
  mask: (values: readonly string[]) => void
): readonly string[] {
  const root = fromJson(definition, { kind: 'input', input: 'task-definition-arn' })
  const clean = new CleanTexts()
  const findings = detect({ file: 'task definition', root, place: () => undefined }, RULES, clean)
  const credentials = findings.filter(({ category, level }) => category === 'credential' && level === 'error')
  if (credentials.length === 0) return []
  mask(sensitiveValues(root, RULES, clean))
  const names = credentials.map(({ name, container, pointer }) => {
    const what = name === undefined || name === '' ? pointer : name
    return container === undefined || container === '' ? what : `${what} of container ${container}`
  })
  return [...new Set(names)]
}
