import { type LoadedDocument, maxDepth, maxFileBytes } from '../document/loaded.ts'
import type { SourceDocument } from '../document/tree.ts'
import type { Problem } from '../errors.ts'
import { type CheckedFile, holdsContainers, isDefinition, type Writing } from './checked-file.ts'
import { hoistStrays } from './hoist-strays.ts'
import { withLineFeeds } from './line-ends.ts'
import { normalise } from './normalise.ts'
import { isWhole, readYamlLike } from './read-yaml-like.ts'
import { hasScriptPairs } from './script-pairs.ts'
import { readTolerantly } from './tolerant/read.ts'

/** A file that is not a plain definition in JSON. */
export type TemplateSource = { readonly file: string; readonly text: string; readonly writing: Writing }

type Structure = LoadedDocument & { readonly tolerant?: boolean }

/** A key that names a list of containers. */
const NAMES_A_LIST = /container_?definitions["']?\s{0,8}[:=]/i

/**
 * readTemplate reads anything but a plain JSON definition; `strict` is the result of reading it as JSON, if that was
 * tried.
 */
export function readTemplate(source: TemplateSource, strict: LoadedDocument | undefined): CheckedFile {
  const read = readStructure({ ...source, text: withLineFeeds(source.text) }, strict)
  const { problems } = read
  const document = read.document && { ...read.document, text: source.text }
  if (document === undefined || read.partial) return { kind: 'unreadable', problems }
  const visible = normalise(document.root, source.writing)
  const root = read.tolerant ? hoistStrays(visible) : visible
  const normalised = { ...document, root }
  const isLost = read.tolerant && source.writing === 'data' && NAMES_A_LIST.test(source.text)
  // A broken file that mentions containers is still read by its lines.
  const scripts = document.format === 'yaml' && hasScriptPairs(source.text)
  if (!holdsContainers(visible) && !isLost && !scripts) {
    return { kind: 'nothing', document: normalised, problems: [holdsNothing(source.file)] }
  }
  const isPlain = source.writing === 'data' && !read.tolerant && root === document.root
  return {
    kind: isPlain && isDefinition(root) ? 'definition' : 'template',
    document: normalised,
    notes: problems.filter(({ code }) => code !== 'unknown-yaml-tag'),
    ...(read.tolerant || isTemplated(document, problems)
      ? { loose: source.writing }
      : scripts
        ? { loose: 'scripts' as const }
        : {})
  }
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

function readStructure(source: TemplateSource, strict: LoadedDocument | undefined): Structure {
  if (source.writing === 'code') return tolerantly(source, [])
  if (strict) return strict.document && !strict.partial ? strict : tolerantly(source, strict.problems)
  // The YAML package takes seconds for a megabyte of invalid text; CloudFormation itself accepts no larger template.
  if (source.text.length > maxFileBytes) return { problems: [tooLarge(source)] }
  const read = readYamlLike(source.file, source.text)
  return read.document ? { ...read, tolerant: !isWhole(read.problems) } : tolerantly(source, read.problems)
}

function tolerantly({ file, text, writing }: TemplateSource, problems: readonly Problem[]): Structure {
  if (text.includes('\0')) return { problems: [notText(file)] }
  const read = readTolerantly({ file, text, dialect: writing, offset: 0, pointer: '' })
  switch (read.kind) {
    case 'too-deep':
      return { problems: [tooDeep(file)] }
    case 'nothing':
      return { problems: problems.length > 0 ? problems : [noStructure(file)] }
    case 'tree':
      return { document: { file, format: 'json', text, root: read.root }, problems, tolerant: true }
  }
}

function tooDeep(file: string): Problem {
  return userProblem(
    'nested-too-deep',
    `${file}: brackets are nested deeper than ${maxDepth} levels.`,
    'Check that the path names a task definition.'
  )
}

function tooLarge({ file, text }: TemplateSource): Problem {
  const message = `${file} has ${text.length} characters; of YAML at most ${maxFileBytes} are read.`
  return userProblem('file-too-large', message, 'Check that the path names a task definition.')
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

function holdsNothing(file: string): Problem {
  return userProblem(
    'not-a-task-definition',
    `${file} holds no task definition and no container: nothing in it was checked.`,
    'A definition has "containerDefinitions"; a container has "image", "environment" or "secrets". Check the input "task-definition".'
  )
}

function userProblem(code: string, message: string, hint: string): Problem {
  return { code, fault: 'user', message, hint }
}
