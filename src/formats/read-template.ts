import { type LoadedDocument, maxDepth } from '../document/loaded.ts'
import {
  childOf,
  type DocumentNode,
  type FileOrigin,
  type Member,
  type SourceDocument
} from '../document/tree.ts'
import type { Problem } from '../errors.ts'
import { withActionVariables } from './action-variables.ts'
import {
  type CheckedFile,
  hasContainerList,
  isDefinition,
  looksLikeContainer,
  type Writing
} from './checked-file.ts'
import { holdsContainers, isPair } from './containers.ts'
import { withLineFeeds } from './line-ends.ts'
import { normalize } from './normalize.ts'
import { isWhole, type ReadPart, readYamlLike } from './read-yaml-like.ts'
import { hasScriptPairs } from './script-pairs.ts'
import { setsSecrets } from './task-resources.ts'
import { readTolerantly } from './tolerant/read.ts'

/** A file that is not a plain definition in JSON. */
export type TemplateSource = {
  readonly file: string
  readonly text: string
  readonly writing: Writing
  /** How to read YAML that is too large to be read at once. */
  readonly readPart?: ReadPart
}

type Structure = LoadedDocument & { readonly tolerant?: boolean }

/** A key that names a list of containers. */
const NAMES_A_LIST = /container_?definitions["']?\s{0,8}[:=]/i

/** A workflow or a build that registers task definitions: its variables may be filled into them. */
const REGISTERS = /register-task-definition|amazon-ecs-(?:render|deploy)-task-definition/

/** The variables and locals of Terraform, which are filled into the definitions of other files. */
const TERRAFORM_VARIABLES = /^[ \t]{0,8}(?:variable[ \t]{1,8}"?[\w-]{1,128}"?|locals)[ \t]{0,8}\{/m

/** What a program calls to make a container, or a map of variables, whatever its containers are called. */
const PROGRAM_VARIABLES =
  /add_?(?:container|environment)\b|container_?definition|\b(?:environment|secrets)["']?[ \t]{0,8}(?:[:=][ \t]{0,8}(?:&?map)?[{[]|\()/i

function setsVariables({ file, text, writing }: TemplateSource): boolean {
  if (writing === 'program') return PROGRAM_VARIABLES.test(text)
  // A shell script that registers task definitions, wherever it has them from.
  if (/\.(?:(?:ba|z)?sh|ps1|bat|cmd)$/i.test(file)) return REGISTERS.test(text)
  return writing === 'code' && (/\.tfvars$/i.test(file) || TERRAFORM_VARIABLES.test(text))
}

/** readTemplate reads anything but a plain JSON definition; `strict` is the result of reading it as JSON, if tried. */
export function readTemplate(source: TemplateSource, strict: LoadedDocument | undefined): CheckedFile {
  const read = readStructure({ ...source, text: withLineFeeds(source.text) }, strict)
  const { problems } = read
  const document = read.document && { ...read.document, text: source.text }
  if (document === undefined || read.partial) return { kind: 'unreadable', problems: worstFirst(problems) }
  const visible = normalize(withActionVariables(document.root, withLineFeeds(source.text)), source.writing)
  const root = read.tolerant ? hoistStrays(visible) : visible
  const normalized = { ...document, root }
  const isVariables = /\.tfvars\.json$/i.test(source.file)
  const isLost = isVariables || (read.tolerant && (NAMES_A_LIST.test(source.text) || setsVariables(source)))
  // A broken file that mentions containers is still read by its lines.
  const scripts = document.format === 'yaml' && (hasScriptPairs(source.text) || REGISTERS.test(source.text))
  if (!holdsContainers(visible) && !isLost && !scripts && !setsSecrets(root)) {
    return {
      kind: 'nothing',
      document: normalized,
      problems: [...brokenJson(problems), holdsNothing(source)]
    }
  }
  const isPlain = source.writing === 'data' && !read.tolerant && root === document.root
  return {
    kind: isPlain && isDefinition(root) ? 'definition' : 'template',
    document: normalized,
    notes: problems.filter(({ code }) => code !== 'unknown-yaml-tag'),
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
  const read = readYamlLike(source.file, source.text, source.readPart)
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
      // In code, all of it may be commented out.
      if (writing !== 'data') return { document: emptyCode(file, text), problems, tolerant: true }
      return { problems: problems.length > 0 ? problems : [noStructure(file)] }
    case 'tree':
      return { document: { file, format: 'json', text, root: read.root }, problems, tolerant: true }
  }
}

function emptyCode(file: string, text: string): SourceDocument {
  const origin: FileOrigin = { kind: 'file', file, pointer: '', start: 0, end: text.length }
  return { file, format: 'json', text, root: { kind: 'object', members: [], origin } }
}

function tooDeep(file: string): Problem {
  return userProblem(
    'nested-too-deep',
    `${file}: brackets are nested deeper than ${maxDepth} levels.`,
    'Check that the path names a task definition.'
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

/**
 * hoistStrays moves what a missing or surplus bracket has misplaced (a container inside a container, a variable next to
 * its list, members inside a list of variables) next to the tree, in a form that is checked. Origins are kept. Returns
 * the same tree if nothing is misplaced.
 */
function hoistStrays(root: DocumentNode): DocumentNode {
  const strays: DocumentNode[] = []
  const rest = withoutStrays(root, strays)
  if (strays.length === 0) return rest
  return { kind: 'array', items: [rest, ...strays.map(shaped)], origin: root.origin }
}

function withoutStrays(node: DocumentNode, strays: DocumentNode[]): DocumentNode {
  if (node.kind === 'array') return withoutStrayItems(node, strays)
  if (node.kind !== 'object') return node
  let changed = false
  const members: Member[] = []
  for (const member of node.members) {
    const value = withoutStrays(member.value, strays)
    const isStray = member.key === '' && (value.kind === 'object' || value.kind === 'array')
    changed ||= isStray || value !== member.value
    if (isStray) strays.push(value)
    else members.push(value === member.value ? member : { ...member, value })
  }
  return changed ? { ...node, members } : node
}

/** A list of variables may contain only variables, and a list of containers no variables. */
function withoutStrayItems(
  node: Extract<DocumentNode, { kind: 'array' }>,
  strays: DocumentNode[]
): DocumentNode {
  const holdsContainers = node.items.some(isContainer)
  const holdsPairs = node.items.some(item => isPair(item) && !isContainer(item))
  let changed = false
  const items: DocumentNode[] = []
  for (const item of node.items) {
    const own = withoutStrays(item, strays)
    const isStray =
      own.kind === 'object' && holdsPairs && (isContainer(own) ? true : holdsContainers || !isPair(own))
    changed ||= isStray || own !== item
    if (isStray) strays.push(own)
    else items.push(own)
  }
  return changed ? { ...node, items } : node
}

function isContainer(node: DocumentNode): boolean {
  return looksLikeContainer(node) || hasContainerList(node)
}

function shaped(stray: DocumentNode): DocumentNode {
  const { origin } = stray
  const under = (key: string, value: DocumentNode): DocumentNode => ({
    kind: 'object',
    members: [{ key, keyOrigin: origin, value }],
    origin
  })
  const items = stray.kind === 'array' ? stray.items : [stray]
  const list: DocumentNode = { kind: 'array', items, origin }
  if (items.every(item => isPair(item) && !isContainer(item))) return under('environment', list)
  if (items.some(hasContainerList)) return stray
  return under('containerDefinitions', list)
}
