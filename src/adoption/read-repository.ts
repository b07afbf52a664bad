import { loadDocument } from '../document/load.ts'
import { childOf, containersOf, stringOf, toJson } from '../document/tree.ts'
import type { Problem } from '../errors.ts'
import { isObject, type JsonObject, type JsonValue } from '../json.ts'
import { present } from '../present.ts'
import { type Discovered, discoverDefinitions, type Unread } from '../workspace/find/discover.ts'
import { trackedFiles, withoutRepository } from '../workspace/git/git.ts'
import type { GitPlace } from '../workspace/git/run-git.ts'
import { decodeText, maxCheckedBytes, readTextFile } from '../workspace/read.ts'
import { deploysElsewhere, type Elsewhere } from './survey/elsewhere.ts'
import type { FoundDefinition } from './survey/entry.ts'
import { guessedInput, resolveText } from './workflow/cell.ts'
import { inputRows } from './workflow/input-rows.ts'
import type { Texts } from './workflow/texts.ts'
import { type Job, readWorkflow, type Workflow } from './workflow/workflow.ts'

/** What a command that adopts a repository may access. */
export type CommandPorts = GitPlace & {
  read(file: string): string
  exists(file: string): boolean
  /** Writes a file of the repository. With `isNew` it never overwrites one. Returns the problem if the write fails. */
  write(file: string, text: string, options: { readonly isNew: boolean }): Problem | undefined
  /** Registers what was read, so that no credential in it is printed. */
  learn(source: JsonObject): void
  /** Removes from a line of a file what the detector would report in a log line. */
  clean(line: string): string
  /** Whether a text holds a credential that is recognizable without a name. */
  holdsCredential(text: string): boolean
}

/** The output of such a command, and its problems. The exit code follows from the problems unless it is set. */
export type CommandResult = {
  /** What `--json` prints in addition to the problems. Form 1 of schema/command.schema.json. */
  readonly document?: object
  readonly lines: readonly string[]
  /** Indexes of lines that show a file, which a terminal must not wrap. */
  readonly quoted?: ReadonlySet<number>
  readonly problems: readonly Problem[]
  readonly exitCode?: number
}

/** What can hold task definitions and was not searched: too large, outside the repository, not checked out. */
export type PassedOver = Pick<Discovered, 'unread' | 'beyond'> & {
  /** What deploys to ECS in a way that is not read. */
  readonly elsewhere: readonly Elsewhere[]
  /** Files with task definitions that no deploy takes, such as templates of CloudFormation and Terraform. */
  readonly templates: readonly string[]
}

/** Workflows that call workflows: deeper than GitHub allows is not followed. */
const DEEPEST = 10

/**
 * readRepository reads the workflows and the task definitions that Git tracks. A file that cannot be read is a problem,
 * because what it deploys would be left out; one that was deleted in the working tree is skipped.
 */
export async function readRepository(ports: CommandPorts): Promise<
  | { readonly problems: readonly Problem[] }
  | {
      readonly workflows: readonly Workflow[]
      readonly definitions: readonly FoundDefinition[]
      /** Paths of all files that Git tracks. */
      readonly files: ReadonlySet<string>
      readonly passedOver: PassedOver
    }
> {
  const tracked = trackedFiles(ports)
  if ('error' in tracked) return { problems: [withoutRepository(tracked.error, 'command')] }
  const texts = new RepositoryTexts(ports.workspace)
  const written = tracked.paths.filter(file => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(file))
  const broken: Unread[] = []
  const workflows: Workflow[] = []
  for (const file of written) {
    const text = texts.read(file)
    const workflow = readWorkflow(file, text)
    if (workflow) workflows.push(workflow)
    else broken.push(...(await brokenWorkflow(file, text)))
  }
  for (const { root } of workflows) ports.learn(root)
  const found = discoverDefinitions(ports.workspace, tracked)
  const known = new Set(workflows.map(({ file }) => file))
  // A workflow that writes a task definition in a script is not a task definition file.
  const candidates = found.files.filter(file => !known.has(file))
  const plainFiles = candidates.filter(file => PLAIN.test(file))
  const read = await Promise.all(plainFiles.map(file => readDefinition(file, texts.read(file))))
  for (const { plain } of read) if (isObject(plain)) ports.learn(plain)
  const definitions = read.flatMap(({ definition, plain }) => (isOther(plain) ? [] : [definition]))
  const taken = new Set(definitions.map(({ file }) => file))
  const templates = candidates.filter(file => !taken.has(file))
  const problems = [...texts.problems, ...found.unread.flatMap(closedProblem)]
  if (problems.length > 0) return { problems }
  const unread = found.unread.filter(one => closedProblem(one).length === 0)
  const elsewhere = deploysElsewhere(tracked.paths, file => texts.peek(file))
  const passedOver = {
    ...{ unread: [...broken, ...unread], beyond: found.beyond },
    ...{ elsewhere, templates }
  }
  return {
    workflows: withCalls(workflows),
    definitions,
    files: new Set(tracked.paths),
    passedOver
  }
}

