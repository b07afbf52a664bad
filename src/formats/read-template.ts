import {
  childOf,
  type DocumentNode,
  type FileOrigin,
  type LoadedDocument,
  maxDepth,
  maxFileBytes,
  type Origin,
  type SourceDocument
} from '../document/tree.ts'
import type { Problem } from '../errors.ts'
import { withActionVariables } from './action-variables.ts'
import { type CheckedFile, isDefinition, type Writing } from './checked-file.ts'
import { holdsContainers } from './containers.ts'
import { hoistStrays } from './hoist-strays.ts'
import { withLineFeeds } from './line-ends.ts'
import { normalize } from './normalize.ts'
import { isWhole, readYamlLike } from './read-yaml-like.ts'
import { hasScriptPairs } from './script-pairs.ts'
import { isShellScript } from './scripts-in.ts'
import { setsSecrets } from './task-resources.ts'
import { readTolerantly } from './tolerant/read.ts'

/** A file that is not a plain definition in JSON. */
export type TemplateSource = {
  readonly file: string
  readonly text: string
  readonly writing: Writing
}

type Structure = LoadedDocument & { readonly tolerant?: boolean }

/** A key that names a list of containers, or is one of a container alone. */
const NAMES_A_LIST = /(?:container_?definitions|\blogConfiguration|\bportMappings)["']?\s{0,8}[:=]/i

/** A workflow or a build that registers task definitions: its variables may be filled into them. */
const REGISTERS = /register-task-definition|amazon-ecs-(?:render|deploy)-task-definition/

/** The variables and locals of Terraform, which are filled into the definitions of other files. */
const TERRAFORM_VARIABLES = /^[ \t]{0,8}(?:variable[ \t]{1,8}"?[\w-]{1,128}"?|locals)[ \t]{0,8}\{/m

/** What a program calls to make a container, or a map of variables, whatever its containers are called. */
const PROGRAM_VARIABLES =
  /add_?(?:container|environment)\b|container_?definition|\b(?:environment|secrets)["']?[ \t]{0,8}(?:[:=][ \t]{0,8}(?:&?map)?[{[]|\()/i

function isOtherScript(file: string): boolean {
  return /\.(?:ps1|bat|cmd)$/i.test(file)
}

/** A program of the CDK or Pulumi, and a resource of Terraform, which may set a credential of something else. */
const INFRASTRUCTURE =
  /['"](?:aws-cdk-lib|@aws-cdk\/|@pulumi\/)|\b(?:import|from) (?:pulumi|aws_cdk)\b|amazon\.(?:aws)?cdk\b|\/(?:aws-cdk-go|pulumi)\/|^[ \t]{0,8}(?:resource|module)[ \t]{1,8}"/im

/** A text in quotes under the name of a credential. */
const SETS_TEXT =
  /(?:passw\w{0,16}|secret(?:_?(?:key|string|value))?|token|(?:api|access|private|master)_?key)["']?[ \t]{0,16}[:=][ \t]{0,16}["'`]\w/i

function setsVariables({ file, text, writing }: TemplateSource): boolean {
  if (writing !== 'data' && SETS_TEXT.test(text) && INFRASTRUCTURE.test(text)) return true
  if (writing === 'program') return PROGRAM_VARIABLES.test(text)
  // A shell script that registers task definitions, wherever it has them from.
  if (isShellScript(file) || isOtherScript(file)) return REGISTERS.test(text)
  return writing === 'code' && (/\.tfvars$/i.test(file) || TERRAFORM_VARIABLES.test(text))
}

/** readTemplate reads anything but a plain JSON definition; `strict` is the result of reading it as JSON, if tried. */
export async function readTemplate(
  source: TemplateSource,
  strict: LoadedDocument | undefined
): Promise<CheckedFile> {
  const text = withTexts(withLineFeeds(source.text), source.writing)
  return checkedFile(source, readStructure({ ...source, text }, strict))
}

/**
 * To YAML, `value: &tigerlily77` and `value: !tigerlily77` are the name of an anchor or a tag, and there is no value. A
 * function of CloudFormation has its arguments behind it.
 */
function withTexts(text: string, writing: Writing): string {
  return writing === 'data'
    ? text.replace(WIDE, spaces => ' '.repeat(spaces.length)).replace(NOTHING_BEHIND, '$1 $3$4')
    : text
}

/** No-break and wide spaces before the first word of a line: part of a text to YAML, and not seen by the eye. */
const WIDE = /^ *[\u00A0\u2007\u202F\u3000][ \u00A0\u2007\u202F\u3000]*/gm

const NOTHING_BEHIND =
  /^((?:([ \t]{0,256})(?:- )?|.{0,1024}[{,][ \t]{0,8})["']?(?:name|value)["']?:[ \t]{1,64})[&!]([^\s,{}]{6,256})([ \t]{0,64}(?:[},]|\n(?!\2(?:- )?[ \t])|$(?![\s\S])))/gim

function checkedFile(source: TemplateSource, read: Structure): CheckedFile {
  const { problems } = read
  const document = read.document && { ...read.document, text: source.text }
  if (document === undefined || read.partial) return { kind: 'unreadable', problems: worstFirst(problems) }
  const visible = normalize(withActionVariables(document.root, withLineFeeds(source.text)), source.writing)
  // Assignments of a batch file or of PowerShell are no members; its lines are read on their own.
  const isLines = isOtherScript(source.file) && !holdsContainers(visible)
  const root = isLines ? emptyRoot(document.root.origin) : read.tolerant ? hoistStrays(visible) : visible
  const normalized = { ...document, root }
  const isVariables = /\.tfvars\.json$/i.test(source.file)
  const isLost = isVariables || (read.tolerant && (NAMES_A_LIST.test(source.text) || setsVariables(source)))
  // A broken file that mentions containers is still read by its lines.
  const scripts = document.format === 'yaml' && (hasScriptPairs(source.text) || REGISTERS.test(source.text))
  if (!holdsContainers(visible) && !isLost && !scripts && !setsSecrets(root)) {
    // A shell script that is named is checked, whatever it does with task definitions.
    if (isShellScript(source.file))
      return {
        kind: 'template',
        document: { ...normalized, root: emptyRoot(root.origin) },
        notes: [],
        loose: 'scripts'
      }
    return {
      kind: 'nothing',
      // Its text is all that is needed: a glob may name many large files.
      document: { ...normalized, root: emptyRoot(root.origin) },
      problems: [...brokenJson(problems), holdsNothing(source)]
    }
  }
  const isPlain = source.writing === 'data' && !read.tolerant && root === document.root
  return {
    kind: isPlain && isDefinition(root) ? 'definition' : 'template',
    document: normalized,
    notes: problems.filter(
      ({ code }) => code !== 'unknown-yaml-tag' && !(code === 'not-an-object' && isShellScript(source.file))
    ),
    ...(read.tolerant ||
    isVariables ||
    (isTemplated(document, problems) && !(scripts && isWorkflow(document.root)))
      ? { loose: source.writing }
      : scripts
        ? { loose: 'scripts' as const }
        : {})
  }
}

/** What has omitted something before what has not. */
function worstFirst(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((a, b) => Number(isWhole([a])) - Number(isWhole([b])))
}

/**
 * YAML with directives of a template language may be valid by chance, with unintended names. `{{resolve:…}}` belongs to
 * CloudFormation.
 */
function isTemplated({ format, text }: SourceDocument, problems: readonly Problem[]): boolean {
  if (format !== 'yaml') return false
  return (
    problems.some(({ code }) => code === 'complex-yaml-key') || /<%|\{%|(?<!\$)\{\{(?!resolve:)/.test(text)
  )
}

/** In a script of a workflow, braces belong to whatever the script writes. */
function isWorkflow(root: DocumentNode): boolean {
  return childOf(root, 'jobs')?.kind === 'object'
}

function readStructure(source: TemplateSource, strict: LoadedDocument | undefined): Structure {
  if (source.writing !== 'data') return tolerantly(source, [])
  if (strict) return strict.document && !strict.partial ? strict : tolerantly(source, strict.problems)
  if (source.text.length > maxFileBytes) return { problems: [tooMuchYaml(source)], partial: true }
  const read = readYamlLike(source.file, source.text)
  if (isCommentedOut(source.text, read.problems))
    return { document: emptyCode(source.file, source.text), problems: [], tolerant: true }
  if (read.document) return { ...read, tolerant: !isWhole(read.problems) }
  // What is too large to be read is not read by another reader.
  return read.partial ? read : tolerantly(source, read.problems)
}

/** All that the file has is comments, which only the second reading looks at. */
function isCommentedOut(text: string, problems: readonly Problem[]): boolean {
  return problems.length > 0 && problems.every(({ code }) => code === 'empty-file') && /\S/.test(text)
}

function tolerantly({ file, text, writing }: TemplateSource, problems: readonly Problem[]): Structure {
  if (text.includes('\0')) return { problems: [notText(file)] }
  const dialect = writing === 'data' ? 'data' : 'code'
  const read = readTolerantly({ file, text, dialect, offset: 0, pointer: '' })
  switch (read.kind) {
    case 'too-deep':
      return { problems: [tooDeep(file)] }
    case 'nothing':
      // In code, all of it may be commented out; a shell script has commands.
      if (writing !== 'data' || isShellScript(file))
        return { document: emptyCode(file, text), problems, tolerant: true }
      return { problems: problems.length > 0 ? problems : [noStructure(file)] }
    case 'tree':
      return { document: { file, format: 'json', text, root: read.root }, problems, tolerant: true }
  }
}

function emptyCode(file: string, text: string): SourceDocument {
  const origin: FileOrigin = { kind: 'file', file, pointer: '', start: 0, end: text.length }
  return { file, format: 'json', text, root: emptyRoot(origin) }
}

function emptyRoot(origin: Origin): DocumentNode {
  return { kind: 'object', members: [], origin }
}

function tooDeep(file: string): Problem {
  return userProblem(
    'nested-too-deep',
    `${file}: brackets are nested deeper than ${maxDepth} levels.`,
    'Check that the path names a task definition.'
  )
}

function tooMuchYaml({ file, text }: TemplateSource): Problem {
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
    'Check that the path names a task definition.'
  )
}

function noStructure(file: string): Problem {
  return userProblem(
    'empty-file',
    `${file} holds no object and no list; a task definition was expected.`,
    'Check that the path names a task definition.'
  )
}

/** A file that was cut off may have lost what makes it a task definition. */
function brokenJson(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(({ code }) => code === 'invalid-json').slice(0, 1)
}

function holdsNothing({ file, text }: TemplateSource): Problem {
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
