import type { JqPart, JqStep } from './tokens.ts'

/** A container, by its index or by its name. */
export type ContainerAt = { readonly index: number } | { readonly name: string }

/**
 * The target of an assignment: a member of the task definition, or a container, all containers, their list, or a member
 * of them.
 */
export type JqTarget = { readonly container?: ContainerAt | 'all' | 'list'; readonly member?: string }

type FlatStep = JqStep | { readonly condition: JqPart }

/**
 * The values of the variables in a filter: those of `--arg`, and of the environment. Undefined if a value cannot be
 * determined statically.
 */
export type JqTexts = {
  readonly variables: Readonly<Record<string, string>>
  ofEnvironment(name: string): string | undefined
}

/**
 * flatPath flattens a path that contains pipes, such as `(.a[] | select(…)).b`, into one list. It returns undefined for
 * anything else.
 */
export function flatPath(part: JqPart): readonly FlatStep[] | undefined {
  switch (part.kind) {
    case 'path': {
      const before = part.of === undefined ? [] : flatPath(part.of)
      return before && [...before, ...part.steps]
    }
    case 'pipe': {
      const [left, right] = [flatPath(part.left), flatPath(part.right)]
      return left && right && [...left, ...right]
    }
    case 'call': {
      const [condition] = part.name === 'select' ? part.arguments : []
      return condition && [{ condition }]
    }
    default:
      return undefined
  }
}

/** jqTargetOf returns the target of a path. `nameWanted` reads the condition of a `select`. */
export function jqTargetOf(
  part: JqPart,
  nameWanted: (condition: JqPart) => string | undefined
): JqTarget | undefined {
  const path = flatPath(part)
  if (path === undefined) return undefined
  const [first, ...rest] = stepMember(path[0]) === 'taskDefinition' ? path.slice(1) : path
  const name = stepMember(first)
  if (name !== 'containerDefinitions') {
    const members = [first, ...rest].map(stepMember)
    return members.every(one => one !== undefined) ? { member: members.join('.') } : undefined
  }
  const { container, used } = containerAmong(rest, nameWanted)
  if (container === undefined) return undefined
  const members = rest.slice(used).map(step => stepMember(step) ?? '[]')
  return { container, ...(members.length > 0 ? { member: members.join('.') } : {}) }
}

function containerAmong(
  [first, second]: readonly FlatStep[],
  nameWanted: (condition: JqPart) => string | undefined
): { readonly container?: NonNullable<JqTarget['container']>; readonly used: number } {
  if (first === undefined) return { container: 'list', used: 0 }
  if ('index' in first) return { container: { index: first.index }, used: 1 }
  if (!('each' in first)) return { used: 0 }
  if (second === undefined || !('condition' in second)) return { container: 'all', used: 1 }
  const name = nameWanted(second.condition)
  return name === undefined ? { used: 0 } : { container: { name }, used: 2 }
}

/** stepMember is the member that one step of a path selects. */
export const stepMember = (step: FlatStep | undefined) =>
  step !== undefined && 'member' in step ? step.member : undefined

/** memberIn is the name of the only member that a path selects. The path can have a default (`//`). */
export function memberIn(part: JqPart): string | undefined {
  if (part.kind === 'operator' && part.sign === '//') return memberIn(part.left)
  if (part.kind !== 'path' || part.of !== undefined) return undefined
  const steps = stepMember(part.steps[0]) === 'taskDefinition' ? part.steps.slice(1) : part.steps
  return steps.length === 1 ? stepMember(steps[0]) : undefined
}

/** selectsWholeInput reports whether a path selects the whole input, or the task definition in a response of ECS. */
export function selectsWholeInput(steps: readonly JqStep[]): boolean {
  return steps.length === 0 || (steps.length === 1 && stepMember(steps[0]) === 'taskDefinition')
}

/** betweenCommas returns the parts that commas separate. */
export function betweenCommas(part: JqPart): readonly JqPart[] {
  return part.kind === 'comma' ? [...betweenCommas(part.left), ...betweenCommas(part.right)] : [part]
}

/**
 * keysIn returns the texts of the only list in a condition on `.key`: `.key | IN("a", "b")`, `[.key] | inside(["a"])`.
 */
export function keysIn(condition: JqPart): readonly string[] | undefined {
  if (condition.kind !== 'pipe' || condition.right.kind !== 'call') return undefined
  const { name, arguments: given } = condition.right
  const [list] = given
  if (list === undefined || !['IN', 'inside'].includes(name)) return undefined
  const items = betweenCommas(list.kind === 'list' && list.content ? list.content : list)
  const texts = items.map(item =>
    item.kind === 'text' && item.parts.length === 1 ? item.parts[0] : undefined
  )
  const known = texts.filter(text => typeof text === 'string')
  return known.length === texts.length ? known : undefined
}

/** textIn returns the text that a part evaluates to, if it consists of texts only. */
export function textIn(texts: JqTexts, part: JqPart): string | undefined {
  switch (part.kind) {
    case 'text': {
      const parts = part.parts.map(one => (typeof one === 'string' ? one : textIn(texts, one)))
      return parts.every(one => one !== undefined) ? parts.join('') : undefined
    }
    case 'variable':
      return texts.variables[part.name]
    case 'path': {
      const { of, steps } = part
      const isEnvironment =
        (of?.kind === 'variable' && of.name === 'ENV') || (of?.kind === 'call' && of.name === 'env')
      const name = steps.length === 1 ? stepMember(steps[0]) : undefined
      return isEnvironment && name !== undefined ? texts.ofEnvironment(name) : undefined
    }
    case 'operator': {
      const [left, right] = [textIn(texts, part.left), textIn(texts, part.right)]
      return part.sign === '+' && left !== undefined && right !== undefined ? left + right : undefined
    }
    default:
      return undefined
  }
}
