import type { Layout } from '../../configuration/layout.ts'
import type { ResolvedEntry } from '../../configuration/resolved.ts'
import { type ObjectNode, type Origin, toJson } from '../../document/tree.ts'
import type { Problem } from '../../errors.ts'
import type { JsonValue } from '../../json.ts'
import type { RenderContexts } from '../../template/contexts.ts'
import { type renderLeniently, renderStrictly } from '../../template/render.ts'

/** The names that a template can use, with the variables of its entry. */
export type EntryContexts = { readonly contexts: RenderContexts; readonly problems: readonly Problem[] }

const NOWHERE: Origin = { kind: 'input', input: 'config' }

/**
 * contextsForEntry evaluates the expressions in an entry's `variables` and adds these to `vars`. The input `variables`
 * takes precedence over the file, whose variables can refer to those of the input.
 */
export async function contextsForEntry(
  entry: ResolvedEntry,
  layout: Layout,
  run: { readonly contexts: RenderContexts; readonly render?: typeof renderLeniently }
): Promise<EntryContexts> {
  const { contexts, render = renderStrictly } = run
  if (entry.variables.size === 0) return { contexts, problems: [] }
  const members = [...entry.variables].map(([key, { node }]) => ({
    key,
    keyOrigin: node.origin,
    value: node
  }))
  const tree: ObjectNode = { kind: 'object', members, origin: NOWHERE }
  const { root, problems } = await render({ root: tree, document: layout.document }, contexts)
  const own: Record<string, JsonValue> = {}
  if (root.kind === 'object') for (const { key, value } of root.members) own[key] = toJson(value)
  return { contexts: { ...contexts, vars: { ...own, ...contexts.vars } }, problems }
}
