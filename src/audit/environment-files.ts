import { AwsError } from '../aws/error.ts'
import { childPointer } from '../files/document/tree.ts'
import type { JsonObject } from '../json.ts'
import type { Exposure } from './audit.ts'
import { equalValues, type HeldValue, withSecrets } from './compare-values.ts'
import { plaintextOf, textAt } from './definition.ts'
import { refusalReason } from './gap.ts'
import type { EnvironmentFiles } from './ports.ts'

/** Larger files are not read. The environment of a task is far smaller. */
const LARGEST_FILE = 1_048_576

/**
 * The result of scanning an environment file. `refused`: AWS denied access to it. `unfit`: it has no content that can
 * be scanned. `values` and `document` stay in memory.
 */
export type FileScan =
  | {
      readonly kind: 'looked'
      readonly exposures: readonly Exposure[]
      readonly values: readonly string[]
      readonly document: JsonObject
    }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'unfit'; readonly why: string }

/**
 * scanFile reads an environment file and scans its variables with the detector's usual rules. It passes the credentials
 * to `mask` first. Throws AwsError only for invalid credentials or a failed connection.
 */
export async function scanFile(
  arn: string,
  files: EnvironmentFiles,
  mask: (values: readonly string[]) => void
): Promise<FileScan> {
  try {
    const read = await files.read(arn, LARGEST_FILE)
    switch (read.kind) {
      case 'missing':
        return { kind: 'unfit', why: 'the object does not exist, so new tasks cannot start' }
      case 'too-large':
        return { kind: 'unfit', why: `it has more than ${LARGEST_FILE / 1_048_576} MB` }
      case 'text': {
        const document = documentOf(read.text)
        const { exposures, values } = plaintextOf(document)
        if (values.length > 0) mask(values)
        return {
          kind: 'looked',
          exposures: exposures.map(exposure => inFile(exposure, arn)),
          values,
          document
        }
      }
    }
  } catch (error) {
    if (!(error instanceof AwsError) || error.kind === 'expired' || error.kind === 'unreachable') throw error
    if (error.awsName === 'InvalidArn') return { kind: 'unfit', why: error.message }
    // For a file encrypted with a customer managed key, access can be denied to the key instead of the object.
    const key = error.kind === 'denied' && /kms:Decrypt/.test(error.message)
    return { kind: 'refused', why: key ? 'no permission for kms:Decrypt on its key' : refusalReason(error) }
  }
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

/** In a file, the only path is the variable's name. */
function inFile(exposure: Exposure, environmentFile: string): Exposure {
  const { container: _none, ...rest } = exposure
  return { ...rest, environmentFile, pointer: childPointer('', exposure.name) }
}

/**
 * compareFile adds the places where a secret's value is stored under another name, and names the secrets of the places
 * already found. Pure.
 */
export function compareFile(arn: string, look: FileScan, held: readonly HeldValue[]): FileScan {
  if (look.kind !== 'looked') return look
  const own = plaintextOf(look.document).exposures
  const named = withSecrets(own, ({ pointer }) => textAt(look.document, pointer), held)
  const exposures = [...named, ...equalValues(look.document, held, named)]
  return { ...look, exposures: exposures.map(exposure => inFile(exposure, arn)) }
}
