import type { Problem } from '../../errors.ts'
import type { FoundFile } from './find.ts'

/** The files of a run, each with its service. */
export type SelectedTargets = {
  readonly targets: readonly FoundFile[]
  readonly problems: readonly Problem[]
}

/**
 * selectServices picks the targets of a run. From the files that a `{service}` pattern found, `all` and no selection
 * take all, and names take those. A plain file is used for every named service, and does not support `all`. `patterns`
 * are those that found the files.
 */
export async function selectServices(
  found: readonly FoundFile[],
  requested: 'all' | 'changed' | readonly string[] | undefined,
  patterns: readonly string[] = []
): Promise<SelectedTargets> {
  if (requested === undefined) return { targets: found, problems: [] }
  const named = found.filter(({ service }) => service !== undefined)
  const plain = found.filter(({ service }) => service === undefined)
  const targets: FoundFile[] = []
  const missing: string[] = []
  if (typeof requested === 'string') {
    if (named.length > 0 || found.length === 0) return { targets: named, problems: [] }
  } else {
    for (const service of new Set(requested)) {
      const own = named.find(file => file.service === service)
      if (own) targets.push(own)
      else if (plain.length === 1 && plain[0]) targets.push({ ...plain[0], service })
      else missing.push(service)
    }
    if (missing.length === 0) return { targets, problems: [] }
  }
  const { selectionProblems } = await import('./select-problems.ts')
  const services = named.map(({ service }) => service as string)
  return {
    targets,
    problems: selectionProblems({ missing, services, plainFiles: plain.length, patterns })
  }
}
