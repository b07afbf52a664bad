import { definitionInputs } from './definition-inputs.ts'
import { entryOf, type FoundDefinition } from './entry.ts'
import type { DeploySite } from './find-sites.ts'

/** The image of a service that a workflow fills in, by container where one is named. */
export type FilledImage = {
  readonly key: string
  readonly containers: readonly string[]
  /** Equal for services that get the same image; empty where the containers get different ones. */
  readonly image: string
  readonly from: string
}

/** filledImages finds the services whose image is not in their definition: a render step or a script fills it in. */
export function filledImages(
  sites: readonly DeploySite[],
  definitions: readonly FoundDefinition[]
): readonly FilledImage[] {
  const found = new Map<string, FilledImage>()
  for (const site of sites) {
    const { deployment, workflow, step } = site
    const { base } = deployment?.definition ?? {}
    if (deployment?.definition === undefined || base === undefined) continue
    const path = base.kind === 'file' && base.path.kind === 'known' ? base.path.value : undefined
    const file = definitions.find(one => one.file === path)
    const inputs = definitionInputs(deployment.definition, file)
    if ('left' in inputs) continue
    const placed = (file?.containers ?? []).filter(({ image }) =>
      inputs.replaced.some(({ literal }) => image.includes(literal))
    )
    const images = [...inputs.images, ...placed.map(({ name, image }) => ({ container: name, image }))]
    const [first] = images
    const { key } = entryOf(site)
    if (first === undefined || found.has(key)) continue
    // One container needs no name, and a live definition may have others.
    const isOnly = file?.containers.length === 1
    found.set(key, {
      key,
      containers: isOnly ? [] : images.flatMap(({ container }) => container ?? []),
      image: images.every(({ image }) => image === first.image) ? identityOf(first.image, site) : '',
      from: `${workflow.file}:${workflow.lineOf(step.path)}`
    })
  }
  return [...found.values()]
}

/** The same text is the same image, unless it names a step, which every job has its own of, or the matrix. */
function identityOf(image: string, { workflow, job, row }: DeploySite): string {
  const isOfJob = /\b(?:steps|matrix|env)\./.test(image)
  return isOfJob ? JSON.stringify([image, workflow.file, job.name, row]) : image
}
