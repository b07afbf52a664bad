import { readFileSync } from 'node:fs'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { Problem } from '../errors.ts'
import { decodeText, maxCheckedBytes, systemReason } from '../files/read.ts'
import { badInput } from '../inputs/problems.ts'
import type { RawInputs } from '../inputs/tables/specification.ts'
import type { StandardInput } from '../ports.ts'
import { present } from '../present.ts'
import type { Environment } from '../run/github-context.ts'
import { type ReadProfile, readProfile } from './aws-profile.ts'

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

/** prepareInputs reads the sources that the flags of a command line refer to. */
export function prepareInputs(
  raw: RawInputs,
  around: {
    readonly environment: Environment
    readonly workspace: string
    /** Reads all of standard input; throws what node:fs throws. */
    readonly input?: (() => Uint8Array) | undefined
  }
): PreparedInputs {
  const { environment, workspace, input } = around
  const { mode, variables = '', 'task-definition': files = '' } = raw
  const read = /^@/m.test(variables) ? readVariableFiles(variables, workspace) : undefined
  const isPiped = input !== undefined && mode === 'check' && files.split('\n').includes('-')
  const piped = isPiped ? readStandardInput(raw, { workspace, input }) : {}
  const profile = mode === 'check' || mode === 'render' ? {} : profileOf(environment)
  return {
    raw: read === undefined ? raw : { ...raw, variables: read.text },
    problems: [...(read?.problems ?? []), ...[piped, profile].flatMap(({ problem }) => problem ?? [])],
    ...present({ standardInput: piped.standardInput, region: profile.region })
  }
}

/**
 * Reads the profile if it is named, or if the environment sets no Region; a Region in the environment takes precedence.
 */
function profileOf(environment: Environment): ReadProfile {
  const { AWS_PROFILE, AWS_REGION, AWS_DEFAULT_REGION } = environment
  if (!AWS_PROFILE && (AWS_REGION || AWS_DEFAULT_REGION)) return {}
  const read = readProfile(environment)
  return AWS_REGION || AWS_DEFAULT_REGION ? present({ problem: read.problem }) : read
}

/** What was read, or why it could not be read. */
type ReadInput = { readonly standardInput?: StandardInput; readonly problem?: Problem }

/**
 * readStandardInput reads all of standard input. Its name is `stdin-name`, or follows from the content: a text without
 * a name that looks like JSON, Terraform or jsonnet is read as such.
 */
function readStandardInput(
  raw: RawInputs,
  { workspace, input }: { readonly workspace: string; readonly input: () => Uint8Array }
): ReadInput {
  let bytes: Uint8Array
  try {
    bytes = input()
  } catch {
    return {
      problem: notRead('cannot be read', 'Pipe the file into the command: … | ecs-sealed-deploy check -')
    }
  }
  if (bytes.length > maxCheckedBytes)
    return {
      problem: notRead(
        `has ${bytes.length} bytes; at most ${maxCheckedBytes} are read`,
        'Check the file itself, or only the part with the task definition.'
      )
    }
  try {
    const text = decodeText(bytes)
    return {
      standardInput: { file: nameOf(raw['stdin-name']?.trim() ?? '', workspace) || guessed(text), text }
    }
  } catch {
    return { problem: notRead('is not UTF-8 text', 'Convert it to UTF-8.') }
  }
}

/** An editor passes an absolute path; exceptions and findings name files relative to the workspace. */
function nameOf(name: string, workspace: string): string {
  const path = isAbsolute(name) ? relative(workspace, name) : name.replace(/^\.\//, '')
  return path.split(sep).join('/')
}

const TERRAFORM = /^\s*(?:resource|data|locals|module|variable|output|terraform|provider)\b[^\n:=]*\{/m
const JSONNET = /^\s*local\s+\w+\s*(?:=|\()|^\s*\{?\s*\w+::?\s.*[,{]\s*$/m

function guessed(text: string): string {
  const start = /\S/.exec(text)?.[0]
  if (start === '/') return 'stdin.jsonc'
  if (start === '{' || start === '[')
    return /^\s*[{[]\s*(?:["}\]{]|\/[/*])/.test(text) ? 'stdin.json' : 'stdin.jsonnet'
  if (TERRAFORM.test(text)) return 'stdin.tf'
  return JSONNET.test(text) ? 'stdin.jsonnet' : 'stdin.yml'
}

function notRead(what: string, hint: string): Problem {
  return { code: 'standard-input', fault: 'user', message: `Standard input ${what}.`, hint }
}

/**
 * Replaces each line `@FILE` of the input `variables` with its content: lines NAME=value, or one JSON object, which
 * stands alone.
 */
function readVariableFiles(
  variables: string,
  workspace: string
): { readonly text: string; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const text = variables.replaceAll(/^@(.*)$/gm, (_, file: string) => {
    try {
      return readFileSync(resolve(workspace, file), 'utf8').replace(/^\uFEFF/, '')
    } catch (error) {
      const message = `the file ${file} cannot be read: ${systemReason(error)}.`
      problems.push(
        badInput('variables', message, 'Write --variables @FILE, relative to the folder you are in.')
      )
      return ''
    }
  })
  return { text, problems }
}
