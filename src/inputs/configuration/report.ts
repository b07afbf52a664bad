import type { Problem } from '../../errors.ts'
import type { PlaceFinder } from '../../files/document/place.ts'
import type { DocumentNode, Member } from '../../files/document/tree.ts'
import { didYouMean, namesToChoose, pageUrl } from '../../nearest.ts'
import { present } from '../../present.ts'

/** How to fix the problem, with a code if it is not the usual one. */
export type ConfigurationHint = string | { readonly text: string; readonly code: string }

/** Adds a problem of the configuration file, at the place of a node. */
export type ReportProblem = (
  node: Pick<DocumentNode, 'origin'>,
  message: string,
  hint: ConfigurationHint
) => void

/** reporterTo returns the function that adds to `problems`; `usual` has the code that applies if a hint has none. */
export function reporterTo(
  problems: Problem[],
  place: PlaceFinder,
  usual: Pick<Problem, 'code'>
): ReportProblem {
  return (node, message, hint) => {
    const { text, code } = typeof hint === 'string' ? { text: hint, ...usual } : hint
    const at = place(node.origin)
    problems.push({ code, fault: 'user', message, hint: text, ...present({ place: at }) })
  }
}

/** reportUnknownKey shows a key only if it looks like one, because something else may have been pasted there. */
export function reportUnknownKey(
  { key, keyOrigin }: Pick<Member, 'key' | 'keyOrigin'>,
  known: readonly string[],
  report: ReportProblem
): void {
  const shown = /^[A-Za-z][\w-]{0,29}$/.test(key) ? `"${key}"` : `of ${key.length} characters`
  report({ origin: keyOrigin }, `Unknown key ${shown}.${didYouMean(key, known)}`, {
    text: namesToChoose(known, pageUrl('configuration')),
    code: 'unknown-config-key'
  })
}
