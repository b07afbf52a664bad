import type { Problem } from '../../errors.ts'
import { loadDocument } from '../../files/document/load.ts'
import { placeFinder } from '../../files/document/place.ts'
import { childOf, stringOf, toJson } from '../../files/document/tree.ts'
import { type Beyond, discoverDefinitions, type Unread } from '../../files/find/discover.ts'
import { deploysOtherwise, type Otherwise } from '../../files/find/otherwise.ts'
import { trackedFiles, withoutRepository } from '../../files/git/git.ts'
import type { GitPlace } from '../../files/git/run-git.ts'
import { decodeText, maxCheckedBytes, readTextFile } from '../../files/read.ts'
import { openEntries } from '../../inputs/configuration/open-lines.ts'
import { readLayout } from '../../inputs/configuration/read-layout.ts'
import { resolveLayout } from '../../inputs/configuration/resolve-layout.ts'
import { isObject, type JsonObject, type JsonValue } from '../../json.ts'
import { present } from '../../present.ts'
import { type ParsedWorkflow, parseWorkflow } from './jobs.ts'
import { readWorkflows, type Workflow } from './workflow.ts'

/** What a command that adopts a repository may access. */
export type CommandPorts = GitPlace & {
  read(file: string): string
  exists(file: string): boolean
  /** Writes a file of the repository. With `isNew` it never overwrites one. Returns the problem if the write fails. */
  write(file: string, text: string, options: { readonly isNew: boolean }): Problem | undefined
  /** Registers what was read, so that no credential in it is printed. */
  learn(source: JsonObject): void
  /** Whether a text holds a credential that is recognizable without a name. */
  holdsCredential(text: string): boolean
}

/** The output of such a command, and its problems, which give the exit code. */
export type CommandResult = {
  /** What `--json` prints in addition to the problems. Form 1 of schema/command.schema.json. */
  readonly document?: object
  readonly lines: readonly string[]
  readonly problems: readonly Problem[]
}

/** A task definition file that a deploy takes. */
export type DefinitionFile = { readonly file: string; readonly family?: string }

/** What git tracks of a repository that deploys. */
export type Repository = {
  readonly workflows: readonly Workflow[]
  readonly definitions: readonly DefinitionFile[]
  /** Places that deploy to ECS, or seem to, and that are not read. */
  readonly otherwise: readonly Otherwise[]
  /** Files with task definitions that belong to another deployer: Terraform, CloudFormation, CDK. */
  readonly templates: readonly string[]
  /** Sentences about files that were not read or searched, and about templates that no deploy takes. */
  readonly notRead: readonly string[]
  /** What can hold task definitions and was not there to be searched. */
  readonly beyond: readonly Beyond[]
}

/**
 * readRepository reads the workflows and task definitions that git tracks. A file that cannot be read is a problem,
 * because what it deploys would be left out; one that was deleted in the working tree is skipped.
 */
export async function readRepository(
  ports: CommandPorts
): Promise<Repository | { readonly problems: readonly Problem[] }> {
  const tracked = trackedFiles(ports)
  if ('error' in tracked) return { problems: [withoutRepository(tracked.error, 'command')] }
  const problems: Problem[] = []
  const open = (file: string) =>
    readTextFile(ports.workspace, file, { limit: maxCheckedBytes, decode: decodeText })
  const read = (file: string) => {
    const opened = open(file)
    if ('text' in opened) return opened.text
    problems.push(...opened.problems.filter(({ code }) => code !== 'file-not-found'))
    return ''
  }
  const parsed: ParsedWorkflow[] = []
  const notRead: string[] = []
  for (const file of tracked.paths.filter(one => WORKFLOW.test(one))) {
    const text = read(file)
    const workflow = parseWorkflow(file, text)
    if (workflow !== undefined) {
      parsed.push(workflow)
      ports.learn(workflow.root)
    } else notRead.push(...(await whyBroken(file, text)))
  }
  const found = discoverDefinitions(ports.workspace, tracked)
  const candidates = found.files.filter(file => !WORKFLOW.test(file))
  const definitions: DefinitionFile[] = []
  for (const file of candidates.filter(one => PLAIN.test(one))) {
    const { definition, plain } = await readDefinition(file, read(file))
    if (isObject(plain)) ports.learn(plain)
    if (definition) definitions.push(definition)
  }
  const taken = new Set(definitions.map(({ file }) => file))
  const templates = candidates.filter(file => !taken.has(file))
  for (const one of found.unread) {
    const { code, message, hint } = one
    if (isClosed(one)) problems.push({ code, fault: 'user', message, ...present({ hint }) })
    else notRead.push(message)
  }
  if (problems.length > 0) return { problems }
  if (templates.length > 0)
    notRead.push(
      `Task definitions in templates, which a deploy does not take as files: ${templates.join(', ')}. "ecs-sealed-deploy check" reads them. To deploy what a service runs, write "task-definition: live" for it.`
    )
  const otherwise = deploysOtherwise(tracked.paths, file => {
    const opened = open(file)
    return 'text' in opened ? opened.text : ''
  })
  const workflows = readWorkflows(parsed)
  return { workflows, definitions, otherwise, templates, notRead, beyond: found.beyond }
}

