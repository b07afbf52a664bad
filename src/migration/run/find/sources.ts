import { present } from '../../../present.ts'
import type { MigrationCandidate } from '../../candidate.ts'
import type { SecretInUse } from '../../names.ts'
import type { TargetsWithTemplates } from '../templates.ts'
import type { MigrationSource } from './candidates.ts'

/** The targets, and the live revisions that targets without a file are written from. */
export type SourcesWithRevisions = TargetsWithTemplates & {
  readonly revisions: ReadonlyMap<string, string>
  /** Files whose services were found instead of named by the inputs. */
  readonly attached?: ReadonlySet<string>
  /** Services that have a file, if only services without one are migrated. */
  readonly leftOut?: ReadonlySet<string>
  readonly remarks?: readonly string[]
}

/** The rest of the project, which the names depend on besides the files in the run. */
export type RestOfProject = {
  /** Files that match the same patterns but are not part of the run. */
  readonly sources: readonly MigrationSource[]
  readonly siblings: readonly MigrationCandidate[]
  /** Secrets that any file of the project refers to, with their values in memory. */
  readonly inUse: readonly SecretInUse[]
  readonly remarks: readonly string[]
}

/** sourcesOf returns each file once, with all of its services. Pure. */
export function sourcesOf({
  targets,
  revisions,
  templates,
  attached
}: SourcesWithRevisions): readonly MigrationSource[] {
  const byFile = new Map<string, MigrationSource>()
  for (const target of targets) {
    const { file } = target.document
    const services = [
      ...(byFile.get(file)?.services ?? []),
      ...(target.service === undefined ? [] : [target.service])
    ]
    const revision = revisions.get(file)
    byFile.set(file, {
      ...target,
      services,
      ...present({ revision }),
      ...(templates.has(file) ? { isTemplate: true } : {}),
      ...(attached?.has(file) ? { isAttached: true } : {})
    })
  }
  return [...byFile.values()]
}
