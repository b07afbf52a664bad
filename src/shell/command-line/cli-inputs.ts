import type { Problem } from '../../errors.ts'
import type { RawInputs } from '../../inputs/tables/specification.ts'
import type { StandardInput } from '../../ports.ts'
import { present } from '../../present.ts'
import type { Environment } from '../github-context.ts'
import type { ReadProfile } from './aws-profile.ts'
import type { ReadInput } from './standard-input.ts'

/**
 * The inputs of a command line, and the sources that only a command line has: variables files, standard input, the AWS
 * profile.
 */
export type PreparedInputs = {
  readonly raw: RawInputs
  readonly problems: readonly Problem[]
  readonly standardInput?: StandardInput
  /** The Region of the AWS profile, if nothing else specifies one. */
  readonly region?: string
}

/**
 * prepareInputs reads the sources that the flags of a command line refer to. Loads only the code that those sources
 * need.
 */
export async function prepareInputs(
  raw: RawInputs,
  around: {
    readonly environment: Environment
    readonly workspace: string
    /** Reads all of standard input; throws what node:fs throws. */
    readonly input?: (() => Uint8Array) | undefined
  }
): Promise<PreparedInputs> {
  const { environment, workspace } = around
  const variables = await variablesOf(raw, workspace)
  const input = await standardInputOf(raw, around)
  const profile = raw.mode === 'check' || raw.mode === 'render' ? {} : await profileOf(environment)
  const { standardInput } = input
  const { region } = profile
  return {
    raw: variables.raw,
    problems: [...variables.problems, ...[input, profile].flatMap(({ problem }) => problem ?? [])],
    ...present({ standardInput, region })
  }
}

async function variablesOf(
  raw: RawInputs,
  workspace: string
): Promise<{ readonly raw: RawInputs; readonly problems: readonly Problem[] }> {
  const { variables } = raw
  if (variables === undefined || !/^@/m.test(variables)) return { raw, problems: [] }
  const { readVariableFiles } = await import('./variables-file.ts')
  const { text, problems } = readVariableFiles(variables, workspace)
  return { raw: { ...raw, variables: text }, problems }
}

async function standardInputOf(
  raw: RawInputs,
  { workspace, input }: Parameters<typeof prepareInputs>[1]
): Promise<ReadInput> {
  const { mode, 'task-definition': files = '' } = raw
  if (input === undefined || mode !== 'check' || !files.split('\n').includes('-')) return {}
  const { readStandardInput } = await import('./standard-input.ts')
  return readStandardInput(raw, { workspace, input })
}

/**
 * Reads the profile if it is named, or if the environment sets no Region; a Region in the environment takes precedence.
 */
async function profileOf(environment: Environment): Promise<ReadProfile> {
  const { AWS_PROFILE, AWS_REGION, AWS_DEFAULT_REGION } = environment
  if (!AWS_PROFILE && (AWS_REGION || AWS_DEFAULT_REGION)) return {}
  const { readProfile } = await import('./aws-profile.ts')
  const read = readProfile(environment)
  return AWS_REGION || AWS_DEFAULT_REGION ? present({ problem: read.problem }) : read
}
