import { isAbsolute, relative, sep } from 'node:path'
import type { Problem } from '../../errors.ts'
import type { RawInputs } from '../../inputs/tables/specification.ts'
import type { StandardInput } from '../../ports.ts'
import { decodeText, maxCheckedBytes } from '../../workspace/read.ts'

/** What was read, or why it could not be read. */
export type ReadInput = { readonly standardInput?: StandardInput; readonly problem?: Problem }

/**
 * readStandardInput reads all of standard input. Its name is `stdin-name`, or follows from the content: a text without
 * a name that looks like JSON, Terraform or jsonnet is read as such.
 */
export function readStandardInput(
  raw: RawInputs,
  { workspace, input }: { readonly workspace: string; readonly input: () => Uint8Array }
): ReadInput {
  let bytes: Uint8Array
  try {
    bytes = input()
  } catch {
    return {
      problem: unreadable('cannot be read', 'Pipe the file into the command: … | ecs-sealed-deploy check -')
    }
  }
  if (bytes.length > maxCheckedBytes)
    return {
      problem: unreadable(
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
    return { problem: unreadable('is not UTF-8 text', 'Convert it to UTF-8.') }
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
  if (start === '{' || start === '[')
    return /^\s*[{[]\s*(?:["}\]{]|\/[/*])/.test(text) ? 'stdin.json' : 'stdin.jsonnet'
  if (TERRAFORM.test(text)) return 'stdin.tf'
  return JSONNET.test(text) ? 'stdin.jsonnet' : 'stdin.yml'
}

function unreadable(what: string, hint: string): Problem {
  return { code: 'standard-input', fault: 'user', message: `Standard input ${what}.`, hint }
}
