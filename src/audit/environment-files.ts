import { AwsError } from '../aws/error.ts'
import { childPointer } from '../document/tree.ts'
import type { JsonObject } from '../json.ts'
import type { Exposure } from './audit.ts'
import { equalValues, type HeldValue, withSecrets } from './compare-values.ts'
import { plaintextOf, textAt } from './definition.ts'
import { refusalReason } from './gap.ts'
import type { EnvironmentFiles } from './ports.ts'

/** A bigger file is not read: the environment of a task is far smaller. */
const LARGEST_FILE = 1_048_576

/**
 * What a look at an environment file gave. `refused`: AWS did not give it; `unfit`: there is nothing that could be
 * looked at. `values` and `document` stay in memory.
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
 * scanFile reads an environment file and looks through its variables with the detector's usual rules; the
 * credentials go to `mask` first. Throws AwsError only for bad credentials or no connection.
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
        return { kind: 'unfit', why: 'it is not there, so that new tasks cannot start' }
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
    // a file under a customer key is refused for want of the key, not of the object
    const key = error.kind === 'denied' && /kms:Decrypt/.test(error.message)
    return { kind: 'refused', why: key ? 'no permission for kms:Decrypt on its key' : refusalReason(error) }
  }
}

/**
 * documentOf makes a definition of an environment file, as the ECS agent reads it (its source, envfile.go): a line
 * that begins with `#` is a comment, name and value are parted by the first `=`, and both must have at least a
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

/** In a file there is no path but the variable's name. */
function inFile(exposure: Exposure, environmentFile: string): Exposure {
  const { container: _none, ...rest } = exposure
  return { ...rest, environmentFile, pointer: childPointer('', exposure.name) }
}

/**
 * compareFile adds the places where a secret's value stands under another name, and names the secrets of those that
 * were found. Pure.
 */
export function compareFile(arn: string, look: FileScan, held: readonly HeldValue[]): FileScan {
  if (look.kind !== 'looked') return look
  const own = plaintextOf(look.document).exposures
  const named = withSecrets(own, ({ pointer }) => textAt(look.document, pointer), held)
  const exposures = [...named, ...equalValues(look.document, held, named)]
  return { ...look, exposures: exposures.map(exposure => inFile(exposure, arn)) }
}
