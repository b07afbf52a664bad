import type { ProjectDecisions } from '../../configuration/project-file.ts'

/**
 * withRenderedBefore applies the configuration file's exceptions to the files that an earlier step rendered. Such a
 * file is outside the workspace and has a different name, so only rule, container and variable identify its source.
 */
export function withRenderedBefore<Project extends { readonly configuration: ProjectDecisions }>(
  project: Project,
  { files }: { readonly files: readonly string[] }
): Project {
  const handed = files.filter(isRenderedBefore)
  if (handed.length === 0) return project
  const { configuration } = project
  const derived = configuration.exceptions.flatMap(exception =>
    handed.map(file => ({ ...exception, file, isDerived: true as const }))
  )
  return {
    ...project,
    configuration: { ...configuration, exceptions: [...configuration.exceptions, ...derived] }
  }
}

/** isRenderedBefore reports whether a file is one that an earlier step rendered: its path is absolute. */
export function isRenderedBefore(file: string): boolean {
  return /^(?:[A-Za-z]:)?[\\/]/.test(file)
}
