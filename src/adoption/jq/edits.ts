import { parseJq } from './filter.ts'
import {
  betweenCommas,
  type ContainerAt,
  flatPath,
  type JqTarget,
  type JqTexts,
  jqTargetOf,
  keysIn,
  memberIn,
  selectsWholeInput,
  textIn
} from './paths.ts'
import type { JqPart } from './tokens.ts'
import { variablesIn } from './variables.ts'

/**
 * One change that a filter makes to a task definition. `picks` are the members that it keeps, if it does not keep all.
 */
export type JqEdit =
  | { readonly kind: 'image'; readonly container: ContainerAt; readonly image: string }
  | {
      readonly kind: 'variable'
      readonly container: ContainerAt
      readonly name: string
      readonly value: string
    }
  | { readonly kind: 'input'; readonly name: string; readonly value: string }
  | { readonly kind: 'picks'; readonly names: readonly string[] }

/**
 * readJq returns the changes that a filter makes to the task definition that it is applied to, or why this action's
 * inputs cannot express them.
 */
export function readJq(
  filter: string,
  texts: JqTexts
): { readonly edits: readonly JqEdit[] } | { readonly unclear: string } {
  const part = parseJq(filter)
  if (part === undefined) return { unclear: NOT_UNDERSTOOD }
  const edits: JqEdit[] = []
  const unclear = new Interpreter(texts, edits).definition(part)
  return unclear === undefined ? { edits } : { unclear }
}

/** Members that only ECS's responses contain, and no registration. */
const OF_ANSWERS = [
  ...['taskDefinitionArn', 'revision', 'status', 'requiresAttributes', 'compatibilities'],
  ...['registeredAt', 'registeredBy', 'deregisteredAt', 'deleteRequestedAt', 'tags']
]
const AS_INPUTS: Readonly<Record<string, string>> = {
  taskRoleArn: 'task-role-arn',
  executionRoleArn: 'execution-role-arn'
}

type Container = NonNullable<JqTarget['container']>
/** An assignment: the member, the operator and the value. */
type Operation = { readonly member: string; readonly sign: string; readonly right: JqPart }
const NOT_UNDERSTOOD = 'its jq filter is too complex to be followed'

class Interpreter {
  readonly #texts: JqTexts
  readonly #edits: JqEdit[]

  constructor(texts: JqTexts, edits: JqEdit[]) {
    this.#texts = texts
    this.#edits = edits
  }

  /** Reads a filter whose input and output are a task definition. Returns why it cannot be read. */
  definition(part: JqPart): string | undefined {
    switch (part.kind) {
      case 'pipe':
        return this.definition(part.left) ?? this.definition(part.right)
      case 'path':
        return part.of === undefined && selectsWholeInput(part.steps)
          ? undefined
          : 'its jq filter prints only a part of the definition'
      case 'object':
        return this.#picked(part)
      case 'call':
        return this.#called(part.name, part.arguments)
      case 'operator':
        return part.sign === '+' ? this.#joined(part) : this.#assigned(part)
      default:
        return NOT_UNDERSTOOD
    }
  }

