import { realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { readForCheck } from '../detector/formats/read-for-check.ts'
import type { Problem } from '../errors.ts'
import { findTaskDefinitions } from '../files/find/find.ts'
import { readTextFile } from '../files/read.ts'
import { placingProblem, type WritingArea } from '../files/write/placing.ts'
import { CONFIG_FILES } from '../inputs/read-common.ts'
import { splitParts } from '../inputs/reader.ts'
import { type InputName, OUTPUT_FILE_INPUTS, type RawInputs } from '../inputs/tables/specification.ts'
import { escapePattern } from '../pattern.ts'

/** A file that an input makes the run write, or one that it reads. */
type NamedFile = { readonly input: InputName; readonly file: string; readonly identity: FileIdentity }

/** The inputs that may be used, and the problems of the files that they make the run write. */
export type CheckedOutputs = { readonly raw: RawInputs; readonly problems: readonly Problem[] }

/** The identity of a file on disk, whatever its name: its path without links, and its inode if it exists. */
type FileIdentity = { readonly place: string; readonly number?: string }

/**
 * refuseOverwriting compares the files that a run would write with those that it reads, and with each other, before the
 * run starts. An output that would replace another file of the run, or leads through a link or out of the workspace, is
 * a problem and is removed from the inputs, so that nothing is written there however the run ends. Links, hard links
 * and patterns are followed.
 */
export async function refuseOverwriting(raw: RawInputs, area: WritingArea): Promise<CheckedOutputs> {
  const { workspace } = area
  // The run itself reports a missing workspace.
  if (identityOf(workspace, '.').number === undefined) return { raw, problems: [] }
  const outputs = outputsIn(raw).map(([input, file]) => named(input, file, workspace))
  if (outputs.length === 0) return { raw, problems: [] }
  const existing = outputs.filter(({ identity }) => identity.number !== undefined)
  const read = existing.length === 0 ? [] : await filesRead(raw, existing, workspace)
  const wrong = new Set<InputName>()
  const problems: Problem[] = []
  for (const [index, output] of outputs.entries()) {
    const isSame = ({ identity }: NamedFile) => isSameFile(identity, output.identity)
    const over = read.find(isSame)
    const twin = outputs.slice(0, index).find(isSame)
    const refused = over || twin ? undefined : misplaced(output, area)
    if (over === undefined && twin === undefined && refused === undefined) continue
    wrong.add(output.input)
    if (twin) wrong.add(twin.input)
    problems.push(refused ?? (over ? overInput(output, over) : overOutput(output, twin as NamedFile)))
  }
  const rest = Object.entries(raw).filter(([name]) => !wrong.has(name as InputName))
  return { raw: Object.fromEntries(rest), problems }
}

function outputsIn(raw: RawInputs): readonly (readonly [InputName, string])[] {
  return OUTPUT_FILE_INPUTS.flatMap(input => {
    const file = raw[input]?.trim() ?? ''
    return file === '' ? [] : [[input, file] as const]
  })
}

function named(input: InputName, file: string, workspace: string): NamedFile {
  return { input, file, identity: identityOf(workspace, file) }
}

async function filesRead(
  raw: RawInputs,
  outputs: readonly NamedFile[],
  workspace: string
): Promise<readonly NamedFile[]> {
  const configured = raw.config?.trim()
  const files = (configured ? [configured] : CONFIG_FILES).map(file => named('config', file, workspace))
  for (const input of ['task-definition', 'service-definition'] as const) {
    const { files: found } = await findTaskDefinitions(workspace, splitParts(raw[input] ?? '', /\r?\n/))
    files.push(...found.map(({ file }) => named(input, file, workspace)))
  }
  files.push(...appSpecs(raw, outputs))
  if (splitParts(raw['task-definition'] ?? '', /\r?\n/).length > 0) return files
  // Without a file name, a check finds the task definitions of the repository.
  for (const output of outputs) {
    if (await isTaskDefinition(output.file, workspace)) files.push({ ...output, input: 'task-definition' })
  }
  return files
}

/** In the path of an AppSpec, `{cluster}` and `{service}` match any name. */
function appSpecs(raw: RawInputs, outputs: readonly NamedFile[]): readonly NamedFile[] {
  const pattern = raw['codedeploy-appspec']?.trim() ?? ''
  if (pattern === '') return []
  const path = pattern
    .replace(/^\.\//, '')
    .split(/\{(?:cluster|service)\}/)
    .map(escapePattern)
    .join('[^/]+')
  const matcher = new RegExp(`(?:^|/)${path}$`)
  return outputs
    .filter(({ identity }) => matcher.test(identity.place.replaceAll('\\', '/')))
    .map(output => ({ ...output, input: 'codedeploy-appspec' }))
}

async function isTaskDefinition(file: string, workspace: string): Promise<boolean> {
  const read = readTextFile(workspace, file)
  if (!('text' in read)) return false
  const { kind } = await readForCheck(file, read.text)
  return kind === 'definition' || kind === 'template'
}

/** Detects paths that must not be written; that a path is a folder or the disk is full is detected on writing. */
function misplaced({ input, file }: NamedFile, area: WritingArea): Problem | undefined {
  const refusal = placingProblem({ area, file })?.refusal
  switch (refusal) {
    case 'link':
      return {
        code: 'output-through-link',
        fault: 'user',
        message: `Input "${input}": ${file} is a symbolic link, or a parent folder is one; no link is followed when a file is written.`,
        hint: `Remove the link, or name another file in ${input}. A link in a checkout can come from the author of the commit. Nothing was written.`
      }
    case 'outside':
      return {
        code: 'output-outside',
        fault: 'user',
        message: `Input "${input}": ${file} is outside the workspace and the runner's temporary folder.`,
        hint: `Name a file in the workspace, or \${{ runner.temp }}/…; at a command line also an absolute path. Nothing was written.`
      }
    default:
      return undefined
  }
}

function overInput(output: NamedFile, read: NamedFile): Problem {
  return {
    code: 'output-overwrites-input',
    fault: 'user',
    message: `Input "${output.input}" would overwrite ${output.file}, which this run reads (input "${read.input}").`,
    hint: `Name another file in ${output.input}. Nothing was written.`
  }
}

function overOutput(output: NamedFile, twin: NamedFile): Problem {
  return {
    code: 'outputs-collide',
    fault: 'user',
    message: `Inputs "${twin.input}" and "${output.input}" name the same file: ${output.file}.`,
    hint: 'Name a separate file for each. Nothing was written.'
  }
}

/**
 * identityOf follows links, including those in the folders of a file that does not exist yet. `file` is relative to the
 * workspace, or absolute.
 */
function identityOf(workspace: string, file: string): FileIdentity {
  const path = resolve(workspace, file)
  const place = withoutLinks(path)
  try {
    const { dev, ino } = statSync(path, { bigint: true })
    return { place, number: `${dev} ${ino}` }
  } catch {
    return { place }
  }
}

/** isSameFile recognizes hard links, and names that differ in case only if the file system treats them as equal. */
function isSameFile(one: FileIdentity, other: FileIdentity): boolean {
  return one.place === other.place || (one.number !== undefined && one.number === other.number)
}

function withoutLinks(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    const folder = dirname(path)
    return folder === path ? path : join(withoutLinks(folder), basename(path))
  }
}
