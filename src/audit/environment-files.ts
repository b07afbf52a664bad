import { AwsError } from '../aws/error.ts'
import { refusedCall } from '../aws/explain.ts'
import { childPointer } from '../files/document/tree.ts'
import type { JsonObject } from '../json.ts'
import { mapBounded } from '../list.ts'
import { present } from '../present.ts'
import type { Exposure, FileRow, KnownValue, Revision, Use } from './audit.ts'
import type { Gap } from './gap.ts'
import type { EnvironmentFiles } from './ports.ts'
import { scanDefinition } from './scan.ts'

/** Larger files are not read. The environment of a task is far smaller. */
const LARGEST_MB = 1

/**
 * The result of scanning an environment file. `refused`: AWS denied access to it. `unfit`: it has no content that can
 * be scanned. `values` and `document` stay in memory.
 */
export type FileScan =
  | {
      readonly kind: 'looked'
      readonly exposures: readonly Exposure[]
      readonly values: readonly KnownValue[]
      readonly document: JsonObject
    }
  | { readonly kind: 'refused' | 'unfit'; readonly why: string }

/** By the ARN of the object. */
export type FileScans = ReadonlyMap<string, FileScan>

const AT_ONCE = 5

/**
 * scanFiles reads the environment files of what is in use, each once, and scans their variables with the detector's
 * usual rules. It passes the credentials to `mask` first. Without any file nothing is connected. Throws AwsError only
 * for invalid credentials or a failed connection.
 */
export async function scanFiles(
  users: ReadonlyMap<string, unknown>,
  connect: () => Promise<EnvironmentFiles>,
  mask: (values: readonly string[]) => void
): Promise<FileScans> {
  if (users.size === 0) return new Map()
  const files = await connect()
  const scans = await mapBounded(
    [...users.keys()],
    AT_ONCE,
    async arn => [arn, await scanFile(arn, files)] as const
  )
  for (const [, scan] of scans) if (scan.kind === 'looked') mask(scan.values.map(({ value }) => value))
  return new Map(scans)
}

async function scanFile(arn: string, files: EnvironmentFiles): Promise<FileScan> {
  try {
    const read = await files.read(arn, LARGEST_MB * 1_048_576)
    if (read.kind === 'text') return scanned(arn, documentOf(read.text))
    const isMissing = read.kind === 'missing'
    const why = isMissing
      ? 'the object does not exist, so new tasks cannot start'
      : `it has more than ${LARGEST_MB} MB`
    return { kind: 'unfit', why }
  } catch (error) {
    if (!(error instanceof AwsError) || error.kind === 'expired' || error.kind === 'unreachable') throw error
    if (error.awsName === 'InvalidArn') return { kind: 'unfit', why: error.message }
    // for a file encrypted with a customer managed key, access can be denied to the key instead of the object
    const isKey = error.kind === 'denied' && error.message.includes('kms:Decrypt')
    return { kind: 'refused', why: isKey ? 'no permission for kms:Decrypt on its key' : refusedCall(error) }
  }
}

function scanned(arn: string, document: JsonObject, held: readonly KnownValue[] = []): FileScan {
  const { exposures, values } = scanDefinition(document, held)
  const placed = exposures.map(({ container: _, ...exposure }) => ({
    ...exposure,
    environmentFile: arn,
    pointer: childPointer('', exposure.name)
  }))
  return { kind: 'looked', exposures: placed, values, document }
}

/**
 * documentOf converts an environment file to a task definition as the ECS agent reads it (its source, envfile.go): a
 * line that begins with `#` is a comment, the first `=` separates name and value, and both must have at least one
 * character. Nothing is trimmed.
 */
export function documentOf(text: string): JsonObject {
  const environment = text.split(/\r?\n/).flatMap(line => {
    const at = line.indexOf('=')
    if (line.startsWith('#') || at < 1 || at === line.length - 1) return []
    return [{ name: line.slice(0, at), value: line.slice(at + 1) }]
  })
  return { containerDefinitions: [{ environment }] }
}

/** compareFiles scans the files again for the values of secrets. Pure. */
export function compareFiles(files: FileScans, held: readonly KnownValue[]): FileScans {
  return new Map(
    [...files].map(([arn, scan]) => [arn, scan.kind === 'looked' ? scanned(arn, scan.document, held) : scan])
  )
}

/** usersOfFiles returns the services, rules and tasks that read each environment file, by its ARN. Pure. */
export function usersOfFiles(
  uses: readonly Use[],
  revisions: ReadonlyMap<string, Revision>
): ReadonlyMap<string, ReadonlySet<string>> {
  const users = new Map<string, Set<string>>()
  for (const use of uses)
    for (const file of revisions.get(use.revision)?.environmentFiles ?? [])
      users.set(file, (users.get(file) ?? new Set()).add(use.service ?? use.name))
  return users
}

/** fileRows returns the row for each file that something in use reads. Pure. */
export function fileRows(
  users: ReadonlyMap<string, ReadonlySet<string>>,
  files: FileScans
): readonly FileRow[] {
  return [...users].map(([file, names]): FileRow => {
    const scan = files.get(file)
    const base = { file, usedBy: [...names] }
    if (scan?.kind !== 'looked')
      return { ...base, verdict: 'unknown', exposures: [], ...present({ why: scan?.why }) }
    const { exposures } = scan
    return { ...base, verdict: exposures.length > 0 ? 'exposed' : 'clean', exposures }
  })
}

/** fileGaps returns the files that AWS denied access to. Pure. */
export function fileGaps(files: FileScans): readonly Gap[] {
  return [...files].flatMap(([arn, scan]) =>
    scan.kind === 'refused' ? [{ what: `environment file ${arn}`, why: scan.why }] : []
  )
}
