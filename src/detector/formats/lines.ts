import {
  childOf,
  type DocumentNode,
  type FileOrigin,
  type ObjectNode,
  stringOf
} from '../../files/document/tree.ts'
import { pairNode, textNode } from './rewrite.ts'

/** `NAME=value`, as environment files and the inputs of actions have it. */
const LINE = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=[ \t]*(.*?)[ \t\r]*$/gm

/** Steps that register a task definition: AWS's actions, and those of this project. */
const REGISTERS = /^aws-actions\/amazon-ecs-|\/ecs-sealed-deploy(?:\/[\w-]+)?@|^\.\//

/** A container whose variables are the lines of a text, each at its place in the file. */
function containerOf(text: string, origin: FileOrigin): ObjectNode {
  const items = Array.from(text.matchAll(LINE), ({ 0: line, 1: name = '', 2: raw = '', index }) => {
    const start = origin.start + index + line.indexOf(name)
    const value = raw.replace(/^(["'])(.*)\1$/s, '$2')
    const from = origin.start + index + line.lastIndexOf(raw)
    return pairNode({
      key: name,
      keyOrigin: { ...origin, start, end: start + name.length },
      value: textNode(value, { ...origin, start: from, end: from + raw.length })
    })
  })
  const value: DocumentNode = { kind: 'array', items, origin }
  return { kind: 'object', members: [{ key: 'environment', keyOrigin: origin, value }], origin }
}

/** isEnvironmentFile returns whether a file is one of variables by its name: `.env`, `.env.prod`, `prod.env`. */
export function isEnvironmentFile(file: string): boolean {
  return /(?:^|\/)(?:\.env(?:\.[\w-]+)*|[\w.-]+\.env)$/.test(file)
}

/** environmentFile returns the lines of an environment file as the variables of a container. */
export function environmentFile(file: string, text: string): DocumentNode {
  return containerOf(text, { kind: 'file', file, pointer: '', start: 0, end: text.length })
}

/**
 * workflowVariables returns what a workflow or an action gives to task definitions: `environment-variables` of the
 * actions that register them, with `env:` looked up. Undefined if nothing is given.
 */
export function workflowVariables(root: DocumentNode, text: string): DocumentNode | undefined {
  if (childOf(root, 'jobs') === undefined && childOf(root, 'runs') === undefined) return undefined
  const environment = new Map<string, DocumentNode>()
  const containers: DocumentNode[] = []
  visit(root, node => {
    const env = childOf(node, 'env')
    for (const { key, value } of env?.kind === 'object' ? env.members : []) environment.set(key, value)
  })
  visit(root, node => {
    const given = childOf(childOf(node, 'with'), 'environment-variables')
    const isStep = REGISTERS.test(stringOf(childOf(node, 'uses')) ?? '')
    if (!isStep || given?.kind !== 'string' || given.origin.kind !== 'file') return
    const { start, end } = given.origin
    containers.push(looked(containerOf(text.slice(start, end), given.origin), environment))
  })
  const [first] = containers
  return first && { kind: 'array', items: containers, origin: first.origin }
}

function visit(node: DocumentNode, use: (node: DocumentNode) => void): void {
  use(node)
  if (node.kind === 'array') for (const item of node.items) visit(item, use)
  else if (node.kind === 'object') for (const { value } of node.members) visit(value, use)
}

/** `NAME=${{ env.X }}` is what `env:` says of X, at that place. */
function looked(node: DocumentNode, environment: ReadonlyMap<string, DocumentNode>): DocumentNode {
  if (node.kind === 'string') {
    const name = /^\$\{\{\s*env\.(\w+)\s*\}\}$/.exec(node.value)?.[1]
    return (name === undefined ? undefined : environment.get(name)) ?? node
  }
  if (node.kind === 'array') return { ...node, items: node.items.map(item => looked(item, environment)) }
  if (node.kind !== 'object') return node
  const members = node.members.map(member => ({ ...member, value: looked(member.value, environment) }))
  return { ...node, members }
}
