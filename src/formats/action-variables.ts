import type { DocumentNode, FileOrigin } from '../document/tree.ts'
import { isFileOrigin, pairNode, textNode } from './rewrite.ts'

/** The input with which amazon-ecs-render-task-definition sets variables of a container: `NAME=value` on each line. */
const INPUT = 'environment-variables'

/** A line of the input, as written. */
const LINE = /^([ \t]{0,256})([A-Za-z_][\w.-]{0,127})=(.*)$/

/**
 * withActionVariables turns that input of a workflow's steps into a list of variables, so that each is judged by its
 * own name and reported at its own line. Returns the same tree if there is none. `text` is what the tree was read from.
 */
export function withActionVariables(node: DocumentNode, text: string): DocumentNode {
  return text.includes(INPUT) ? within(node, text) : node
}

function within(node: DocumentNode, text: string): DocumentNode {
  if (node.kind === 'array') return { ...node, items: node.items.map(item => within(item, text)) }
  if (node.kind !== 'object') return node
  const members = node.members.map(member => {
    const { key, value } = member
    const isInput = key === INPUT && value.kind === 'string' && isFileOrigin(value.origin)
    return { ...member, value: isInput ? variablesOf(value, value.origin, text) : within(value, text) }
  })
  return { ...node, members }
}

function variablesOf(node: DocumentNode, origin: FileOrigin, text: string): DocumentNode {
  const items: DocumentNode[] = []
  let { start } = origin
  for (const line of text.slice(origin.start, origin.end).split('\n')) {
    const [, indent = '', name = '', rest = ''] = LINE.exec(line.slice(0, MAX_LINE)) ?? []
    const value = rest.trimEnd()
    if (name !== '' && value !== '') items.push(variable(name, value, start + indent.length))
    start += line.length + 1
  }
  // Anything else on its lines remains one text.
  if (items.length === 0) return node
  const environment: DocumentNode = { kind: 'array', items, origin }
  return { kind: 'object', members: [{ key: 'environment', keyOrigin: origin, value: environment }], origin }

  function variable(name: string, value: string, at: number): DocumentNode {
    const begin = at + name.length + 1
    const place = { ...origin, start: begin, end: begin + value.length }
    return pairNode({ key: name, keyOrigin: { ...place, start: at }, value: textNode(value, place) })
  }
}

/** Longer lines are cut; rules examine less. */
const MAX_LINE = 65_536
