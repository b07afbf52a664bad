import type { Problem } from '../../errors.ts'
import { type PlaceFinder, placeFinder } from '../../files/document/place.ts'
import { readJson } from '../../files/document/read-json.ts'
import {
  type FileOrigin,
  isCopilotManifest,
  isTerraformFile,
  isVariableFile,
  type LoadedDocument,
  maxDepth,
  maxFileBytes,
  type SourceDocument
} from '../../files/document/tree.ts'
import { present } from '../../present.ts'
import { environmentFile, isEnvironmentFile, workflowVariables } from './lines.ts'
import { normalize } from './normalize.ts'
import { holdsContainers, isDefinition, isListOfPairs, manifestVariables } from './structure.ts'
import { setsSecrets } from './task-resources.ts'
import type { ModuleValues } from './terraform-values.ts'
import { readTolerantly, type TolerantResult } from './tolerant/reader.ts'
import type { Dialect } from './tolerant/tokens.ts'
import { readYamlDocuments } from './yaml-documents.ts'

/**
 * What a check can do with a file. `definition` is a task definition (or its containers) that can be rendered and
 * conforms to ECS's structure; `template` is anything else that contains one, whose names and values are checked.
 * `notes` are what a deployment would reject and a check tolerates. A file is `unreadable`, which is a failure, or
 * contains `nothing` of a task definition.
 */
export type CheckedFile =
  | {
      readonly kind: 'definition' | 'template'
      readonly document: SourceDocument
      readonly notes: readonly Problem[]
      /** Something in the file belongs to nothing, so that it was not checked. */
      readonly unread?: Problem
    }
  | { readonly kind: 'nothing'; readonly document: SourceDocument; readonly problems: readonly Problem[] }
  | { readonly kind: 'unreadable'; readonly problems: readonly Problem[] }

/**
 * readForCheck reads a file of a check: JSON and YAML strictly if possible, and JSON with template marks, Terraform and
 * jsonnet with the tolerant reader. Programs and scripts are not read, which is a failure: what they make is not known.
 * Never throws; linear in the length of the text. `modules` are those of Terraform.
 */
export async function readForCheck(
  file: string,
  text: string,
  modules?: TerraformModules
): Promise<CheckedFile> {
  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text
  if (isProgram(file)) return { kind: 'unreadable', problems: [notInterpreted(file)] }
  if (isEnvironmentFile(file, clean)) {
    const document = { file, format: 'yaml', text: clean, root: environmentFile(file, clean) } as const
    return { kind: 'template', document, notes: [] }
  }
  const writing = isCode(file) ? 'code' : 'data'
  const isJson = writing === 'data' && !isYaml(file, clean)
  const strict = isJson ? readJson(file, clean) : undefined
  if (strict?.document && !strict.partial && isDefinition(strict.document.root))
    return { kind: 'definition', document: strict.document, notes: strict.problems }
  const own = isTerraformFile(file) ? modules?.read.get(file) : undefined
  const isKnown = own?.text === clean
  const source = {
    file,
    text: clean,
    writing,
    ...present({ read: isKnown ? own.result : undefined })
  } as const
  return checkedFile(await structureOf(source, strict), writing, isKnown ? modules : undefined)
}

/** A file of a module of Terraform. */
export type ModuleFile = { readonly text: string; readonly result: TolerantResult }

/** The files of modules of Terraform, each read once, and what they state together. */
export type TerraformModules = ModuleValues & {
  readonly read: ReadonlyMap<string, ModuleFile>
  readonly place: PlaceFinder
}

/** readForModule reads a file of a module of Terraform, or one that it loads. */
export function readForModule(
  file: string,
  written: string,
  readYaml?: (file: string, text: string) => LoadedDocument
): ModuleFile {
  const text = written.startsWith('\uFEFF') ? written.slice(1) : written
  const yaml = /\.ya?ml$/i.test(file) ? readYaml?.(file, text).document : undefined
  if (yaml) return { text, result: { kind: 'tree', root: yaml.root } }
  const dialect = isCode(file) ? 'code' : 'data'
  return { text, result: readTolerantly({ file, text, dialect, offset: 0, pointer: '' }) }
}

function isCode(file: string): boolean {
  return /\.(?:tf|hcl|tofu|tfvars|jsonnet|libsonnet)(?:\.(?:tpl|tmpl|j2))?$/i.test(file)
}

/** Programs that make definitions, such as those of the CDK and Pulumi, and scripts. */
function isProgram(file: string): boolean {
  return /\.(?:[cm]?[jt]sx?|py|go|java|kts?|cs|rb|php|scala|rs|sh|bash|zsh|ps1|bat|cmd)$/i.test(file)
}

