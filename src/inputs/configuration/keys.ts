import { CLUSTER, ECS_NAME, REGION, ROLE_ARN } from '../../arn.ts'
import { COSTLY_GLOB, GLOB } from '../../pattern.ts'

/**
 * The table of the keys that an entry of the configuration file accepts. The reader, the published schema
 * (`scripts/update-schema.mjs`) and the table in docs/configuration.md are based on it.
 */

/** The type of a key's value. `base` is a path, `live` or `{live: FAMILY}`. */
export type KeyKind = 'name' | 'text' | 'count' | 'list' | 'map' | 'base' | 'word' | 'toggle'

/** The properties of one key. `form` is the form of a value after its placeholders are filled in. */
export type KeyFact = {
  readonly kind: KeyKind
  /** Whether only services, only tasks, or both accept it. */
  readonly of: 'service' | 'task' | 'both'
  readonly form?: Pick<RegExp, 'test'>
  /** What is wrong with a value that has another form, if its example does not show it. */
  readonly wrong?: string
  /** Characters that it may contain in addition to `{service}` and `{environment}`, for the schema. */
  readonly characters?: string
  readonly words?: readonly string[]
  /** It states where a service is: an invalid value also stops runs without files, such as a rollback. */
  readonly locates?: true
  /** The member of UpdateService that it sets. */
  readonly member?: string
  readonly example: string
  readonly says: string
}

/** The keys of a service or task, in the order in which they are documented. */
export const ENTRY_KEYS = {
  service: {
    kind: 'name',
    of: 'service',
    form: ECS_NAME,
    characters: '\\w-',
    locates: true,
    example: 'shop-{environment}-api',
    says: 'Name of the ECS service. Default: the key of the entry'
  },
  'task-definition': {
    kind: 'base',
    of: 'both',
    example: '.aws/{service}-{environment}.json',
    says: 'Path of the file; `live` for the revision that the service runs, `{live: FAMILY}` for the newest active revision of a family'
  },
  cluster: {
    kind: 'name',
    of: 'both',
    form: CLUSTER,
    characters: '\\w:/-',
    locates: true,
    example: 'shop-{environment}',
    says: 'Cluster, by name or ARN'
  },
  region: {
    kind: 'name',
    of: 'both',
    form: REGION,
    characters: 'a-z0-9-',
    locates: true,
    example: 'us-west-2',
    says: 'AWS Region'
  },
  account: {
    kind: 'name',
    of: 'both',
    form: /^\d{12}$/,
    characters: '\\d',
    locates: true,
    example: '123456789012',
    says: 'AWS account; a run whose credentials are of another one stops before anything else'
  },
  'role-to-assume': {
    kind: 'name',
    of: 'both',
    form: ROLE_ARN,
    characters: '\\w+=,.@/:-',
    locates: true,
    example: 'arn:aws:iam::123456789012:role/deploy',
    says: 'ARN of the role to assume for this service; see the input `allowed-roles`'
  },
  'service-definition': {
    kind: 'name',
    of: 'service',
    characters: '\\w./-',
    example: '.aws/{service}-service.json',
    says: 'Service definition file of the service, as in the input of that name; with `{service}`, of the services that have one'
  },
  paths: {
    kind: 'list',
    of: 'both',
    form: GLOB,
    wrong: COSTLY_GLOB,
    example: '[src/**, Dockerfile]',
    says: 'Files that count as a change for `service: changed`, in addition to its file and entry: globs from the root of the repository; `!` excludes'
  },
  'desired-count': {
    kind: 'count',
    of: 'service',
    locates: true,
    member: 'desiredCount',
    example: '3',
    says: 'Desired number of tasks. Default: unchanged'
  },
  'on-secret-change': {
    kind: 'word',
    of: 'service',
    words: ['warn', 'redeploy'],
    example: 'redeploy',
    says: 'What a deploy does when the definition is unchanged, but a secret, a parameter or an environment file has changed since tasks started: `warn` (default) reports it; `redeploy` starts new tasks'
  },
  container: {
    kind: 'text',
    of: 'task',
    example: 'app',
    says: 'Container that `command` applies to. Default: the only container'
  },
  variables: {
    kind: 'map',
    of: 'both',
    example: '{LOG_GROUP: /ecs/app}',
    says: 'Values of `vars` in the template'
  },
  command: {
    kind: 'list',
    of: 'task',
    example: '[alembic, upgrade, head]',
    says: 'Command of the task, in place of the one in its definition'
  },
  run: {
    kind: 'word',
    of: 'task',
    words: ['before', 'manual'],
    example: 'before',
    says: '`before`: runs to completion before a service of `for` is updated; `manual` (default): is only checked'
  },
  for: {
    kind: 'list',
    of: 'task',
    example: '[api, worker]',
    says: 'Keys of the services that it runs before. Default: all'
  },
  'network-from': {
    kind: 'text',
    of: 'task',
    example: 'api',
    says: 'Key of the service whose subnets, security groups and launch type it uses. Default: the first of `for`'
  },
  schedules: {
    kind: 'toggle',
    of: 'task',
    example: 'true',
    says: 'EventBridge rules or EventBridge Scheduler schedules run the task: a deploy registers it, and those that run its family in its cluster get the new revision'
  }
} as const satisfies Readonly<Record<string, KeyFact>>

/** The name of a key of an entry. */
export type EntryKey = keyof typeof ENTRY_KEYS

/** keyFact returns the table row of a key. */
export function keyFact(key: EntryKey): KeyFact {
  return ENTRY_KEYS[key]
}

/** Whether an entry is for a service, for a task, or for all of them (`defaults`, an environment). */
export type EntrySort = 'service' | 'task' | 'general'

/** keysOf lists the keys that an entry of this sort accepts. */
export function keysOf(sort: EntrySort): readonly EntryKey[] {
  const all = Object.keys(ENTRY_KEYS) as EntryKey[]
  if (sort === 'general') return all.filter(key => ENTRY_KEYS[key].of !== 'task')
  return all.filter(key => ENTRY_KEYS[key].of === 'both' || ENTRY_KEYS[key].of === sort)
}

/** The top-level keys that apply to all services, and that `defaults` accepts too. */
export const TOP_ENTRY_KEYS = ['cluster', 'region', 'role-to-assume'] as const satisfies readonly EntryKey[]

/** The top-level keys of the file. */
export const TOP_KEYS = [
  'defaults',
  'services',
  'tasks',
  'environments',
  'order',
  'exceptions',
  'allowed-names',
  'optional-rules',
  ...TOP_ENTRY_KEYS
] as const

/** The keys of an exception. */
export const EXCEPTION_KEYS = ['file', 'container', 'variable', 'rule', 'reason', 'expires'] as const
/** The required keys of an exception. An exception without one of them has no effect. */
export const REQUIRED_EXCEPTION_KEYS = ['file', 'rule', 'reason', 'expires'] as const

/** The form of the key of a service, task or environment, and so of a name in `order` and in the input `service`. */
export const LOCAL_NAME = /^[A-Za-z0-9_-]{1,255}$/
