import { isObject } from '../../json.ts'
import { fieldsOf } from './matrix.ts'

type Fields = Readonly<Record<string, unknown>>

/** What an `if:` compares with a text. */
const COMPARED = /([\w.-]+)\s*==\s*'([^']*)'/g
/** Names of expressions by which one workflow deploys from several branches, or to where its input leads. */
const OF_BRANCH =
  /^github\.(?:ref|ref_name|base_ref|event\.workflow_run\.head_branch|event\.pull_request\.base\.ref)$/
const OF_INPUT = /^(?:github\.event\.)?inputs\.([\w-]+)$/

/** eventsOf returns the events that start a workflow, each with its filters. */
export function eventsOf({ on }: Fields): Fields {
  if (isObject(on)) return on
  return Object.fromEntries([on].flat().map(name => [String(name), undefined]))
}

/** isSkipped returns whether a condition of a job or step is false, as far as names with a value decide it. */
export function isSkipped(condition: unknown, known: Fields): boolean {
  const text = String(condition ?? '')
  if (/\|\||!|\(/.test(text)) return false
  return [...text.matchAll(COMPARED)].some(([, name = '', value]) => name in known && known[name] !== value)
}

/**
 * triggersOf returns what starts a job, such as `branch main` or `release`: the branches that its conditions compare,
 * otherwise those of its events. A start by hand counts only beside no other. Pure.
 */
export function triggersOf(workflow: Fields, conditions: readonly unknown[]): readonly string[] {
  const compared = conditions.flatMap(one => [...String(one ?? '').matchAll(COMPARED)])
  const branches = compared.flatMap(([, name = '', value = '']) =>
    OF_BRANCH.test(name) ? [`branch ${value.replace(/^refs\/heads\//, '')}`] : []
  )
  const chosen = compared.flatMap(([, name = '', value]) => {
    const [, input] = OF_INPUT.exec(name) ?? []
    return input === undefined ? [] : [`${input} ${value}`]
  })
  if (branches.length + chosen.length > 0) return branches.length > 0 ? branches : chosen
  const named = compared.flatMap(([, name, value]) => (name === 'github.event_name' ? [value] : []))
  const all = Object.entries(eventsOf(workflow))
  const some = [
    all.filter(([name]) => named.includes(name)),
    all.filter(([name]) => !/^(?:workflow_(?:dispatch|call)|pull_request.*)$/.test(name)),
    all.filter(([name]) => !/^workflow_(?:dispatch|call)$/.test(name)),
    all
  ].find(({ length }) => length > 0)
  return (some ?? []).flatMap(([name, filters]) => {
    const { branches: on, tags } = fieldsOf(filters)
    const filtered = [...listed('branch', on), ...listed('tag', tags)]
    return filtered.length > 0 ? filtered : [name]
  })
}

function listed(what: string, names: unknown): readonly string[] {
  return names === undefined || names === null ? [] : [names].flat().map(name => `${what} ${String(name)}`)
}
