import type { Problem } from '../errors.ts'
import {
  childOf,
  containersOf,
  type DocumentNode,
  itemsOf,
  type SourceDocument,
  stringOf,
  toJson
} from '../files/document/tree.ts'
import { distinctBy, someOf } from '../list.ts'
import { didYouMean } from '../nearest.ts'
import { present } from '../present.ts'
import { quotedName } from './naming.ts'

/** One NAME=value line of an input. */
export type NamedValue = { readonly name: string; readonly value: string }

/** A reference that replaces the entry of its name; `value` is the reference. */
export type StoredValue = NamedValue & { readonly service?: string; readonly container?: string }

/** The parsed override inputs. Lists are empty and other members absent if an input is not given. */
export type Overrides = {
  /** Containers that the container-level overrides apply to; empty means the only one. */
  readonly containerNames: readonly string[]
  /** One image for the selected containers of the only definition that has some, or one per container name. */
  readonly image?: string
  readonly images: readonly NamedValue[]
  readonly environmentVariables: readonly NamedValue[]
  readonly secrets: readonly NamedValue[]
  /** References of `secret-values`, for a container, those that have the entry, or the selected ones. */
  readonly stored?: readonly StoredValue[]
  /** Entries of a list that an input sets, and that the input does not have, are removed. */
  readonly replacesEntries?: true
  readonly dockerLabels: readonly NamedValue[]
  readonly command?: readonly string[]
  readonly logDriver?: string
  readonly logOptions: readonly NamedValue[]
  readonly taskRoleArn?: string
  readonly executionRoleArn?: string
  /** ARNs of files in S3. */
  readonly envFiles: readonly string[]
}

/** The overrides of a run without override inputs. */
export const NO_OVERRIDES: Overrides = {
  containerNames: [],
  images: [],
  environmentVariables: [],
  secrets: [],
  dockerLabels: [],
  logOptions: [],
  envFiles: []
}

/** givesImage returns whether some container gets another image. */
export function givesImage({ image, images }: Overrides): boolean {
  return image !== undefined || images.length > 0
}

/** A definition that gets images. `service` is the key of its service, and `entry` has its name in ECS. */
export type ImageTarget = {
  readonly service?: string
  readonly entry?: {
    readonly key: string
    readonly name?: string
    readonly variables?: ReadonlyMap<string, DocumentNode>
  }
  readonly document: Pick<SourceDocument, 'file' | 'root'>
}

/** The overrides of each definition of a run, and what is wrong with the input `image` in all of them. */
export type SplitImages = {
  readonly overridesOf: (target: ImageTarget) => Overrides
  readonly problems: readonly Problem[]
}

/**
 * splitImages gives each definition of a run the lines of `image` that are for it: `SERVICE/container=image` is for the
 * service of that name, and `container=image` for every definition with such a container. A container that no
 * definition has stays in all, so that it is reported. An image without a container is for the only definition that has
 * one of the selected containers; with several such definitions it is for none, and a problem.
 */
export function splitImages(overrides: Overrides, targets: readonly ImageTarget[]): SplitImages {
  if (overrides.image !== undefined) return giveToOnly(overrides, targets)
  const isForNone = (container: string) => !targets.some(target => mayHave(target, container))
  const strangers = overrides.images.filter(
    ({ name }) => name.includes('/') && !targets.some(target => lineFor(name, target) !== undefined)
  )
  return {
    overridesOf: target =>
      imagesFor(overrides, target, container => mayHave(target, container) || isForNone(container)),
    problems: strangers.map(({ name }) => unknownService(name, targets))
  }
}

function giveToOnly({ image, ...others }: Overrides, targets: readonly ImageTarget[]): SplitImages {
  const isSelected = (name: string) =>
    others.containerNames.length === 0 || others.containerNames.includes(name) || name.includes('${{')
  const takers = distinctBy(targets, definitionOf).flatMap(target => {
    const names = containerNamesOf(target).filter(isSelected)
    return names.length === 0 ? [] : [{ ...target, names }]
  })
  const [only, another] = takers
  // container-name then names a container of the other definition
  const rest = changesContainers(others) ? others : { ...others, containerNames: [] }
  return {
    overridesOf: ({ document: { file } }) =>
      another || (only && only.document.file !== file) ? rest : { ...others, ...present({ image }) },
    problems: another ? [notForOne(takers)] : []
  }
}

/** Whether an override besides the image is for the selected containers. */
function changesContainers({ stored = [], command, logDriver, ...lists }: Overrides): boolean {
  const { environmentVariables, secrets, dockerLabels, logOptions, envFiles } = lists
  const all = [stored, environmentVariables, secrets, dockerLabels, logOptions, envFiles]
  return all.some(({ length }) => length > 0) || command !== undefined || logDriver !== undefined
}

