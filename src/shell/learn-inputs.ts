import type { RunGate } from '../gate/shown.ts'
import type { RawInputs } from '../inputs/specification.ts'
import type { Environment } from './github-context.ts'

/** Inputs that name files and services: they contain no values. */
const NAMES: ReadonlySet<string> = new Set([
  'mode',
  'task-definition',
  'service-definition',
  'service',
  'config'
])

/** Names of job variables that contain a credential, rather than the file or address of one. */
const SECRET_NAME = /TOKEN|SECRET|PASSW|PASSPHRASE|PRIVATE_?KEY|CREDENTIAL|API_?KEY/i
const ADDRESS = /^(?:\/|[A-Za-z]:\\|https?:)/

/**
 * learnInputs registers with the gate the credentials that a run receives: those in the job's environment, the token,
 * and those in inputs with user-defined texts.
 */
export function learnInputs(gate: RunGate, raw: RawInputs, environment: Environment): void {
  const secrets = Object.entries(environment).flatMap(([name, value = '']) =>
    SECRET_NAME.test(name) && !name.startsWith('INPUT_') && !ADDRESS.test(value) ? [value] : []
  )
  gate.know([...secrets, raw['github-token']?.trim() ?? ''])
  for (const [name, value = ''] of Object.entries(raw)) if (!NAMES.has(name)) gate.learn(value)
}
