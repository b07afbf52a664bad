import type { Definition, DefinitionEdit } from '../script/shell-values.ts'
import type { FoundDefinition } from './entry.ts'

/** A text in a task definition file that is replaced by an expression. */
export type Replaced = { readonly literal: string; readonly by: string }

/**
 * The inputs of a single step that replace the earlier steps: images by container, and variables of the template that
 * the file becomes.
 */
export type DefinitionInputs = {
  readonly images: readonly { readonly container?: string; readonly image: string }[]
  readonly variables: ReadonlyMap<string, string>
  readonly replaced: readonly Replaced[]
  /** Environment variables of one container. `addedTo` names it if it is not the only one. */
  readonly added: ReadonlyMap<string, string>
  readonly addedTo?: string
  /** Other inputs, by name. */
  readonly others: ReadonlyMap<string, string>
  /** The members that a script keeps, if it does not keep the whole task definition. */
  readonly picked?: readonly string[]
}

type Left = { readonly left: string }
type Collected = {
  images: DefinitionInputs['images'][number][]
  variables: Map<string, string>
  replaced: Replaced[]
  added: Map<string, string>
  addedTo?: string
  others: Map<string, string>
  picked?: readonly string[]
}

/**
 * definitionInputs expresses what render steps and scripts do to a task definition as inputs and a template, or returns
 * why that is not possible.
 */
export function definitionInputs(
  definition: Definition,
  file: FoundDefinition | undefined
): DefinitionInputs | Left {
  const all: Collected = {
    ...{ images: [], variables: new Map(), replaced: [] },
    ...{ added: new Map(), others: new Map() }
  }
  for (const edit of definition.edits) {
    const left = collect(edit, { file, all })
    if (left !== undefined) return { left }
  }
  const twice = all.images.some(({ image }) => all.replaced.some(({ literal }) => image.includes(literal)))
  return twice ? { left: 'scripts change parts of an image in several ways' } : all
}

function collect(
  edit: DefinitionEdit,
  { file, all }: { readonly file: FoundDefinition | undefined; readonly all: Collected }
): string | undefined {
  switch (edit.kind) {
    case 'render': {
      const { image, 'container-name': names = '' } = edit.step.with
      if (image === undefined) return undefined
      for (const name of names.split(',').map(one => one.trim()))
        all.images.push(name === '' ? { image } : { container: name, image })
      return undefined
    }
    case 'image': {
      const name = containerNamed(edit.container, file)
      if (name === undefined) return 'the container that gets the image cannot be determined statically'
      all.images.push(name === '' ? { image: edit.image } : { container: name, image: edit.image })
      return undefined
    }
    case 'text':
      return replace(edit, { file, all })
    case 'variable':
      return addVariable(edit, { file, all })
    case 'input':
      all.others.set(edit.name, edit.value)
      return undefined
    case 'picks':
      all.picked = edit.names
      return undefined
    case 'environment': {
      if (file === undefined)
        return 'a script fills variables into a definition that is not in the repository'
      const found = [...file.text.matchAll(/\$\{([A-Za-z_]\w*)\}|\$([A-Za-z_]\w*)/g)]
      for (const [literal, braced, bare = ''] of found) {
        const name = braced ?? bare
        if (edit.names !== undefined && !edit.names.includes(name)) continue
        const value = edit.valueOf(name)
        if (value === undefined) return `the value of ${name} cannot be determined statically`
        const left = replace({ literal, value, everywhere: true }, { file, all })
        if (left !== undefined) return left
      }
      return undefined
    }
  }
}

function addVariable(
  { container, name, value }: Extract<DefinitionEdit, { kind: 'variable' }>,
  { file, all }: { readonly file: FoundDefinition | undefined; readonly all: Collected }
): string | undefined {
  const to = containerNamed(container, file)
  if (to === undefined || (all.addedTo ?? to) !== to)
    return 'the container that gets the variables cannot be determined statically'
  if (/\bsecrets\./.test(value)) return `a script fills ${name} from secrets; move it with "migrate" first`
  if (value.includes('\n')) return `the value of ${name} has several lines; write it into the definition`
  all.addedTo = to
  all.added.set(name, value)
  return undefined
}

