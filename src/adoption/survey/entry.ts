import { escapePattern } from '../../pattern.ts'
import { present } from '../../present.ts'
import { type Cell, resolveText } from '../workflow/cell.ts'
import { namesIn } from '../workflow/parse-choice.ts'
import { nameInRow } from '../workflow/run-names.ts'
import type { Texts } from '../workflow/texts.ts'
import type { DeploySite, SiteCells } from './find-sites.ts'

/** The paths whose change affects a service, and where they were read. */
export type FoundPaths = {
  readonly values: readonly string[]
  readonly from: string
  readonly isGuess?: true
  /** Why it is a guess, if the reason is not that its workflow deploys several services. */
  readonly why?: string
}

/** A task definition that was recognized by its content. */
export type FoundDefinition = {
  readonly file: string
  readonly text: string
  readonly family?: string
  readonly containers: readonly { readonly name: string; readonly image: string }[]
}

/** What is deployed to one environment under one local name, with the source of each value. */
export type SurveyEntry = {
  readonly key: string
  readonly environment?: EnvironmentWord & { readonly from: string; readonly isGuess?: true }
  readonly cells: SiteCells
  readonly paths?: FoundPaths
}

/** Words that name an environment. The words on one line mean the same environment. */
const WORDS: readonly (readonly string[])[] = [
  ['dev', 'develop', 'development'],
  ['test', 'testing'],
  ['qa'],
  ['uat'],
  ['stg', 'stage', 'staging'],
  ['preprod', 'preproduction'],
  ['beta'],
  ['prd', 'prod', 'production']
]

/** A word that names an environment, as it is written, and the environment that it means. */
type EnvironmentWord = { readonly word: string; readonly meaning: string }

/** knownValueOf returns a cell's value if it is known. */
export function knownValueOf(cell: Cell | undefined): string | undefined {
  return cell?.kind === 'known' ? cell.value : undefined
}

/**
 * inputsBehind returns what decides in a run what a place deploys: inputs of the workflow, as `inputs.NAME`, and
 * expressions that choose.
 */
export function inputsBehind({ cells }: DeploySite): readonly string[] {
  return Object.values(cells).flatMap(decidersOf)
}

const decidersOf = (cell: Cell | undefined) => (cell?.kind === 'known' ? (cell.by ?? []) : [])

/** madeFor returns the expressions that choose what a place deploys, with their values in its row. */
export function madeFor(site: DeploySite): Texts {
  const ofJob = resolveText(site.job.environment ?? '', site)
  const names = [...inputsBehind(site), ...('open' in ofJob ? [] : (ofJob.by ?? []))]
  return Object.fromEntries(
    names.flatMap(name => {
      const value = /^inputs\.[\w-]+$/.test(name) ? undefined : valueOfExpression(name, site)
      return value === undefined ? [] : [[name, value]]
    })
  )
}

/** valueOfExpression evaluates an expression as a step of a place sees it. */
export function valueOfExpression(expression: string, site: DeploySite): string | undefined {
  const resolved = resolveText(`\${{ ${expression} }}`, site)
  return 'open' in resolved ? undefined : resolved.value
}

/** entryOf derives the key and the environment of one place that deploys. */
export function entryOf(site: DeploySite): SurveyEntry {
  const { cells, job, workflow } = site
  const environment = environmentOf(site)
  const name = knownValueOf(cells.service) ?? stemOf(knownValueOf(cells['task-definition']) ?? job.name)
  return {
    key: localNameOf(name, environment?.word ?? environmentIn(workflow.file)?.word),
    ...present({ environment }),
    cells
  }
}

/**
 * Names and files determine the environment. A title or the job's `environment:`, which is often copied, is a guess.
 */
function environmentOf(site: DeploySite): SurveyEntry['environment'] {
  const { cells, job, workflow } = site
  const told = [cells['task-definition'], cells.live, cells.service, cells.cluster]
  for (const cell of told) {
    const word = cell?.kind === 'known' ? environmentIn(cell.value) : undefined
    if (cell && word) return { ...word, from: cell.from }
  }
  for (const cell of told) {
    const word = chosenEnvironment(cell, site)
    if (cell && word !== undefined) return { word, meaning: meaningOf(word), from: cell.from }
  }
  const { file, name = '' } = workflow
  const ofJob = jobEnvironmentOf(site)
  const fromJob = `${file}:${workflow.lineOf([...job.path, 'environment'])}`
  // An expression there was written to tell the environments apart. What is written around it does not decide.
  if (ofJob.isExpression) {
    const word = environmentIn(ofJob.value ?? '')
    return word && { ...word, from: fromJob, isGuess: true }
  }
  const [, base = ''] = /([^/]*)\.ya?ml$/.exec(file) ?? []
  const around: readonly (readonly [string, string])[] = [
    [base, file],
    [name, `${file}:${workflow.lineOf(['name'])}`],
    [ofJob.value ?? '', fromJob]
  ]
  for (const [text, from] of around) {
    const word = environmentIn(text)
    if (word) return { ...word, from, isGuess: true }
  }
  return undefined
}

const ENVIRONMENT_INPUT =
  /^(?:deploy(?:ment)?[-_]?)?(?:target[-_]?)?(?:env|environment|stage)(?:[-_]?name)?$/i

