import { childOf, containersOf, type DocumentNode, type SourceDocument, stringOf } from '../document/tree.ts'
import type { DefinitionPlan } from './plan.ts'

/** A container whose image would probably be older than the one that runs. */
export type OlderImage = {
  readonly container: string
  readonly wanted: string
  readonly running: string
  /** `version`: the version is lower. `fixed`: the file names no build, and what runs is one. */
  readonly why: 'version' | 'fixed'
}

/**
 * fixedImagesIn returns the containers whose image is written out in the task definition file: not an expression, and
 * not set by an input or by the configuration file.
 */
export function fixedImagesIn(root: DocumentNode, { file, text }: SourceDocument): readonly string[] {
  return containersOf(root).flatMap(container => {
    const name = stringOf(childOf(container, 'name'))
    const origin = childOf(container, 'image')?.origin
    const isWritten =
      origin?.kind === 'file' && origin.file === file && !text.slice(origin.start, origin.end).includes('${{')
    return name !== undefined && isWritten ? [name] : []
  })
}

/**
 * olderImages finds the images of a file that would take the place of a newer build, which another deployment has put
 * there. Whether an image is older is judged by its text alone: in doubt it is not.
 */
export function olderImages({ differences, fixedImages = [] }: DefinitionPlan): readonly OlderImage[] {
  return fixedImages.flatMap(container => {
    const found = differences.find(({ path }) => path === `containerDefinitions[${container}].image`)
    const { before: running, after: wanted } = found ?? {}
    const why = running === undefined || wanted === undefined ? undefined : reasonFor(wanted, running)
    return why === undefined ? [] : [{ container, wanted, running, why } as OlderImage]
  })
}

function reasonFor(wanted: string, running: string): OlderImage['why'] | undefined {
  const [to, from] = [partsOf(wanted), partsOf(running)]
  if (to.repository === from.repository && isLower(to.tag, from.tag)) return 'version'
  const isBuild = looksLikeVersion(running) && !looksLikeVersion(wanted)
  return isBuild || (isOfCommit(from.tag) && !isOfCommit(to.tag)) ? 'fixed' : undefined
}

/** The tag or digest of an image, and what is before it. */
function partsOf(image: string): { readonly repository: string; readonly tag: string } {
  const [, repository = image, tag = ''] = /^(.*?)[:@]((?:sha256:)?[^:/@]+)$/.exec(image) ?? []
  return { repository, tag }
}

/** A digest, or the hash of a commit, also with a word in front. */
function isOfCommit(tag: string): boolean {
  return tag.startsWith('sha256:') || (/(?:^|[-_.])[0-9a-f]{7,40}$/.test(tag) && /[a-f]/.test(tag.slice(-7)))
}

/** Whether both are numbers of one kind, such as `1.4.2`, `v12` or `2026-11-20.3`, and the first is lower. */
function isLower(one: string, other: string): boolean {
  if (isOfCommit(one) || isOfCommit(other)) return false
  const kindOf = (tag: string) => tag.replace(/^v(?=\d)/, '').replaceAll(/\d+/g, '#')
  const dotted = (tag: string) => /^v?\d+(?:\.\d+)+$/.test(tag)
  if (kindOf(one) !== kindOf(other) && !(dotted(one) && dotted(other))) return false
  const [a, b] = [one, other].map(tag => (tag.match(/\d+/g) ?? []).map(Number)) as [number[], number[]]
  const at = Array.from({ length: Math.max(a.length, b.length) }, (_, index) => index).find(
    index => (a[index] ?? 0) !== (b[index] ?? 0)
  )
  return at !== undefined && (a[at] ?? 0) < (b[at] ?? 0)
}

/**
 * looksLikeVersion returns whether an image reference is meant to stay the same image: a digest, or a tag with a digit
 * or like a commit, which is made for one build. `latest`, `main`, `stable` or no tag are meant to move.
 */
export function looksLikeVersion(image: string): boolean {
  const tag = /:([^:/]+)$/.exec(image)?.[1] ?? 'latest'
  return /\d/.test(tag) || /^[0-9a-f]{7,40}$/.test(tag)
}
