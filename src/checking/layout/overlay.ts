import type { Layout } from '../../configuration/layout.ts'
import type { LayeredValue, Overlay, ResolvedEntry } from '../../configuration/resolved.ts'
import {
  type DocumentNode,
  itemsOf,
  type Member,
  type ObjectNode,
  type Origin,
  scalarTextOf,
  toJson
} from '../../document/tree.ts'
import type { Problem } from '../../errors.ts'
import type { JsonValue } from '../../json.ts'
import { present } from '../../present.ts'
import type { RenderContexts } from '../../template/contexts.ts'
import {
  type NamedValue,
  NO_OVERRIDES,
  type OverrideSource,
  type Overrides
} from '../../template/overrides/overrides.ts'
import { type renderLeniently, renderStrictly } from '../../template/render.ts'

/**
 * The values that an entry of the configuration file sets in a task definition, and the names that its template can
 * use.
 */
export type OverlaidDefinition = {
  readonly contexts: RenderContexts
  readonly overlay: Overrides
  readonly problems: readonly Problem[]
}

/**
 * overlayFor evaluates the expressions of an entry. `variables` of the input take precedence over those of the file,
 * and the file's `variables` can refer to the input's. Each value keeps its place in the configuration file.
 */
export async function overlayFor(
  entry: ResolvedEntry,
  layout: Layout,
  run: { readonly contexts: RenderContexts; readonly render?: typeof renderLeniently }
): Promise<OverlaidDefinition> {
  const { contexts, render = renderStrictly } = run
  const { overlay } = entry
  const named = await render({ root: objectOf(overlay.variables), document: layout.document }, contexts)
  const own = Object.fromEntries(
    membersOf(named.root).map(({ key, value }) => [key, toJson(value)] as const)
  ) satisfies Record<string, JsonValue>
  const withOwn = { ...contexts, vars: { ...own, ...contexts.vars } }
  const rendered = await render({ root: treeOf(overlay), document: layout.document }, withOwn)
  const problems = [...named.problems, ...rendered.problems]
  return { contexts: withOwn, overlay: overridesFrom(rendered.root, entry), problems }
}

/** The values set in a task definition, as one tree that can be rendered. */
function treeOf({ environmentVariables, secrets, images, ...singles }: Overlay): ObjectNode {
  const { family, cpu, memory, image, container } = singles
  const values = present({ family, cpu, memory, image, container })
  const lists = { environmentVariables, secrets, images }
  return objectWith([
    ...Object.entries(values).map(([key, { node }]) => memberOf(key, node)),
    ...Object.entries(lists).map(([key, map]) => memberOf(key, entriesOf(map)))
  ])
}

const NOWHERE: Origin = { kind: 'input', input: 'config' }

function memberOf(key: string, value: DocumentNode): Member {
  return { key, keyOrigin: value.origin, value }
}

function objectWith(members: readonly Member[]): ObjectNode {
  return { kind: 'object', members, origin: NOWHERE }
}

function objectOf(map: ReadonlyMap<string, LayeredValue>): ObjectNode {
  return objectWith([...map].map(([key, { node }]) => memberOf(key, node)))
}

/** A value is listed with its name, which messages use. */
function entriesOf(map: ReadonlyMap<string, LayeredValue>): DocumentNode {
  const items = [...map].map(([name, { node }]) =>
    objectWith([
      memberOf('name', { kind: 'string', value: name, origin: node.origin }),
      memberOf('value', node)
    ])
  )
  return { kind: 'array', items, origin: NOWHERE }
}

function membersOf(node: DocumentNode): readonly Member[] {
  return node.kind === 'object' ? node.members : []
}

function overridesFrom(root: DocumentNode, entry: ResolvedEntry): Overrides {
  const members = new Map(membersOf(root).map(({ key, value }) => [key, value]))
  const textOf = (key: string) => {
    const node = members.get(key)
    return node && scalarTextOf(node)
  }
  const pairsOf = (key: string): readonly NamedValue[] =>
    itemsOf(members.get(key)).map(item => {
      const [name, value] = membersOf(item)
      return { name: textAt(name), value: textAt(value) }
    })
  const container = textOf('container')
  const overrides = {
    containerNames: container === undefined ? [] : [container],
    images: pairsOf('images'),
    environmentVariables: pairsOf('environmentVariables'),
    secrets: pairsOf('secrets'),
    members: (['family', 'cpu', 'memory'] as const).flatMap(name => {
      const value = textOf(name)
      return value === undefined ? [] : [{ name, value }]
    }),
    ...present({ image: textOf('image') })
  }
  const isEmpty =
    overrides.image === undefined &&
    [overrides.images, overrides.environmentVariables, overrides.secrets, overrides.members].every(
      list => list.length === 0
    )
  return isEmpty ? NO_OVERRIDES : { ...NO_OVERRIDES, ...overrides, source: sourceOf(entry) }
}

function textAt(member: Member | undefined): string {
  return (member && scalarTextOf(member.value)) ?? ''
}

/** The places of an entry's values, and their names in messages. */
function sourceOf({ key, overlay, said }: ResolvedEntry): OverrideSource {
  return {
    originOf: (input, name) => valueNamed(overlay, input, name)?.node.origin ?? NOWHERE,
    labelOf: input => {
      const name = input === 'container-name' ? 'container' : input
      const place = said.find(one => one.key === name || one.key.startsWith(`${name}.`))?.place
      return `"${name}" of "${key}"${place ? ` (${place.file}:${place.line})` : ''}`
    }
  }
}

function valueNamed(overlay: Overlay, input: string, name: string | undefined): LayeredValue | undefined {
  switch (input) {
    case 'image':
      return (name === undefined ? undefined : overlay.images.get(name)) ?? overlay.image
    case 'environment-variables':
      return overlay.environmentVariables.get(name ?? '')
    case 'secrets':
      return overlay.secrets.get(name ?? '')
    case 'family':
    case 'cpu':
    case 'memory':
      return overlay[input]
    default:
      return overlay.container
  }
}