/** By the extension without that of a template language; without an extension, by the beginning of the text. */
function isYaml(file: string, text: string): boolean {
  const name = file.replace(
    /\.(?:tpl|tmpl|tftpl|j2|jinja2?|erb|template|dist|example|sample|in|gotmpl|hbs|mustache|ejs)$/i,
    ''
  )
  if (/\.ya?ml$/i.test(name)) return true
  if (/\.(?:json[c5]?|json\.\w+)$/i.test(name)) return false
  const start = /\S/.exec(text)?.[0]
  if (start === '{' || start === '[') return false
  return /^[ \t]{0,32}(?:- )?["']?[A-Za-z][\w.-]{0,64}["']?:(?:[ \t]|\r?$)/m.test(text.slice(0, 65_536))
}

type Source = {
  readonly file: string
  readonly text: string
  readonly writing: Dialect
  /** The result, if it was read with its module. */
  readonly read?: TolerantResult
}

/** `tolerant`: a reader may have guessed what belongs together. `unread`: something in the file is left over. */
type Structure = LoadedDocument & { readonly tolerant?: true; readonly unread?: Problem }

async function structureOf(source: Source, strict: LoadedDocument | undefined): Promise<Structure> {
  if (source.writing === 'code') return tolerantly(source, [])
  if (strict) return strict.document && !strict.partial ? strict : tolerantly(source, strict.problems)
  if (source.text.length > maxFileBytes) return { problems: [tooMuchYaml(source)], partial: true }
  const read = await readYamlDocuments(source.file, source.text)
  if (read.problems.some(({ code }) => code === 'empty-file')) return empty(source, read.problems)
  return read.document || read.partial || !/^\s*[[{]/.test(source.text)
    ? read
    : tolerantly(source, read.problems)
}

function tolerantly({ file, text, writing, read: known }: Source, problems: readonly Problem[]): Structure {
  if (text.includes('\0')) return { problems: [notText(file)] }
  const read = known ?? readTolerantly({ file, text, dialect: writing, offset: 0, pointer: '' })
  if (read.kind === 'too-deep') return { problems: [tooDeep(file)] }
  if (read.kind === 'tree') {
    const unread = read.unread === undefined ? undefined : strayText({ file, text }, read.unread)
    const document = { file, format: 'json', text, root: read.root } as const
    return { document, problems, tolerant: true, ...present({ unread }) }
  }
  if (writing === 'data') return { problems: problems.length > 0 ? problems : [noStructure(file)] }
  return empty({ file, text, writing }, problems)
}

/** In code and in YAML, all of it may be commented out. */
function empty({ file, text }: Source, problems: readonly Problem[]): Structure {
  const origin: FileOrigin = { kind: 'file', file, pointer: '', start: 0, end: text.length }
  return {
    document: { file, format: 'json', text, root: { kind: 'object', members: [], origin } },
    problems,
    tolerant: true
  }
}

/** What Terraform sets itself, or fills into the definitions of other files. */
const SETS_VALUES =
  /^[ \t]{0,8}(?:(?:variable|resource|module)[ \t]{1,8}"?[\w-]{1,128}"?|locals)[ \t"\w-]{0,256}\{/m

function checkedFile(structure: Structure, writing: Dialect, modules?: TerraformModules): CheckedFile {
  const { document: read, partial, problems, tolerant, unread } = structure
  if (read === undefined || partial) return { kind: 'unreadable', problems }
  const given = workflowVariables(read.root, read.text)
  const isManifest = isCopilotManifest(read.file, read.text)
  const own = isManifest ? manifestVariables(read.root) : read.root
  const document: SourceDocument = given
    ? { ...read, root: given, written: read.root }
    : { ...read, root: normalize(own, modules) }
  const { file, text, root } = document
  const isVariables =
    isManifest ||
    isListOfPairs(root) ||
    isVariableFile(file) ||
    (writing === 'code' && SETS_VALUES.test(text))
  if (!holdsContainers(root) && !isVariables && !setsSecrets(root)) {
    const broken = problems.filter(({ code }) => code === 'invalid-json').slice(0, 1)
    // a workflow need not give anything to a container
    const missing = given ? [] : [holdsNothing(document)]
    return { kind: 'nothing', document, problems: [...broken, ...missing] }
  }
  const isPlain = writing === 'data' && !tolerant && root === read.root
  return {
    kind: isPlain && isDefinition(root) ? 'definition' : 'template',
    document,
    notes: problems.filter(({ code }) => code !== 'unknown-yaml-tag'),
    ...present({ unread })
  }
}

function notInterpreted(file: string): Problem {
  return userProblem(
    'not-interpreted',
    `${file} is a program or a script: what it makes is not known before it runs, and nothing in it was checked.`,
    'Check what it makes: the template of `cdk synth`, the plan of `pulumi preview --json`, the file that it writes.'
  )
}

/** strayText is the problem of a text that belongs to nothing, from the offset of its first character. */
export function strayText({ file, text }: Pick<Source, 'file' | 'text'>, offset: number): Problem {
  const place = placeFinder({ file, text })({ kind: 'file', file, pointer: '', start: offset, end: offset })
  const problem = userProblem(
    'not-read-whole',
    `${file}: a bracket or a text here belongs to nothing, so the file could not be read whole.`,
    'Correct what is around it. What was not read is not clean.'
  )
  return { ...problem, ...present({ place }) }
}

function tooDeep(file: string): Problem {
  return userProblem(
    'nested-too-deep',
    `${file}: brackets are nested deeper than ${maxDepth} levels.`,
    'Check that the path leads to a task definition.'
  )
}

function tooMuchYaml({ file, text }: Pick<Source, 'file' | 'text'>): Problem {
  return userProblem(
    'file-too-large',
    `${file} has ${text.length} characters; of YAML at most ${maxFileBytes} are read.`,
    'Split the file, or leave it out of the check.'
  )
}

function notText(file: string): Problem {
  return userProblem(
    'not-text',
    `${file} is not a text file.`,
    'Check that the path leads to a task definition.'
  )
}

function noStructure(file: string): Problem {
  return userProblem(
    'empty-file',
    `${file} holds no object and no list; a task definition was expected.`,
    'Check that the path leads to a task definition.'
  )
}

function holdsNothing({ file, text }: SourceDocument): Problem {
  return userProblem(
    'not-a-task-definition',
    `${file} holds no task definition and no container: nothing in it was checked.`,
    text.startsWith('version https://git-lfs.')
      ? 'It is a pointer of Git LFS: set lfs: true at actions/checkout, or run git lfs pull.'
      : 'A definition has "containerDefinitions"; a container has "image", "environment" or "secrets". Check the input "task-definition".'
  )
}

function userProblem(code: string, message: string, hint: string): Problem {
  return { code, fault: 'user', message, hint }
}
