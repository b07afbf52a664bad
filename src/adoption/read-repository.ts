import { loadDocument } from '../document/load.ts'
import { childOf, stringOf } from '../document/tree.ts'
import type { Problem } from '../errors.ts'
import type { JsonObject } from '../json.ts'
import { present } from '../present.ts'
import { discoverDefinitions } from '../workspace/discover.ts'
import { trackedFiles } from '../workspace/git.ts'
import type { FoundDefinition } from './survey.ts'
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
  readonly lines: readonly string[]
  readonly problems: readonly Problem[]
  readonly exitCode?: number
}

/** readRepository reads the workflows and the task definitions that git tracks. What can't be read is passed over. */
export async function readRepository(
  ports: CommandPorts
): Promise<
  | { readonly problems: readonly Problem[] }
  | { readonly workflows: readonly Workflow[]; readonly definitions: readonly FoundDefinition[] }
> {
  const tracked = trackedFiles(ports.workspace)
  if ('problem' in tracked) return { problems: [tracked.problem] }
  const workflows = tracked.paths
    .filter(file => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(file))
    .flatMap(file => readWorkflow(file, ports.read(file)) ?? [])
  for (const { root } of workflows) ports.learn(root)
  const found = discoverDefinitions(ports.workspace, tracked)
  const definitions = await Promise.all(
    found.files
      .filter(file => /\.(?:json[c5]?|ya?ml)$/i.test(file))
      .map(async file => definitionOf(file, ports.read(file)))
  )
  return { workflows, definitions }
}

async function definitionOf(file: string, text: string): Promise<FoundDefinition> {
  const loaded = await loadDocument(file, text)
  const root = 'document' in loaded ? loaded.document.root : undefined
  const family = root && stringOf(childOf(root, 'family'))
  return { file, ...present({ family }) }
}
