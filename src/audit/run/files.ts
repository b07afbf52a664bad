import { mapBounded } from '../../bounded.ts'
import { present } from '../../present.ts'
import type { FileRow, Revision } from '../audit.ts'
import type { HeldValue } from '../compare-values.ts'
import { type NamedCredential, namedCredentials, treeOf } from '../definition.ts'
import { compareFile, type FileScan, scanFile } from '../environment-files.ts'
import type { Gap } from '../gap.ts'
import type { AreaSnapshot } from './area.ts'
import type { AuditPorts } from './ports.ts'

/** By the ARN of the object. */
export type FileScans = ReadonlyMap<string, FileScan>

/** The users of each file. */
function usersOf(
  { uses }: AreaSnapshot,
  revisions: ReadonlyMap<string, Revision>
): ReadonlyMap<string, ReadonlySet<string>> {
  const users = new Map<string, Set<string>>()
  for (const use of uses) {
    for (const file of revisions.get(use.revision)?.environmentFiles ?? []) {
      users.set(file, (users.get(file) ?? new Set()).add(use.service ?? use.name))
    }
  }
  return users
}

const AT_ONCE = 5

/**
 * scanFiles reads the environment files of what is in use, each once. If there are none, it does not load the S3
 * client. Throws AwsError.
 */
export async function scanFiles(area: AreaSnapshot, ports: AuditPorts): Promise<FileScans> {
  const arns = [...usersOf(area, area.revisions.revisions).keys()]
  if (arns.length === 0) return new Map()
  const files = await ports.connectFiles(area.aws.options)
  return new Map(
    await mapBounded(arns, AT_ONCE, async arn => [arn, await scanFile(arn, files, ports.mask)] as const)
  )
}

/** compareFiles searches the files for the values of secrets. Pure. */
export function compareFiles(files: FileScans, held: readonly HeldValue[]): FileScans {
  return new Map([...files].map(([arn, look]) => [arn, compareFile(arn, look, held)]))
}

/** fileRows returns the row for each file that something in use reads. Pure. */
export function fileRows(area: AreaSnapshot, files: FileScans): readonly FileRow[] {
  return [...usersOf(area, area.revisions.revisions)].map(([file, users]): FileRow => {
    const found = files.get(file)
    const base = { file, usedBy: [...users] }
    if (found?.kind !== 'looked') {
      return {
        ...base,
        verdict: 'unknown',
        exposures: [],
        ...present({ why: found?.why })
      }
    }
    const { exposures } = found
    return { ...base, verdict: exposures.length > 0 ? 'exposed' : 'clean', exposures }
  })
}

/** fileGaps returns the files that AWS denied access to. */
export function fileGaps(files: FileScans): readonly Gap[] {
  return [...files].flatMap(([arn, look]) =>
    look.kind === 'refused' ? [{ what: `environment file ${arn}`, why: look.why }] : []
  )
}

/** fileValues returns the credential texts of the files with the names of their variables, in memory only. */
export function fileValues(files: FileScans): readonly NamedCredential[] {
  return [...files.values()].flatMap(look =>
    look.kind === 'looked' ? namedCredentials(treeOf(look.document, ''), look.values) : []
  )
}
