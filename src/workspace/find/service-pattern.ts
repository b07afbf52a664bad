import { lstatSync, readdirSync } from 'node:fs'
import { isAbsolute, relative } from 'node:path'
import { isAbsence } from '../../errors.ts'
import { escapePattern } from '../../pattern.ts'
import { pathIn } from '../read.ts'
import type { ClosedPath } from './find-problems.ts'

const SERVICE = '{service}'

/** What a pattern matches, before it is known to be files of the workspace, and what could not be searched for that. */
export type Expansion = {
  readonly matches: readonly { readonly path: string; readonly service?: string }[]
  readonly closed: readonly ClosedPath[]
}

/** isServicePattern returns whether `{service}` is the only part of a pattern that is not literal. */
export function isServicePattern(pattern: string): boolean {
  return pattern.includes(SERVICE) && !/[*?[\]{}!()]/.test(pattern.replaceAll(SERVICE, ''))
}

/**
 * expandServicePattern lists the files of a pattern like `deploy/{service}.json`, and reads only the folders that the
 * pattern names. It is the common case and runs at every start, so it must not load a glob package. It does not follow
 * links to folders in place of `{service}`. Synchronous, like all reading here: loading node:fs/promises takes longer
 * than reading a handful of local files.
 */
export function expandServicePattern(root: string, pattern: string): Expansion {
  const local = (isAbsolute(pattern) ? relative(root, pattern) : pattern).replaceAll('\\', '/')
  const segments = local.split('/').filter(segment => segment !== '' && segment !== '.')
  const closed: ClosedPath[] = []
  let found: readonly PartialPath[] = [{ path: '' }]
  for (const [index, segment] of segments.entries()) {
    const last = index === segments.length - 1
    found = found.flatMap(partial => step({ root, segment, last, closed }, partial))
  }
  const matches = found
    .flatMap(({ path, service }) => (service === undefined ? [] : [{ path, service }]))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
  return { matches, closed }
}

type PartialPath = { readonly path: string; readonly service?: string }
type Step = {
  readonly root: string
  readonly segment: string
  readonly last: boolean
  readonly closed: ClosedPath[]
}

function step({ root, segment, last, closed }: Step, partial: PartialPath): readonly PartialPath[] {
  const { path, service } = partial
  const at = (name: string) => (path === '' ? name : `${path}/${name}`)
  if (!segment.includes(SERVICE) || service !== undefined) {
    const next = at(segment.replaceAll(SERVICE, service ?? SERVICE))
    // A broken link also matches: reading it fails and is reported, as for a plain path.
    const exists = !last || orClosed(closed, next, () => lstatSync(pathIn(root, next)))
    return exists ? [{ ...partial, path: next }] : []
  }
  const matcher = matcherOf(segment)
  const entries = orClosed(closed, path || '.', () =>
    readdirSync(pathIn(root, path), { withFileTypes: true })
  )
  return (entries ?? []).flatMap(entry => {
    const name = matcher.exec(entry.name)?.groups?.['service']
    const usable = last ? !entry.isDirectory() : entry.isDirectory()
    return name !== undefined && usable ? [{ path: at(entry.name), service: name }] : []
  })
}

/** The first `{service}` of a segment captures the name, the others must repeat it. */
function matcherOf(segment: string): RegExp {
  const [first = '', ...others] = segment.split(SERVICE).map(escapePattern)
  return new RegExp(`^${first}(?<service>[A-Za-z0-9_-]+)${others.join('\\k<service>')}$`)
}

/** The result of looking at a path; undefined if nothing is there, or if the system does not say, which is kept. */
function orClosed<Result>(closed: ClosedPath[], file: string, look: () => Result): Result | undefined {
  try {
    return look()
  } catch (error) {
    if (!isAbsence(error)) closed.push({ file, error })
    return undefined
  }
}
