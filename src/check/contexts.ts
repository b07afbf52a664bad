import { partitionOf } from '../arn.ts'
import type { Problem } from '../errors.ts'
import { type ObjectNode, type Origin, toJson } from '../files/document/tree.ts'
import type { Layout } from '../inputs/configuration/layout.ts'
import type { ResolvedEntry } from '../inputs/configuration/resolve-layout.ts'
import type { CommonConfiguration } from '../inputs/configuration.ts'
import { isObject, type JsonObject, type JsonValue } from '../json.ts'
import type { ModePorts } from '../ports.ts'
import { present } from '../present.ts'
import { isNeverGiven, type RenderContexts, type WithheldReason } from '../template/expressions.ts'
import { type RenderMode, renderTree } from '../template/render.ts'
import type { DefinitionSource } from './source.ts'

/** GitHub's variables that only describe the run. Tokens and paths of files are not among them. */
const HARMLESS: ReadonlySet<string> = new Set(
  'ACTIONS ACTOR ACTOR_ID API_URL BASE_REF EVENT_NAME GRAPHQL_URL HEAD_REF JOB REF REF_NAME REF_PROTECTED REF_TYPE REPOSITORY REPOSITORY_ID REPOSITORY_OWNER REPOSITORY_OWNER_ID RETENTION_DAYS RUN_ATTEMPT RUN_ID RUN_NUMBER SERVER_URL SHA TRIGGERING_ACTOR WORKFLOW WORKFLOW_REF WORKFLOW_SHA'
    .split(' ')
    .map(name => `GITHUB_${name}`)
)

/** Members of the event that a user enters or sends, and that can contain anything. */
const TYPED = ['inputs', 'client_payload'] as const

type Contexts = Pick<RenderContexts, 'env' | 'github' | 'withheld'>

/**
 * contextsFor returns the names that a target's template may use. The account and the partition are known only to AWS.
 */
export function contextsFor(
  configuration: CommonConfiguration,
  target: Pick<DefinitionSource, 'service' | 'entry'> & {
    readonly site?: { readonly region: string; readonly cluster?: string }
  },
  ports: Pick<ModePorts, 'github' | 'env'>
): RenderContexts {
  const { variables } = configuration
  const { cluster, region } = target.site ?? configuration
  return {
    ...templateEnvironment(ports, configuration.env),
    vars: variables,
    service: present({ name: nameOf(target), key: target.service, cluster }),
    environment: present({ name: configuration.environment }),
    aws: region === undefined || region === '' ? {} : { region, partition: partitionOf(region) }
  }
}

/** The service's name in ECS. A task has no name, and the key of its entry is not one. */
function nameOf({ service, entry }: Pick<DefinitionSource, 'service' | 'entry'>): string | undefined {
  return entry?.kind === 'service' ? entry.name : service
}

type Environment = {
  readonly env: Readonly<Record<string, string>>
  readonly github: JsonObject
}

/**
 * templateEnvironment returns the variables that a template receives: those that `listed` contains, GitHub's harmless
 * ones and, of the values that a user entered into a workflow (`inputs.NAME`, `client_payload.NAME`), the listed ones.
 * Withheld variables are known by name, so an expression that uses one is an error instead of silently taking its
 * default.
 */
function templateEnvironment({ env, github }: Environment, listed: readonly string[]): Contexts {
  const names = new Set(listed)
  const withheld = new Map<string, WithheldReason>()
  const given: Record<string, string> = {}
  for (const [name, value] of Object.entries(env)) {
    if (HARMLESS.has(name) || (names.has(name) && !isNeverGiven(name))) given[name] = value
    else withheld.set(`env.${name.toLowerCase()}`, isNeverGiven(name) ? 'credential' : 'unlisted')
  }
  return { env: given, github: withoutTyped(github, names, withheld), withheld }
}

function withoutTyped(
  github: JsonObject,
  names: ReadonlySet<string>,
  withheld: Map<string, WithheldReason>
): JsonObject {
  const event = github['event']
  if (!isObject(event)) return github
  const changed: Record<string, JsonValue> = {}
  for (const member of TYPED) {
    const typed = event[member]
    if (!isObject(typed)) continue
    const entries = Object.entries(typed).filter(([name]) => {
      const isGiven = names.has(`${member}.${name}`) && !isNeverGiven(name)
      if (!isGiven) {
        const reason = isNeverGiven(name) ? 'credential' : 'unlisted'
        withheld.set(`github.event.${member}.${name.toLowerCase()}`, reason)
      }
      return isGiven
    })
    changed[member] = Object.fromEntries(entries)
  }
  return Object.keys(changed).length === 0 ? github : { ...github, event: { ...event, ...changed } }
}

/** The names that a template can use, with the variables of its entry. */
export type EntryContexts = { readonly contexts: RenderContexts; readonly problems: readonly Problem[] }

const NOWHERE: Origin = { kind: 'input', input: 'config' }

/**
 * contextsForEntry evaluates the expressions in an entry's `variables` and adds these to `vars`. The input `variables`
 * takes precedence over the file, whose variables can refer to those of the input.
 */
export async function contextsForEntry(
  entry: ResolvedEntry,
  layout: Layout,
  run: { readonly contexts: RenderContexts; readonly mode?: RenderMode }
): Promise<EntryContexts> {
  const { contexts, mode = 'strict' } = run
  if (entry.variables.size === 0) return { contexts, problems: [] }
  const members = [...entry.variables].map(([key, node]) => ({
    key,
    keyOrigin: node.origin,
    value: node
  }))
  const tree: ObjectNode = { kind: 'object', members, origin: NOWHERE }
  const { root, problems } = await renderTree({ root: tree, document: layout.document }, contexts, mode)
  const own: Record<string, JsonValue> = {}
  if (root.kind === 'object') for (const { key, value } of root.members) own[key] = toJson(value)
  return { contexts: { ...contexts, vars: { ...own, ...contexts.vars } }, problems }
}
