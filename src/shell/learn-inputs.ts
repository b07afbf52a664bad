import type { RunGate } from '../gate/shown.ts'
import type { RawInputs } from '../inputs/specification.ts'
import type { Environment } from './github-context.ts'

/** Inputs that name files and services: nothing in them is a value. */
const NAMES: ReadonlySet<string> = new Set([
  'mode',
  'task-definition',
  'service-definition',
  'service',
  'config'
])

/** Variables of the job that hold a credential, by their names; a file or an address of one is none. */
const SECRET_NAME = /TOKEN|SECRET|PASSW|PASSPHRASE|PRIVATE_?KEY|CREDENTIAL|API_?KEY/i
const ADDRESS = /^(?:\/|[A-Za-z]:\\|https?:)/

/**
 * learnInputs lets the gate know the credentials that a run is given: the job's own in its environment, the token, and those that
 * stand in inputs with texts of the user's.
 */
export function learnInputs(gate: RunGate, raw: RawInputs, environment: Environment): void {
  const secrets = Object.entries(environment).flatMap(([name, value = '']) =>
    SECRET_NAME.test(name) && !name.startsWith('INPUT_') && !ADDRESS.test(value) ? [value] : []
  )
  gate.know([...secrets, raw['github-token']?.trim() ?? ''])
  for (const [name, value = ''] of Object.entries(raw)) if (!NAMES.has(name)) gate.learn(value)
}
