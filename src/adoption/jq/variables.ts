import { betweenCommas, flatPath, type JqTexts, memberIn, stepMember, textIn } from './paths.ts'
import type { JqPart } from './tokens.ts'

const ALL = 'its jq filter replaces all variables of a container; write them into the definition'

/**
 * variablesIn returns the variables that a filter adds to those of a container, or why that cannot be determined. A
 * filter may first remove only the variables that it then adds.
 */
export function variablesIn(
  texts: JqTexts,
  { part, isAdded }: { readonly part: JqPart; readonly isAdded: boolean }
): readonly (readonly [name: string, value: string])[] | string {
  if (!isAdded) {
    if (part.kind !== 'operator' || part.sign !== '+') return ALL
    const kept = keptIn(part.left)
    const added = variablesIn(texts, { part: part.right, isAdded: true })
    if (kept === undefined || typeof added === 'string') return kept === undefined ? ALL : added
    return kept.every(name => added.some(([own]) => own === name)) ? added : ALL
  }
  const items = part.kind === 'list' && part.content ? betweenCommas(part.content) : []
  const read = items.map((item): readonly [string, string] | undefined => {
    if (item.kind !== 'object') return undefined
    const [name, value] = ['name', 'value'].map(key => {
      const found = item.members.find(([own]) => own === key)
      return found && textIn(texts, found[1])
    })
    return name === undefined || value === undefined ? undefined : [name, value]
  })
  const known = read.filter(one => one !== undefined)
  return known.length > 0 && known.length === read.length
    ? known
    : 'the variables that its jq filter adds cannot be determined statically'
}

/**
 * The names that are removed from a container's variables before others are added. Undefined if the filter does more
 * than that.
 */
function keptIn(part: JqPart): readonly string[] | undefined {
  if (part.kind === 'list' && part.content) return keptIn(part.content)
  if (isVariables(part)) return []
  if (part.kind !== 'pipe' || !isVariables(part.left) || part.right.kind !== 'call') return undefined
  const { name, arguments: given } = part.right
  const [inner] = given
  if (inner === undefined) return undefined
  const select =
    name === 'map' && inner.kind === 'call' && inner.name === 'select' ? inner.arguments[0] : inner
  return name === 'map' || name === 'select' ? namesOut(select as JqPart) : undefined
}

/** `.environment`, also of a container that a longer path selects, with or without an empty list as default. */
function isVariables(part: JqPart): boolean {
  if (part.kind === 'operator' && part.sign === '//')
    return isVariables(part.left) && part.right.kind === 'list' && part.right.content === undefined
  const path = flatPath(part)?.filter(step => !('each' in step)) ?? []
  return stepMember(path.at(-1)) === 'environment'
}

/** `.name != "A" and .name != "B"` */
function namesOut(condition: JqPart): readonly string[] | undefined {
  if (condition.kind !== 'operator') return undefined
  if (condition.sign === 'and') {
    const [left, right] = [namesOut(condition.left), namesOut(condition.right)]
    return left && right && [...left, ...right]
  }
  const { sign, left, right } = condition
  const text = right.kind === 'text' && right.parts.length === 1 ? right.parts[0] : undefined
  return sign === '!=' && memberIn(left) === 'name' && typeof text === 'string' ? [text] : undefined
}
