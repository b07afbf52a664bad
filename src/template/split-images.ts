import type { Problem } from '../errors.ts'
import { childOf, containersOf, type SourceDocument, stringOf } from '../files/document/tree.ts'
import { didYouMean } from '../nearest.ts'
import { quotedName } from './naming.ts'
import type { NamedValue, Overrides } from './overrides.ts'

/** A definition that gets images. `service` is the key of its service, and `entry` has its name in ECS. */
export type ImageTarget = {
  readonly service?: string
  readonly entry?: { readonly key: string; readonly name?: string }
  readonly document: Pick<SourceDocument, 'root'>
}

/** The overrides of each definition of a run, and the lines of `image` that are for none. */
export type SplitImages = {
  readonly overridesOf: (target: ImageTarget) => Overrides
  readonly problems: readonly Problem[]
}

/**
 * splitImages gives each definition of a run the lines of `image` that are for it: `SERVICE/container=image` is for the
 * service of that name, and `container=image` for every definition with such a container. A container that no
 * definition has stays in all, so that it is reported.
 */
export function splitImages(overrides: Overrides, targets: readonly ImageTarget[]): SplitImages {
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
function mayHave({ document }: ImageTarget, container: string): boolean {
  const inner = childOf(document.root, 'taskDefinition') ?? document.root
  return containersOf(inner).some(one => {
    const name = stringOf(childOf(one, 'name')) ?? ''
    return name === container || name.includes('${{')
  })
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
