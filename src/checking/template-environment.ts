import type { JsonObject, JsonValue } from '../json.ts'
import type { RenderContexts, WithheldReason } from '../template/contexts.ts'

/** GitHub's own variables that hold nothing but what the run is about. Tokens and paths of files are not among them. */
const HARMLESS: ReadonlySet<string> = new Set(
  'ACTIONS ACTOR ACTOR_ID API_URL BASE_REF EVENT_NAME GRAPHQL_URL HEAD_REF JOB REF REF_NAME REF_PROTECTED REF_TYPE REPOSITORY REPOSITORY_ID REPOSITORY_OWNER REPOSITORY_OWNER_ID RETENTION_DAYS RUN_ATTEMPT RUN_ID RUN_NUMBER SERVER_URL SHA TRIGGERING_ACTOR WORKFLOW WORKFLOW_REF WORKFLOW_SHA'
    .split(' ')
    .map(name => `GITHUB_${name}`)
)

/** The job's own credentials and what is plainly called one: not given to templates, listed or not. */
const NEVER =
  /^(AWS_ACCESS_KEY_ID|ACTIONS_\w+|INPUT_.*)$|TOKEN|SECRET|PASSW|PASSPHRASE|PRIVATE|CREDENTIAL|API_?KEY|_PAT$/i

/** Members of the event that somebody types or sends, and that may be anything. */
const TYPED = ['inputs', 'client_payload'] as const

type Contexts = Pick<RenderContexts, 'env' | 'github' | 'withheld'>

/**
 * templateEnvironment gives templates the variables that `listed` names and GitHub's own harmless ones, and of what somebody typed
 * into a workflow (`inputs.NAME`, `client_payload.NAME`) the listed ones too. What is withheld is known by its name, so that an
 * expression that names it is an error and does not silently take its default.
 */
export function templateEnvironment(
  { env, github }: { readonly env: Readonly<Record<string, string>>; readonly github: JsonObject },
  listed: readonly string[]
): Contexts {
  const names = new Set(listed)
  const withheld = new Map<string, WithheldReason>()
  const given: Record<string, string> = {}
  for (const [name, value] of Object.entries(env)) {
    if (HARMLESS.has(name) || (names.has(name) && !NEVER.test(name))) given[name] = value
    else withheld.set(`env.${name.toLowerCase()}`, NEVER.test(name) ? 'credential' : 'unlisted')
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
      const isGiven = names.has(`${member}.${name}`) && !NEVER.test(name)
      if (!isGiven) {
        const reason = NEVER.test(name) ? 'credential' : 'unlisted'
        withheld.set(`github.event.${member}.${name.toLowerCase()}`, reason)
      }
      return isGiven
    })
    changed[member] = Object.fromEntries(entries)
  }
  return Object.keys(changed).length === 0 ? github : { ...github, event: { ...event, ...changed } }
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
