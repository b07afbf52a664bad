import { detect, RULES } from '../../detector/detect.ts'
import { lineHoldsCredential, wholeWord } from '../../detector/judge-line.ts'
import { upToName } from '../../detector/named-lines.ts'
import { MASK, sensitiveValues, shortCredentials } from '../../detector/sensitive.ts'
import { fromJson } from '../../files/document/tree.ts'
import type { JsonObject } from '../../json.ts'
import { distinctBy } from '../../list.ts'
import type { TextGate } from '../../report/gate/shown.ts'
import type { TextGuard } from '../../rollout/diagnosis/diagnosis.ts'

/** A place of a plaintext credential; `words` identify it, e.g. `DB_PASSWORD of container app`. */
export type PlaintextSpot = { readonly name: string; readonly words: string }

/** plaintextIn lists the places of plaintextSpots. */
export function plaintextIn(
  definition: JsonObject,
  mask: (values: readonly string[]) => void
): readonly string[] {
  return plaintextSpots(definition, mask).map(({ words }) => words)
}

/**
 * plaintextSpots finds the plaintext credentials in a registered definition; empty if the detector finds none. The
 * values are passed to `mask` before anything is reported.
 */
export function plaintextSpots(
  definition: JsonObject,
  mask: (values: readonly string[]) => void
): readonly PlaintextSpot[] {
  const root = fromJson(definition, { kind: 'input', input: 'task-definition-arn' })
  const findings = detect({ file: 'task definition', root, place: () => undefined }, RULES)
  const credentials = findings.filter(({ category, level }) => category === 'credential' && level === 'error')
  if (credentials.length === 0) return []
  mask(sensitiveValues(root, RULES))
  const spots = credentials.map(({ name, container = '', pointer }) => ({
    name,
    words: `${name || pointer}${container === '' ? '' : ` of container ${container}`}`
  }))
  return distinctBy(spots, ({ words }) => words)
}

/**
 * makeTextGuard keeps values out of AWS texts about a rollout. Values in the definition itself (an exception may allow
 * them) are blanked, including short ones that appear as separate words. A log line that the detector would report as a
 * credential is not shown; one with the name of a credential that is no plain prose is shown up to the name.
 */
export function makeTextGuard(definition: JsonObject, gate: Pick<TextGate, 'learn' | 'shown'>): TextGuard {
  gate.learn(definition)
  const root = fromJson(definition, { kind: 'input', input: 'task-definition' })
  const short = shortCredentials(root).map(wholeWord)
  return {
    mask: text =>
      upToName(short.reduce<string>((masked, word) => masked.replace(word, MASK), gate.shown(text))),
    holdsCredential: lineHoldsCredential
  }
}
