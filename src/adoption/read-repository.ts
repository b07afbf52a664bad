import { loadDocument } from '../document/load.ts'
import { childOf, containersOf, stringOf, toJson } from '../document/tree.ts'
import type { Problem } from '../errors.ts'
import { isObject, type JsonObject, type JsonValue } from '../json.ts'
import { present } from '../present.ts'
import { discoverDefinitions } from '../workspace/discover.ts'
import { trackedFiles } from '../workspace/git.ts'
import { withCalls } from './calls.ts'
import type { FoundDefinition } from './entry.ts'
import { readWorkflow, type Workflow } from './workflow.ts'

/** What a command that adopts a repository may touch. */
export type CommandPorts = {
  readonly workspace: string
  read(file: string): string
  exists(file: string): boolean
  /** Writes a file of the repository, with `isNew` never over another one; gives the problem if it could not. */
  write(file: string, text: string, options: { readonly isNew: boolean }): Problem | undefined
  /** Hands over what was read, so that no credential in it is shown. */
  learn(source: JsonObject): void
}

/** What such a command has to say, and what went wrong; the exit code follows from that, where none is given. */
export type CommandResult = {
  /** What `--json` prints of it, beside the problems; form 1 of schema/command.schema.json. */
  readonly document?: object
  readonly lines: readonly string[]
  readonly problems: readonly Problem[]
  readonly exitCode?: number
}

/** readRepository reads the workflows and the task definitions that git tracks. What can't be read is passed over. */
export async function readRepository(ports: CommandPorts): Promise<
  | { readonly problems: readonly Problem[] }
  | {
      readonly workflows: readonly Workflow[]
      readonly definitions: readonly FoundDefinition[]
      /** Paths of all files that git tracks. */
      readonly files: ReadonlySet<string>
    }
> {
  const tracked = trackedFiles(ports.workspace)
  if ('problem' in tracked) return { problems: [tracked.problem] }
  const workflows = tracked.paths
    .filter(file => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(file))
    .flatMap(file => readWorkflow(file, ports.read(file)) ?? [])
  for (const { root } of workflows) ports.learn(root)
  const found = discoverDefinitions(ports.workspace, tracked)
  const known = new Set(workflows.map(({ file }) => file))
  const definitions = await Promise.all(
    found.files
      // a workflow that writes a definition in a script is no file of one
      .filter(file => !known.has(file) && /\.(?:json[c5]?|ya?ml)$/i.test(file))
      .map(async file => {
        const { definition, plain } = await readDefinition(file, ports.read(file))
        if (isObject(plain)) ports.learn(plain)
        return definition
      })
  )
  return { workflows: withCalls(workflows), definitions, files: new Set(tracked.paths) }
}

/** readDefinition reads what is needed of a task definition's file; of one that can't be read its text alone. */
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
