import type { PlaceFinder } from '../../document/place.ts'
import { type DocumentNode, stepsOf } from '../../document/tree.ts'
import type { Place } from '../../errors.ts'
import type { ModePorts } from '../../ports.ts'
import type { Preparation } from '../prepare/prepare.ts'
import type { PreparedDefinition } from '../prepare/render-all.ts'
import type { AllResolved } from './resolve-all.ts'

/**
 * Where each part of the definitions is, by file. This is data and not a function that finds places: a function would
 * keep the files and their trees in memory while the rollouts are watched.
 */
export type KnownPlaces = ReadonlyMap<string, Spot>

/** Where a node is, as numbers and, if it is in another file, its name; with its members or items if it has any. */
type Spot = string | readonly [string, Readonly<Record<string, Spot>>]

/** knownPlaces notes the places of definitions as they are sent. Of a list of variables it notes only the list. */
export function knownPlaces(
  prepared: readonly PreparedDefinition[],
  trees: AllResolved['trees']
): KnownPlaces {
  const found = new Map<string, Spot>()
  for (const item of prepared) {
    const { place, document } = item.target
    const { file } = document
    if (found.has(file)) continue
    const root = trees.get(item)?.() ?? item.root
    found.set(file, spotOf(root, { file, place }))
  }
  return found
}

function spotOf(node: DocumentNode, of: { readonly file: string; readonly place: PlaceFinder }): Spot {
  const found = of.place(node.origin)
  const words = found ? [found.line, found.column, found.endLine, found.endColumn] : []
  const at = [...words, ...(found && found.file !== of.file ? [found.file] : [])].join(' ')
  const children =
    node.kind === 'array'
      ? node.items.map((item, index) => [index, spotOf(item, of)] as const)
      : node.kind === 'object'
        ? node.members.map(
            ({ key, value }) =>
              [key, spotOf(key === 'environment' ? withoutItems(value) : value, of)] as const
          )
        : []
  return children.length === 0 ? at : [at, Object.fromEntries(children)]
}

function withoutItems(node: DocumentNode): DocumentNode {
  return node.kind === 'array' ? { ...node, items: [] } : node
}

/**
 * placeAt finds the place of a JSON pointer into the definition of a file, or of the deepest part on the way to it;
 * undefined for what an input has set.
 */
export function placeAt(places: KnownPlaces, file: string, pointer: string): Place | undefined {
  let spot = places.get(file) ?? ''
  for (const step of stepsOf(pointer)) {
    const children: Readonly<Record<string, Spot>> = typeof spot === 'string' ? {} : spot[1]
    if (!Object.hasOwn(children, step)) break
    spot = children[step] as Spot
  }
  const at = typeof spot === 'string' ? spot : spot[0]
  if (at === '') return undefined
  const [line, column, endLine, endColumn, ...other] = at.split(' ')
  return {
    file: other.length === 0 ? file : other.join(' '),
    line: Number(line),
    column: Number(column),
    endLine: Number(endLine),
    endColumn: Number(endColumn)
  }
}

/** forgetSources drops the texts of files of which nothing will be shown: those without a finding. */
export function forgetSources(
  { report, services }: Pick<Preparation, 'report' | 'services'>,
  { keepSource }: ModePorts
): void {
  const found = [...report.findings, ...report.excepted.map(({ finding }) => finding)]
  const shown = new Set(found.map(({ file }) => file))
  const files = [...report.files, ...services.map(({ file }) => file)]
  for (const file of files) if (!shown.has(file)) keepSource(file, '')
}
