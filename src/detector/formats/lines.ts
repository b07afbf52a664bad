import {
  childOf,
  type DocumentNode,
  type FileOrigin,
  itemsOf,
  type Member,
  type ObjectNode,
  stringOf
} from '../../files/document/tree.ts'
import { escapePattern } from '../../pattern.ts'
import { mapOrigins, mapParts, pairNode, partOf, textNode } from './rewrite.ts'
import { readTolerantly } from './tolerant/reader.ts'

/** `NAME=value`, as environment files and the inputs of actions have it. */
const LINE = /^[ \t]*(?:export[ \t]+)?(?:[\w-]{1,255}\/){0,2}([A-Za-z_][\w.-]*)[ \t]*=[ \t]*(.*?)[ \t\r]*$/gm

/** Steps and jobs that register a task definition: AWS's actions, and actions and workflows of this project. */
const REGISTERS = /^aws-actions\/amazon-ecs-|\/ecs-sealed-deploy(?:\/[\w./-]+)?@/i

/** A line that is an expression, which may stand for several of them. */
const EXPRESSION = /^[ \t]*(\$\{\{.*\}\})[ \t\r]*$/gm

/** Each expression in a text. */
const EXPRESSIONS = /\$\{\{.*?\}\}/gs

/** `${{ env.X }}` or `${{ env['X'] }}` and nothing else. */
const OF_ENV = /^\s*\$\{\{\s*env(?:\.([\w-]+)|\[\s*'([^']+)'\s*\])\s*\}\}\s*$/i

const ALL_OF_ENV = /^\s*\$\{\{\s*toJSON\(\s*env\s*\)\s*\}\}\s*$/i

/** `env.X` or `env['X']` in an expression. */
const IN_EXPRESSION = /(?<![\w.])env(?:\.[\w-]+|\[\s*'[^']+'\s*\])/gi

/** A container with these variables. */
function containerOf(variables: readonly Member[], origin: FileOrigin): ObjectNode {
  const value: DocumentNode = { kind: 'array', items: variables.map(one => pairNode(one)), origin }
  return { kind: 'object', members: [{ key: 'environment', keyOrigin: origin, value }], origin }
}

/** The place of a part of a text. */
type PlaceOf = (start: number, part: string) => FileOrigin

function partsOf(origin: FileOrigin): PlaceOf {
  return (start, { length }) => ({
    ...origin,
    start: origin.start + start,
    end: origin.start + start + length
  })
}

/** The variables that the lines of a text are, each at its place. */
function variablesOf(text: string, at: PlaceOf): readonly Member[] {
  return Array.from(text.matchAll(LINE), ({ 0: line, 1: key = '', 2: raw = '', index }) => ({
    key,
    keyOrigin: at(index + line.indexOf(key), key),
    value: textNode(raw.replace(/^(["'])(.*)\1$/s, '$2'), at(index + line.lastIndexOf(raw), raw))
  }))
}

/**
 * isEnvironmentFile returns whether a file is one of variables, by its name (`.env`, `.env.prod`, `prod.env`), or by a
 * name with `env` in it and a first line `NAME=value`: `app.env.prod`, `.env-dev`.
 */
export function isEnvironmentFile(file: string, text: string): boolean {
  if (/(?:^|\/)(?:\.env(?:\.[\w-]+)*|[\w.-]+\.env)$/.test(file)) return true
  // the first line that is neither empty nor a comment
  const [, first = ''] = /^(?:[ \t]*(?:#.*)?\r?\n)*(.*)/.exec(text) ?? []
  return (
    /(?:^|[/._-])env(?:[._-][\w.-]*)?$/i.test(file) &&
    /^[ \t]*(?:export[ \t]+)?[A-Za-z_]\w*[ \t]*=/.test(first)
  )
}

/** environmentFile returns the lines of an environment file as the variables of a container. */
export function environmentFile(file: string, text: string): DocumentNode {
  const origin: FileOrigin = { kind: 'file', file, pointer: '', start: 0, end: text.length }
  return containerOf(variablesOf(text, partsOf(origin)), origin)
}

/**
 * workflowVariables returns what a workflow or an action gives to task definitions: the inputs for containers and
 * templates of the actions that register them, with `env:` looked up. Nothing else in it is part of a container, such
 * as the `env:` of a step or of a service of a job. Undefined for other files.
 */
export function workflowVariables(root: DocumentNode, text: string): DocumentNode | undefined {
  const isWorkflow = childOf(root, 'jobs') !== undefined || childOf(root, 'runs') !== undefined
  if (!isWorkflow || childOf(root, 'containerDefinitions') !== undefined) return undefined
  const containers: DocumentNode[] = []
  // many steps can be given one value: it is judged once under each name
  const judged = new Map<unknown, Set<string>>()
  const isNew: Taking['isNew'] = (value, name) => {
    const names = judged.get(value) ?? new Set()
    judged.set(value, names)
    return names.size < names.add(name).size
  }
  visit(root, [], (node, scope) => {
    const run = childOf(node, 'run')
    const uses = stringOf(childOf(node, 'uses')) ?? ''
    const inputs = REGISTERS.test(uses) ? childOf(node, 'with') : undefined
    const given = [
      ...(run ? containersInCommand(run, text) : []),
      ...(inputs ? containersOfStep(inputs, { text, scope, isNew }) : [])
    ]
    containers.push(...given.map(one => withEnv(one, scope)))
  })
  return { kind: 'array', items: containers, origin: root.origin }
}

/** The `env:` of a step, its job and its workflow: what is within counts before what is around it. */
type Scope = readonly ReadonlyMap<string, DocumentNode>[]

/** The value that `env:` has for a text that is `env.X`, with what that one takes from around it. */
function inEnv(node: DocumentNode, scope: Scope): DocumentNode | undefined {
  const [, plain, quoted = ''] = OF_ENV.exec(stringOf(node) ?? '') ?? []
  const at = scope.findIndex(one => one.has(plain ?? quoted))
  const found = scope[at]?.get(plain ?? quoted)
  const around = scope.slice(at + 1)
  return found && (inEnv(found, around) ?? withEnv(found, around))
}

/** What is known of a step: the text of the file, `env:`, and whether a value was not yet taken under a name. */
type Taking = {
  readonly text: string
  readonly scope: Scope
  readonly isNew: (value: unknown, name: string) => boolean
}

/** What the inputs of a step give: a container with what is for one, overrides of a task, values of templates. */
function containersOfStep(inputs: DocumentNode, taking: Taking): readonly DocumentNode[] {
  const { origin } = inputs
  if (origin.kind !== 'file') return []
  const { text, scope, isNew } = taking
  const given = (name: string): readonly DocumentNode[] => {
    const input = childOf(inputs, name)
    const found = input && inEnv(input, scope)
    if (found) return isNew(found.origin, name) ? [found] : []
    return input ? [input] : []
  }
  const by = (input: string) => ({ ...taking, input })
  const variables = given('environment-variables').flatMap(one => givenBy(one, by('environment-variables')))
  // what an expression hands over there is stored, and only what is written out is in git
  const stored = given('secret-values')
    .flatMap(one => givenBy(one, by('secret-values')))
    .filter(({ value }) => stringOf(value)?.includes('${{') === false)
  const parts = Object.entries(GIVEN).flatMap(([name, make]) =>
    given(name).flatMap((input): readonly Member[] => {
      const part = make(input, by(name))
      return part ? [{ ...part, keyOrigin: input.origin }] : []
    })
  )
  const container = containerOf([...variables, ...stored], origin)
  const definitions = [
    ...given('run-task-container-overrides').flatMap(input => jsonOf(input, text) ?? []),
    ...given('variables').map(input => pairsIn(input, by('variables'))),
    ...given('env').map(input => ({ kind: 'object' as const, members: namedIn(input, scope), origin }))
  ]
  return [
    ...(variables.length + stored.length + parts.length > 0
      ? [{ ...container, members: [...container.members, ...parts] }]
      : []),
    ...definitions.map(definitionOf)
  ]
}

/** The variables of `env:` that templates may use, by the names in the input `env`. */
function namedIn(input: DocumentNode, scope: Scope): readonly Member[] {
  return (stringOf(input) ?? '').split(/[\s,]+/).flatMap(key => {
    const value = inEnv(textNode(`\${{ env.${key} }}`, input.origin), scope)
    return value ? [{ key, keyOrigin: value.origin, value }] : []
  })
}

/** All of `env:`, without what is hidden by an inner one. */
function allOf(scope: Scope, { isNew }: Taking): readonly Member[] {
  return scope.flatMap((env, depth) => {
    const hides = scope.slice(0, depth)
    const own = isNew(env, 'all') ? [...env] : []
    return own
      .filter(([key]) => !hides.some(inner => inner.has(key)))
      .map(([key, value]) => ({ key, keyOrigin: value.origin, value }))
  })
}

/** A definition with these containers, or these values of a template. */
function definitionOf(value: DocumentNode): ObjectNode {
  const { origin } = value
  return { kind: 'object', members: [{ key: 'containerDefinitions', keyOrigin: origin, value }], origin }
}

type Part = Omit<Member, 'keyOrigin'>

/** What is known of the input that is read: its name, and what is known of the step. */
type Making = Taking & { readonly input: string }

const pairsIn = (node: DocumentNode, making: Making): DocumentNode => ({
  kind: 'object',
  members: givenBy(node, making),
  origin: node.origin
})

/** The other inputs of a step that become a part of a container, and which one. */
const GIVEN: Readonly<Record<string, (input: DocumentNode, making: Making) => Part | undefined>> = {
  secrets: (input, { text }) => {
    const value = jsonOf(input, text)
    return value && { key: 'secrets', value }
  },
  'docker-labels': (input, making) => ({ key: 'dockerLabels', value: pairsIn(input, making) }),
  'log-configuration-options': (input, making) => {
    const options = { key: 'options', keyOrigin: input.origin, value: pairsIn(input, making) }
    return { key: 'logConfiguration', value: { kind: 'object', members: [options], origin: input.origin } }
  },
  command: input => ({ key: 'command', value: { kind: 'array', items: [input], origin: input.origin } })
}

/** What `env:` has in place of `env.X`: for a whole text its value, at its place; otherwise within the text. */
function withEnv(node: DocumentNode, scope: Scope): DocumentNode {
  if (scope.length === 0) return node
  if (node.kind === 'array') return { ...node, items: node.items.map(item => withEnv(item, scope)) }
  if (node.kind === 'object') {
    const members = node.members.map(one => ({ ...one, value: withEnv(one.value, scope) }))
    return { ...node, members }
  }
  if (node.kind !== 'string' || !node.value.includes('${{')) return node
  const whole = inEnv(node, scope)
  if (whole) return whole
  const textOf = (written: string) => stringOf(inEnv(textNode(written, node.origin), scope))
  const inside = (own: string) => {
    const filled = textOf(`\${{ ${own} }}`)?.match(EXPRESSIONS)
    return filled ? `(${filled.map(one => one.slice(3, -2)).join(',')})` : own
  }
  const value = node.value.replace(EXPRESSIONS, one => textOf(one) ?? one.replace(IN_EXPRESSION, inside))
  return { ...node, value }
}

/** The container of a call of Express Mode, written into it in quotes; a command is not interpreted further. */
const IN_COMMAND = /--(?:primary-container|cli-input-json)[ =]+'(\{[^']*\})'/g

/** A definition that a command writes to a file: `cat > app.json <<EOF`. */
const HEREDOC = /<<-?[ \t]*(["']?)(\w+)\1[^\n]*\n\s*(?<json>\{[\s\S]{0,32768}?\})\s*\n[ \t]*\2[ \t]*$/gm

function containersInCommand(run: DocumentNode, text: string): readonly DocumentNode[] {
  const command = stringOf(run) ?? ''
  const calls = command.includes('express-gateway-service') ? [...command.matchAll(IN_COMMAND)] : []
  const written = command.includes('containerDefinitions') ? [...command.matchAll(HEREDOC)] : []
  const texts = [...calls.map(([, json = '']) => json), ...written.map(one => one.groups?.['json'] ?? '')]
  return texts.flatMap(json => jsonIn(run, text, json) ?? [])
}

/** The JSON that an input is: a list, as in AWS's action for Express Mode, or the object with values of templates. */
function jsonOf(input: DocumentNode, text: string): DocumentNode | undefined {
  const value = stringOf(input)?.trim() ?? ''
  return /^[[{]/.test(value) ? jsonIn(input, text, value) : undefined
}

/** A part of a text that is JSON, each of its texts at its place, and with the pointer of the whole. */
function jsonIn(node: DocumentNode, text: string, json: string): DocumentNode | undefined {
  const { origin } = node
  if (origin.kind !== 'file') return undefined
  // in a block, lines are indented
  const written = new RegExp(escapePattern(json).replace(/\s+/g, '\\s+'))
  const found = written.exec(text.slice(origin.start, origin.end))
  const { file, pointer } = origin
  const offset = origin.start + (found?.index ?? 0)
  const read = readTolerantly({ file, text: found?.[0] ?? json, dialect: 'data', offset, pointer })
  if (read.kind !== 'tree') return undefined
  if (!found) return mapParts(read.root, origin)
  return mapOrigins(read.root, one => ({ ...one, pointer }))
}

/** The variables of a text: JSON, or lines, of which one that is an expression may stand for several. */
function givenBy(node: DocumentNode, making: Making): readonly Member[] {
  const { input, text, scope } = making
  const { origin } = node
  if (node.kind !== 'string' || origin.kind !== 'file') return []
  if (ALL_OF_ENV.test(node.value)) return allOf(scope, making)
  const json = jsonOf(node, text)
  if (json?.kind === 'object') return json.members
  if (json)
    return itemsOf(json).flatMap(item => {
      const [name, value] = [childOf(item, 'name'), childOf(item, 'value')]
      const key = stringOf(name)
      return key === undefined || !name || !value ? [] : [{ key, keyOrigin: name.origin, value }]
    })
  const source = text.slice(origin.start, origin.end)
  // In quotes there may be escapes: what is decoded has no place of its own.
  const isAsWritten = source === node.value || /^[|>]/.test(source)
  const read = isAsWritten ? source : node.value
  const at: PlaceOf = isAsWritten ? partsOf(origin) : start => partOf(origin, start)
  const others = [...read.matchAll(EXPRESSION)].flatMap(({ 0: line, 1: all = '', index }) => {
    const own = textNode(all, at(index + line.indexOf(all), all))
    const found = inEnv(own, scope)
    if (found) return making.isNew(found.origin, input) ? givenBy(found, { ...making, scope: [] }) : []
    return [{ key: input, keyOrigin: own.origin, value: own }]
  })
  return [...variablesOf(read, at), ...others]
}

/** Visits every node with the `env:` of what it is in. */
function visit(node: DocumentNode, scope: Scope, use: (node: DocumentNode, scope: Scope) => void): void {
  const env = childOf(node, 'env')
  const own = env?.kind === 'object' ? new Map(env.members.map(({ key, value }) => [key, value])) : undefined
  const inner = own ? [own, ...scope] : scope
  use(node, inner)
  if (node.kind === 'array') for (const item of node.items) visit(item, inner, use)
  else if (node.kind === 'object') for (const { value } of node.members) visit(value, inner, use)
}