  #picked({ members }: Extract<JqPart, { kind: 'object' }>): string | undefined {
    const other = members.find(([name, value]) => memberIn(value) !== name)
    if (other) return `its jq filter sets ${other[0]}; write that into the definition`
    this.#edits.push({ kind: 'picks', names: members.map(([name]) => name) })
    return undefined
  }

  /** `{…} + {…}`, the second possibly under a condition: the members that either side keeps. */
  #joined({ left, right }: Extract<JqPart, { kind: 'operator' }>): string | undefined {
    const before = this.#edits.length
    const branches = right.kind === 'if' ? [right.then, right.otherwise] : [right]
    for (const one of [left, ...branches]) {
      if (one === undefined || (one.kind === 'path' && one.of === undefined && one.steps.length === 0))
        continue
      const unclear = one.kind === 'object' || one.kind === 'operator' ? this.definition(one) : NOT_UNDERSTOOD
      if (unclear) return unclear
    }
    const names = this.#edits.splice(before).flatMap(edit => (edit.kind === 'picks' ? edit.names : []))
    this.#edits.push({ kind: 'picks', names })
    return undefined
  }

  #called(name: string, [given]: readonly JqPart[]): string | undefined {
    if (name === 'del' && given) {
      const kept = betweenCommas(given).find(one => !OF_ANSWERS.includes(memberIn(one) ?? ''))
      return (
        kept &&
        `its jq filter removes ${memberIn(kept) ?? 'fields'} from the definition; remove it in the file instead`
      )
    }
    if (name === 'with_entries' && given?.kind === 'call' && given.name === 'select') {
      const [condition] = given.arguments
      // Removes members without a value, which a registration leaves out too.
      const isEmpty =
        condition?.kind === 'operator' && condition.sign === '!=' && memberIn(condition.left) === 'value'
      if (isEmpty) return undefined
      const names = condition === undefined ? undefined : keysIn(condition)
      if (names === undefined) return NOT_UNDERSTOOD
      this.#edits.push({ kind: 'picks', names })
      return undefined
    }
    return `${name} in its jq filter is not supported`
  }

  #assigned({ sign, left, right }: Extract<JqPart, { kind: 'operator' }>): string | undefined {
    const target = jqTargetOf(left, one => this.#nameWanted(one))
    if (target === undefined) return 'its jq filter makes a change that is not supported'
    const { container, member } = target
    if (container === undefined) return this.#memberSet(member, { sign, right })
    return member === undefined
      ? this.#containerSet(container, { sign, right })
      : this.#containerMemberSet(container, { member, sign, right })
  }

  #memberSet(
    member: string | undefined,
    { sign, right }: Pick<Operation, 'sign' | 'right'>
  ): string | undefined {
    const input = AS_INPUTS[member ?? '']
    const value = textIn(this.#texts, right)
    if (input !== undefined && value !== undefined && sign !== '+=') {
      this.#edits.push({ kind: 'input', name: input, value })
      return undefined
    }
    if (member === 'cpu' || member === 'memory')
      return `its jq filter sets ${member}; write \`${member}\` for the service into the configuration file`
    return `its jq filter sets ${member ?? 'something'}; write that into the definition`
  }

  /** Reads a filter on whole containers: `map(…)`, a condition on the name, assignments, or added members. */
  #containerSet(
    container: Container,
    { sign, right }: Pick<Operation, 'sign' | 'right'>
  ): string | undefined {
    if (sign !== '|=') return 'its jq filter sets whole containers; write them into the definition'
    if (container !== 'list') return this.#inContainer(right, container)
    const [inner] = right.kind === 'call' && right.name === 'map' ? right.arguments : []
    return inner
      ? this.#inContainer(inner, 'all')
      : 'its jq filter changes the list of containers; write them into the definition'
  }

  #inContainer(part: JqPart, container: Container): string | undefined {
    switch (part.kind) {
      case 'pipe':
        return this.#inContainer(part.left, container) ?? this.#inContainer(part.right, container)
      case 'if': {
        const { condition, then, otherwise } = part
        const name = this.#nameWanted(condition)
        const isRest = otherwise === undefined || (otherwise.kind === 'path' && otherwise.steps.length === 0)
        if (name === undefined || !isRest || container !== 'all')
          return 'a condition in its jq filter is too complex to be followed'
        return this.#inContainer(then, { name })
      }
      case 'operator': {
        if (part.sign === '+') return this.#added(part, container)
        const target = this.#targetIn(part.left, container)
        return target
          ? this.#containerMemberSet(target.container, { ...part, member: target.member })
          : 'its jq filter makes a change that is not supported'
      }
      case 'path':
        if (part.of === undefined && part.steps.length === 0) return undefined
    }
    return NOT_UNDERSTOOD
  }

  /** `. + {image: …}` */
  #added({ left, right }: Extract<JqPart, { kind: 'operator' }>, container: Container) {
    if (left.kind !== 'path' || left.steps.length > 0 || right.kind !== 'object') return NOT_UNDERSTOOD
    for (const [member, value] of right.members) {
      const unclear = this.#containerMemberSet(container, { member, sign: '=', right: value })
      if (unclear) return unclear
    }
    return undefined
  }

  #containerMemberSet(container: Container, { member, sign, right }: Operation): string | undefined {
    if (container === 'all' || container === 'list')
      return 'its jq filter changes every container; name one container'
    if (member === 'image' && sign !== '+=') {
      const image = textIn(this.#texts, right)
      if (image === undefined) return 'the image that its jq filter sets cannot be determined statically'
      this.#edits.push({ kind: 'image', container, image })
      return undefined
    }
    if (member !== 'environment')
      return `its jq filter sets ${member} of a container; write that into the definition`
    const variables = variablesIn(this.#texts, { part: right, isAdded: sign === '+=' })
    if (typeof variables === 'string') return variables
    for (const [name, value] of variables) this.#edits.push({ kind: 'variable', container, name, value })
    return undefined
  }

  /** A member of the container that is the filter's input, or of the container that `select` matches. */
  #targetIn(part: JqPart, container: Container) {
    const path = flatPath(part)
    const [first, second] = path ?? []
    if (first !== undefined && 'member' in first && path?.length === 1)
      return { container, member: first.member }
    const name = first !== undefined && 'condition' in first ? this.#nameWanted(first.condition) : undefined
    return name !== undefined && second !== undefined && 'member' in second && path?.length === 2
      ? { container: { name }, member: second.member }
      : undefined
  }

  /** `.name == "web"` */
  #nameWanted(part: JqPart): string | undefined {
    if (part.kind !== 'operator' || part.sign !== '==') return undefined
    const [own, wanted] = memberIn(part.left) === 'name' ? [part.left, part.right] : [part.right, part.left]
    return memberIn(own) === 'name' ? textIn(this.#texts, wanted) : undefined
  }
}
