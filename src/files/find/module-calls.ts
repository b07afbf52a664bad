import { existsSync, readFileSync } from 'node:fs'
import { posix, resolve } from 'node:path'
import { ENVIRONMENT_KEY, isTerraformFile } from '../document/tree.ts'
import { moduleFiles } from './loaded-containers.ts'

/** What a file of Terraform or Terragrunt gives to a module. */
type Call = { readonly name: string; readonly source: string; readonly text: string }

const BEGIN = /^[ \t]{0,8}(?:module[ \t]{1,8}"([^"\n]{1,128})"|terraform)[ \t]{0,8}\{/gm
const SOURCE = /(?:^|[{;\s])source[ \t]{0,64}=[ \t]{0,64}"([^"\n$]{1,512})"/
const VARIABLES = new RegExp(
  `(?:^|[{,\\s])${ENVIRONMENT_KEY}[ \\t]{0,64}=[ \\t]{0,64}(?:[[{]|(?:merge|concat)\\(|(?:local|var)\\.)`,
  'i'
)
const DEFINES = /container_definitions|aws_ecs_express_gateway_service/

/**
 * taskCalls returns which files of Terraform and Terragrunt give values to a module that makes a task definition: one
 * of the repository, whose files or modules contain one; one of elsewhere that is called so and gets variables.
 */
export function taskCalls(workspace: string): (file: string, bytes: Buffer) => boolean {
  const known = new Map<string, boolean>()
  const isCall = (file: string, { source, text }: Call): boolean => {
    const isGiven = VARIABLES.test(text)
    const folder = folderOf(file, source)
    if (folder === undefined) return isGiven && /ecs|fargate/i.test(source)
    return existsSync(resolve(workspace, folder)) ? makesTask(folder) : isGiven
  }
  const makesTask = (folder: string): boolean => {
    const before = known.get(folder)
    if (before !== undefined) return before
    // also for a module that calls itself
    known.set(folder, false)
    const made = moduleFiles(workspace, folder).some(file => {
      const text = textOf(resolve(workspace, file))
      return DEFINES.test(text) || callsIn(file, text).some(call => isCall(file, call))
    })
    known.set(folder, made)
    return made
  }
  return (file, bytes) => {
    if (!/\.(?:tf|tofu|hcl)$/i.test(file) || !bytes.includes('source')) return false
    return callsIn(file, bytes.toString('utf8')).some(call => isCall(file, call))
  }
}

/** localCalls returns the folders of the modules of the repository that a module of Terraform calls, by their names. */
export function localCalls(workspace: string, folder: string): ReadonlyMap<string, string> {
  const files = moduleFiles(workspace, folder).filter(isTerraformFile)
  const calls = files.flatMap(file =>
    callsIn(file, textOf(resolve(workspace, file))).map(one => [file, one] as const)
  )
  return new Map(
    calls.flatMap(([file, { name, source }]) => {
      const called = folderOf(file, source)
      return called === undefined || called.startsWith('..') ? [] : [[name, called]]
    })
  )
}

function folderOf(file: string, source: string): string | undefined {
  return /^\.\.?\//.test(source) ? posix.join(posix.dirname(file), source).replace(/\/$/, '') : undefined
}

/** Terragrunt gives its inputs to the one module of the file. */
function callsIn(file: string, text: string): readonly Call[] {
  const starts = [...text.matchAll(BEGIN)]
  return starts.flatMap(({ index: start, 1: name = '' }, index) => {
    const own = text.slice(start, starts[index + 1]?.index)
    const end = /\.hcl$/i.test(file) ? -1 : own.search(/^\}/m)
    const block = end < 0 ? own : own.slice(0, end)
    const [, source] = SOURCE.exec(block) ?? []
    return source === undefined ? [] : [{ name, source, text: block }]
  })
}

/** Nothing for a file that cannot be read, which the search reports. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
