import type { Layout } from '../../configuration/layout.ts'
import { resolveLayout } from '../../configuration/resolve-layout.ts'
import type { ObjectNode } from '../../document/tree.ts'
import type { Overrides } from '../../template/overrides/parse.ts'
import { type ImageTarget, type SplitImages, splitImages } from '../../template/overrides/split-images.ts'

/**
 * imagesByService gives each definition of a check the lines of `image` that are for it, as a deployment does. A check
 * renders the services of every environment, also those whose files it has not read.
 */
export function imagesByService(
  overrides: Overrides,
  targets: readonly ImageTarget[],
  layout: Layout
): SplitImages {
  return splitImages(overrides, [...targets, ...entriesOf(layout)])
}

function entriesOf(layout: Layout): readonly ImageTarget[] {
  const environments = [undefined, ...layout.environments.keys()]
  return environments.flatMap(environment => {
    const { services, tasks } = resolveLayout(layout, environment)
    return [...services, ...tasks].map(entry => ({ service: entry.key, entry, document: { root: NOTHING } }))
  })
}

const NOTHING: ObjectNode = {
  kind: 'object',
  members: [],
  origin: { kind: 'input', input: 'image' }
}
