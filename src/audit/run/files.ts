import type { FileRow, Gap, Revision } from '../audit.ts'
import type { HeldValue } from '../compare-values.ts'
import { compareFile, type FileLook, lookAtFile } from '../environment-files.ts'
import { type NamedValue, namedValues, treeOf } from '../spots.ts'
import type { AreaLook } from './area.ts'
import type { AuditPorts } from './ports.ts'

/** By the ARN of the object. */
export type FileLooks = ReadonlyMap<string, FileLook>

/** Who reads which file. */
function usersOf(
  { uses }: AreaLook,
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

/** lookAtFiles reads the environment files of what is in use, each once. Where there is none, nothing of S3 is loaded. Throws AwsError. */
export async function lookAtFiles(look: AreaLook, ports: AuditPorts): Promise<FileLooks> {
  const arns = [...usersOf(look, look.revisions.revisions).keys()]
  const looks = new Map<string, FileLook>()
  if (arns.length === 0) return looks
  const files = await ports.connectFiles(look.aws.options)
  for (let i = 0; i < arns.length; i += AT_ONCE) {
    const batch = arns.slice(i, i + AT_ONCE)
    const found = await Promise.all(batch.map(arn => lookAtFile(arn, files, ports.mask)))
    for (const [index, arn] of batch.entries()) looks.set(arn, found[index] as FileLook)
  }
  return looks
}

/** compareFiles looks for the values of secrets in the files. Pure. */
export function compareFiles(files: FileLooks, held: readonly HeldValue[]): FileLooks {
  return new Map([...files].map(([arn, look]) => [arn, compareFile(arn, look, held)]))
}

/** fileRows is what is said of each file that something in use reads. Pure. */
export function fileRows(look: AreaLook, files: FileLooks): readonly FileRow[] {
  return [...usersOf(look, look.revisions.revisions)].map(([file, users]): FileRow => {
    const found = files.get(file)
    const base = { file, usedBy: [...users] }
    if (found?.kind !== 'looked') {
      return { ...base, verdict: 'unknown', spots: [], ...(found === undefined ? {} : { why: found.why }) }
    }
    const { spots } = found
    return { ...base, verdict: spots.length > 0 ? 'exposed' : 'clean', spots }
  })
}

/** fileGaps are the files that AWS did not give. */
export function fileGaps(files: FileLooks): readonly Gap[] {
  return [...files].flatMap(([arn, look]) =>
    look.kind === 'refused' ? [{ what: `environment file ${arn}`, why: look.why }] : []
  )
}

/** fileValues are the credential texts of the files, by the names of their variables; in memory only. */
export function fileValues(files: FileLooks): readonly NamedValue[] {
  return [...files.values()].flatMap(look =>
    look.kind === 'looked' ? namedValues(treeOf(look.document, ''), look.values) : []
  )
}