/**
 * The environment that a value comes from, if that is an option of an input: one that is named for it, or that is the
 * environment of the job.
 */
function chosenEnvironment(cell: Cell | undefined, site: DeploySite): string | undefined {
  const { job, workflow, row } = site
  const ofJob = namesIn((job.environment ?? '').replaceAll(/\$\{\{|\}\}/g, ' ')).map(nameInRow)
  for (const decider of decidersOf(cell)) {
    const names = namesIn(decider).map(nameInRow)
    const options = names.flatMap(name => {
      const input = name.replace('inputs.', '')
      const isIts = ENVIRONMENT_INPUT.test(input) || ofJob.includes(name)
      return isIts ? (workflow.choices[input] ?? []) : []
    })
    const values = [valueOfExpression(decider, site), ...names.map(name => row[name])]
    const word = values.find(value => value !== undefined && options.includes(value))
    if (word !== undefined) return word
  }
  return undefined
}

/**
 * jobEnvironmentOf returns the `environment:` of the job, with its expressions resolved. It has no value if that
 * depends on the run.
 */
export function jobEnvironmentOf({ job, workflow, row }: DeploySite): {
  readonly value?: string
  readonly isExpression: boolean
  /** What in it is not known. */
  readonly unknown?: string
} {
  const { environment: text = '' } = job
  const isExpression = text.includes('${{')
  const resolved = resolveText(text, { workflow, job, row })
  if ('open' in resolved) return { isExpression, unknown: resolved.unknown ?? resolved.open }
  return resolved.isGuess ? { isExpression } : { isExpression, value: resolved.value }
}

/**
 * entryOfFile returns the entry of a file that no workflow deploys. The file's family is the best guess at the service.
 */
export function entryOfFile(definition: FoundDefinition): SurveyEntry {
  const { file, family } = definition
  const environment = environmentOfFile(definition)
  const name = family !== undefined && !family.includes('$') ? family : stemOf(file)
  return {
    key: localNameOf(name, environment?.word),
    ...present({ environment }),
    cells: {
      service: { kind: 'known', value: name, from: `${file}, its family`, isGuess: true },
      'task-definition': { kind: 'known', value: file, from: file }
    }
  }
}

/**
 * withFamily adds the environment that the family of an entry's file says, where no name beside its step says one. What
 * is only guessed from around the step gives way.
 */
export function withFamily(entry: SurveyEntry, definitions: readonly FoundDefinition[]): SurveyEntry {
  if (entry.environment && !entry.environment.isGuess) return entry
  const file = knownValueOf(entry.cells['task-definition'])
  const definition = definitions.find(one => one.file === file)
  return { ...entry, ...present({ environment: definition && environmentOfFile(definition) }) }
}

/** The environment that the environment that the name of a file or of its family says. */
function environmentOfFile({ file, family = '' }: FoundDefinition): SurveyEntry['environment'] {
  const ofFile = environmentIn(file)
  if (ofFile) return { ...ofFile, from: file }
  const ofFamily = environmentIn(family)
  return ofFamily && { ...ofFamily, from: `${file}, its family` }
}

/** The file name without the parts that are common to all task definition files. */
function stemOf(file: string): string {
  const base = (file.split('/').at(-1) ?? file).replace(/\.[a-z0-9]+$/i, '')
  const stem = base
    .replaceAll(/(?:ecs[-_.])?task[-_.]?def(?:inition)?s?/gi, '')
    .replaceAll(/^[-_.]+|[-_.]+$/g, '')
  return stem.replaceAll('.', '-') || 'app'
}

/** environmentIn finds the last word of a name, a path or a title that names an environment. */
export function environmentIn(text: string): EnvironmentWord | undefined {
  const words = text.toLowerCase().split(/[^a-z0-9]+/)
  const word = words.findLast(one => WORDS.some(line => line.includes(one)))
  return word === undefined ? undefined : { word, meaning: meaningOf(word) }
}

/**
 * meaningOf returns one name for all words of an environment. A word that names no environment is returned unchanged.
 */
export function meaningOf(word: string): string {
  const line = WORDS.find(words => words.includes(word.toLowerCase()))
  return line?.at(-1) ?? word
}

/** patternOf replaces the environment's name with `{environment}` wherever it is a separate word. */
export function patternOf(text: string, environment: string): string {
  return text.replaceAll(
    new RegExp(`(?<![A-Za-z0-9{])${escapePattern(environment)}(?![A-Za-z0-9}])`, 'g'),
    '{environment}'
  )
}

/**
 * localNameOf derives a local name from the name of a service: without its environment and without a generic suffix
 * such as `service`.
 */
export function localNameOf(service: string, word: string | undefined): string {
  const bare = word === undefined ? service : patternOf(service, word).replaceAll('{environment}', '')
  const parts = bare.split(/[-_]/).filter(part => part !== '' && part.toLowerCase() !== word)
  const last = parts.at(-1)?.toLowerCase()
  const rest = parts.length > 1 && (last === 'service' || last === 'svc') ? parts.slice(0, -1) : parts
  return rest.join('-') || service
}