/** Services that share a file share a definition, unless its family differs between them. */
function definitionOf({ service, entry, document: { file, root } }: ImageTarget): string {
  const family = stringOf(childOf(root, 'family')) ?? ''
  const values = [...(entry?.variables ?? [])].map(([name, node]) => [name, toJson(node)])
  const its = family.includes('${{') ? [/\bservice\b/.test(family) ? service : undefined, values] : []
  return JSON.stringify([file, ...its])
}

function notForOne(takers: readonly (ImageTarget & { readonly names: readonly string[] })[]): Problem {
  const lines = takers.flatMap(({ service, entry, names }) => {
    const of = service ?? entry?.key
    return names.map(
      name => `${of === undefined ? '' : `${of}/`}${quotedName(name, 'CONTAINER').replaceAll('"', '')}=…`
    )
  })
  return {
    code: 'container-not-named',
    fault: 'user',
    message: `Input "image": one image, and ${lines.length} containers of this run that could get it.`,
    hint: `Write a line for each container that gets one: ${someOf([...new Set(lines)], 20)}. Or select one service with "service".`
  }
}

/** imagesFor returns the overrides with the lines of `image` for one definition. */
function imagesFor(
  overrides: Overrides,
  target: Omit<ImageTarget, 'document'>,
  fits: (container: string) => boolean = () => true
): Overrides {
  const own = overrides.images.flatMap(({ name, value }): readonly NamedValue[] => {
    const container = lineFor(name, target)
    return container === undefined ? [] : [{ name: container, value }]
  })
  const shared = overrides.images.filter(
    ({ name }) => !name.includes('/') && fits(name) && !own.some(one => one.name === name)
  )
  return { ...overrides, images: [...own, ...shared] }
}

/** The container of a line `SERVICE/container`, if that is the service of the definition. */
function lineFor(line: string, { service, entry }: Omit<ImageTarget, 'document'>): string | undefined {
  const at = line.indexOf('/')
  const named = line.slice(0, Math.max(at, 0))
  return at > 0 && [service, entry?.key, entry?.name].includes(named) ? line.slice(at + 1) : undefined
}

/** A name that an expression makes may be any. */
function mayHave(target: ImageTarget, container: string): boolean {
  return containerNamesOf(target).some(name => name === container || name.includes('${{'))
}

function containerNamesOf({ document: { root } }: ImageTarget): readonly string[] {
  const inner = childOf(root, 'taskDefinition') ?? root
  return containersOf(inner).map(one => stringOf(childOf(one, 'name')) ?? '')
}

function unknownService(line: string, targets: readonly ImageTarget[]): Problem {
  const names = [...new Set(targets.flatMap(({ service, entry }) => service ?? entry?.key ?? []))]
  const named = line.slice(0, line.indexOf('/'))
  return {
    code: 'unknown-service',
    fault: 'user',
    message: `Input "image": the line of ${quotedName(line, 'a container')} is for no service of this run.${didYouMean(named, names)}`,
    hint: `Services of this run: ${names.join(', ') || 'none'}. Write SERVICE/container=image.`
  }
}

/**
 * splitStored gives each definition of a run the references of `secret-values` that are for it: those of its service,
 * otherwise those whose container or entry it has. With one definition, every line without a service is for it.
 */
export function splitStored(
  stored: readonly StoredValue[],
  targets: readonly ImageTarget[]
): { readonly of: (target: ImageTarget) => readonly StoredValue[]; readonly problems: readonly Problem[] } {
  const isFor = (line: StoredValue, target: ImageTarget) => {
    const { service, entry } = target
    if (line.service !== undefined) return [service, entry?.key, entry?.name].includes(line.service)
    if (targets.length === 1) return true
    return line.container === undefined ? hasEntry(target, line.name) : mayHave(target, line.container)
  }
  const names = targets.flatMap(({ service }) => service ?? [])
  return {
    of: target => stored.filter(line => isFor(line, target)),
    problems: stored
      .filter(line => targets.length > 0 && !targets.some(target => isFor(line, target)))
      .map(({ name }) => ({
        code: 'unknown-service',
        fault: 'user',
        message: `Input "secret-values": ${quotedName(name, 'a name')} is for no service of this run: no definition has an entry of that name.`,
        hint: `Write SERVICE/container/${quotedName(name, 'NAME')}, with a service of this run: ${names.join(', ') || 'none'}.`
      }))
  }
}

function hasEntry({ document }: ImageTarget, name: string): boolean {
  const inner = childOf(document.root, 'taskDefinition') ?? document.root
  return containersOf(inner).some(container => containerHas(container, name))
}

/** containerHas returns whether a container has a variable of this name, as a value or a reference. */
export function containerHas(container: DocumentNode, name: string): boolean {
  return ['environment', 'secrets'].some(list =>
    itemsOf(childOf(container, list)).some(entry => stringOf(childOf(entry, 'name')) === name)
  )
}