const PLAIN = /\.(?:json[c5]?|ya?ml)$/i

/**
 * A template or a test's world has task definitions somewhere in it, and is no file that a deploy takes. Text that does
 * not parse may be one.
 */
function isOther(plain: JsonValue | undefined): boolean {
  if (plain === undefined) return false
  const inner = isObject(plain) && isObject(plain['taskDefinition']) ? plain['taskDefinition'] : plain
  return !isObject(inner) || (inner['containerDefinitions'] === undefined && inner['family'] === undefined)
}

/** A workflow that is not valid YAML, which GitHub does not run either: what it would deploy is not known. */
async function brokenWorkflow(file: string, text: string): Promise<readonly Unread[]> {
  const loaded = await loadDocument(file, text)
  const problem = 'problems' in loaded && text !== '' ? loaded.problems[0] : undefined
  if (problem === undefined) return []
  const line = problem.place === undefined ? '' : `:${problem.place.line}`
  return [
    {
      file,
      code: problem.code,
      message: `Not searched: ${file}${line} is a workflow that is not valid YAML, so what it deploys is not known. ${problem.message}`
    }
  ]
}

function closedProblem({ code, message, hint }: Unread): readonly Problem[] {
  return code === 'file-not-readable' ? [{ code, fault: 'user', message, ...present({ hint }) }] : []
}

/** Reads the files of a repository, and keeps why one could not be read. */
class RepositoryTexts {
  readonly problems: Problem[] = []
  readonly #workspace: string

  constructor(workspace: string) {
    this.#workspace = workspace
  }

  /** The text of a file that is only searched; empty if it cannot be read. */
  peek(file: string): string {
    const read = this.#open(file)
    return 'text' in read ? read.text : ''
  }

  /** The text of a file; empty if there is none. */
  read(file: string): string {
    const read = this.#open(file)
    if ('text' in read) return read.text
    this.problems.push(...read.problems.filter(({ code }) => code !== 'file-not-found'))
    return ''
  }

  #open(file: string): ReturnType<typeof readTextFile> {
    return readTextFile(this.#workspace, file, { limit: maxCheckedBytes, decode: decodeText })
  }
}

/**
 * readDefinition reads the required parts of a task definition file. If the file cannot be parsed, it returns only its
 * text.
 */
export async function readDefinition(
  file: string,
  text: string
): Promise<{ readonly definition: FoundDefinition; readonly plain: JsonValue | undefined }> {
  const loaded = await loadDocument(file, text)
  const root = 'document' in loaded ? loaded.document.root : undefined
  if (root === undefined) return { definition: { file, text, containers: [] }, plain: undefined }
  const containers = containersOf(root).map(container => ({
    name: stringOf(childOf(container, 'name')) ?? '',
    image: stringOf(childOf(container, 'image')) ?? ''
  }))
  const family = stringOf(childOf(root, 'family'))
  return { definition: { file, text, containers, ...present({ family }) }, plain: toJson(root) }
}

/**
 * withCalls adds to each reusable workflow the inputs that other workflows of the repository call it with, once for
 * each value that whoever starts the caller can choose. An input that depends on the run keeps its expression, so that
 * the default of the reusable workflow is not taken for it.
 */
export function withCalls(workflows: readonly Workflow[]): readonly Workflow[] {
  let known = workflows
  for (let depth = 0; depth < DEEPEST; depth++) {
    const next = withDirectCalls(known)
    if (next.every(({ calls }, at) => JSON.stringify(calls) === JSON.stringify(known[at]?.calls))) break
    known = next
  }
  return known
}

function withDirectCalls(workflows: readonly Workflow[]): readonly Workflow[] {
  const found = new Map<string, Map<string, Texts>>()
  for (const workflow of workflows)
    for (const job of workflow.jobs) {
      const [, file] = /^\.\/(\.github\/workflows\/[^@]+)$/.exec(job.uses ?? '') ?? []
      if (file === undefined) continue
      const calls = found.get(file) ?? new Map<string, Texts>()
      for (const given of callsOf(job, workflow)) calls.set(JSON.stringify(given), given)
      found.set(file, calls)
    }
  return workflows.map(workflow => ({ ...workflow, calls: [...(found.get(workflow.file)?.values() ?? [])] }))
}

function callsOf(job: Job, workflow: Workflow): readonly Texts[] {
  const rows = job.matrix.flatMap(combination => inputRows(workflow).map(row => ({ ...combination, ...row })))
  return rows.map(row =>
    Object.fromEntries(
      Object.entries(job.with).map(([name, text]): [string, string] => {
        const resolved = resolveText(text, { workflow, job, row })
        if ('open' in resolved)
          return [`inputs.${name}`, `\${{ ${resolved.unknown ?? resolved.open} in ${workflow.file} }}`]
        return [resolved.isGuess ? guessedInput(name) : `inputs.${name}`, resolved.value]
      })
    )
  )
}