const WORKFLOW = /^\.github\/(?:workflows\/[^/]+|actions\/(?:[^/]+\/)*action)\.ya?ml$/
const PLAIN = /\.(?:json[c5]?|ya?ml)$/i

function isClosed({ code }: Unread): boolean {
  return code === 'file-not-readable'
}

/** A workflow that is not valid YAML, which GitHub does not run either: what it would deploy is not known. */
async function whyBroken(file: string, text: string): Promise<readonly string[]> {
  const { problems } = await loadDocument(file, text)
  const [problem] = text === '' ? [] : problems
  // GitHub has nothing to run in one that is commented out
  if (problem === undefined || problem.code === 'empty-file') return []
  const line = problem.place === undefined ? '' : `:${problem.place.line}`
  return [
    `Not searched: ${file}${line} is a workflow that is not valid YAML, so what it deploys is not known. ${problem.message}`
  ]
}

/** A template, or a test's world, has task definitions somewhere in it, and is no file that a deploy takes. */
async function readDefinition(
  file: string,
  text: string
): Promise<{ readonly definition?: DefinitionFile; readonly plain?: JsonValue }> {
  const { document } = await loadDocument(file, text)
  if (document === undefined) return { definition: { file } }
  const root = childOf(document.root, 'taskDefinition') ?? document.root
  const isDefinition = ['containerDefinitions', 'family'].some(name => childOf(root, name) !== undefined)
  const family = stringOf(childOf(root, 'family'))
  const isFilledIn = family !== undefined && /\$\{(?!\{)/.test(family)
  const plain = toJson(document.root)
  return isDefinition && !isFilledIn ? { definition: { file, ...present({ family }) }, plain } : { plain }
}

/** What an existing configuration file has: services and files of any environment, and fields for all services. */
export type Configured = {
  readonly environments: readonly string[]
  readonly services: readonly string[]
  readonly files: readonly string[]
  readonly usual: readonly string[]
}

/** No configuration file. */
export const NOTHING_CONFIGURED: Configured = { environments: [], services: [], files: [], usual: [] }

/** readConfigured reads what a file configures. One that cannot be read sets nothing here; the check reports it. */
export async function readConfigured(file: string, ports: Pick<CommandPorts, 'read'>): Promise<Configured> {
  const text = ports.read(file)
  const { document } = await loadDocument(file, text)
  if (document?.root.kind !== 'object') return NOTHING_CONFIGURED
  const { layout } = readLayout({ document, place: placeFinder(document) })
  const environments = [...layout.environments.keys()]
  const entries = [undefined, ...environments].flatMap(name => resolveLayout(layout, name).services)
  // an environment whose task definition is a TODO has the service all the same
  const named = [...layout.environments.values()].flatMap(({ services }) =>
    [...services.values()].flatMap(({ values }) => stringOf(values.get('service')) ?? [])
  )
  return {
    environments,
    services: [...named, ...layout.services.keys(), ...entries.map(({ name }) => name), ...openEntries(text)],
    files: entries.flatMap(({ base }) => (base?.kind === 'file' ? [base.path] : [])),
    usual: [...(layout.defaults?.values.keys() ?? [])]
  }
}