/** The name of a container. It is empty if the container is the only one, and undefined if it cannot be determined. */
function containerNamed(
  at: Extract<DefinitionEdit, { kind: 'image' }>['container'],
  file: FoundDefinition | undefined
): string | undefined {
  if ('name' in at) return at.name
  if (file === undefined || file.containers.length === 1) return at.index === 0 ? '' : undefined
  return file.containers[at.index]?.name
}

type Replacement = { readonly literal: string; readonly value: string; readonly everywhere: boolean }

function replace(
  { literal, value, everywhere }: Replacement,
  { file, all }: { readonly file: FoundDefinition | undefined; readonly all: Collected }
): string | undefined {
  if (file === undefined) return 'a script changes texts of a definition that is not in the repository'
  const known = all.replaced.find(one => one.literal === literal)
  const lines = file.text.split('\n').filter(line => line.includes(literal))
  if (lines.length === 0) return `a script replaces a text that ${file.file} does not have`
  if (!everywhere && lines.some(line => line.split(literal).length > 2))
    return `a script replaces only the first of several on a line of ${file.file}`
  const name = variableName(literal)
  if (name === undefined) return replaceInImages({ literal, value }, { file, all })
  const own = OF_AWS.find(([named, valued]) => named.test(name) && valued.test(value))
  if (known === undefined) all.replaced.push({ literal, by: `\${{ ${own ? own[2] : `vars.${name}`} }}` })
  if (own) return undefined
  if (/\bsecrets\./.test(value) && !lines.every(line => /image|arn:|awslogs/.test(line)))
    return `a script fills ${name} from secrets into ${file.file}; move it with "migrate" first`
  if (all.variables.has(name) && all.variables.get(name) !== value)
    return `a script gives ${name} two values in ${file.file}`
  all.variables.set(name, value)
  return undefined
}

/** Replaces a text that is not a placeholder but is part of an image, which the step then sets as input. */
function replaceInImages(
  { literal, value }: Pick<Replacement, 'literal' | 'value'>,
  { file, all }: { readonly file: FoundDefinition; readonly all: Collected }
): string | undefined {
  const count = (text: string) => text.split(literal).length - 1
  const images = file.containers.filter(({ image }) => count(image) > 0)
  const inImages = images.reduce((sum, { image }) => sum + count(image), 0)
  if (inImages < count(file.text)) return `a script replaces a text of ${file.file} that is not a placeholder`
  for (const { name, image } of images)
    all.images.push({ container: name, image: image.split(literal).join(value) })
  return undefined
}

/** Values that a template has built in, recognized by the placeholder's name and by the form of the value. */
const OF_AWS: readonly (readonly [name: RegExp, value: RegExp, expression: string])[] = [
  [/account/i, /account|^\d{12}$/i, 'aws.account'],
  [/region/i, /region|^[a-z]{2}(?:-[a-z]+)+-\d$/i, 'aws.region']
]

/** The name in a placeholder: `<IMAGE_TAG>`, `${TAG}`, `{{ tag }}`, `__TAG__`, `TAG_PLACEHOLDER`, `REPLACE_TAG`. */
function variableName(literal: string): string | undefined {
  const [, wrapped] =
    /^(?:\$?\{\{?|<+|__|%+|@+|\$\(?|#+)\s*([A-Za-z][\w-]*?)\s*(?:\}?\}|>+|__|%+|@+|\)|#+)?$/.exec(literal) ??
    []
  const bare = wrapped ?? (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/.test(literal) ? literal : undefined)
  if (bare === undefined) return undefined
  const name = bare
    .replaceAll('-', '_')
    .toUpperCase()
    .replace(/^(?:REPLACE|SED|PLACEHOLDER)_(?:ME_|WITH_|TARGET_)?/, '')
    .replace(/_(?:PLACEHOLDER|TO_REPLACE|REPLACE_ME)$/, '')
  return /^[A-Z]\w*$/.test(name) ? name : undefined
}
