import { isObject, type JsonObject, type JsonValue } from '../../json.ts'
import { present } from '../../present.ts'
import type { AppSpecSource } from '../../rollout/codedeploy/appspec.ts'
import type { Account, LiveDefinition, ServiceState, Site } from '../../rollout/ports.ts'
import type { Difference } from './compare.ts'

/** What happens to a definition: a new revision is registered, or an equal existing one is used. */
export type Registration =
  | {
      readonly kind: 'register'
      readonly because: 'first-revision' | 'changed' | 'inactive' | 'not-compared'
    }
  | { readonly kind: 'reuse'; readonly arn: string }

/** A definition to register once, however many services use it. */
export type DefinitionPlan = {
  readonly id: string
  /** Where it is registered; services in two Regions that share a file need a revision in each. */
  readonly account: Account
  /** Where it runs without a service: as a one-off task, or by a rule or schedule. Absent if no cluster is named. */
  readonly cluster?: string
  readonly family: string
  readonly files: readonly string[]
  /** The definition as it will be sent: rendered, with overrides, every reference a full ARN. */
  readonly definition: JsonObject
  readonly registration: Registration
  /** The resolved references of the file; absent for a revision that is deployed unchanged. */
  readonly references?: readonly PlannedReference[]
  /**
   * Compared with the running revision, or else with the family's latest; contains no value that could be a credential.
   */
  readonly differences: readonly Difference[]
  readonly notKept: readonly string[]
  readonly comparedWith?: string
  /** The family's newest revision when the plan was made, or 0: compared with the state after a lost response. */
  readonly latestRevision: number
  /** Rules and schedules that run the family get the new revision. */
  readonly schedules?: true
  /** The input `run-task` runs one task of it before any service is updated. */
  readonly runsTask?: true
  /** The commit to record in the new revision; absent if not requested, or unknown. */
  readonly record?: CommitRecord
}

/** A reference as written in the file, in canonical form, and the full ARN that ECS gets. Contains only names. */
export type PlannedReference = {
  readonly container?: string
  /** The variable or option that it sets. */
  readonly name: string
  readonly written: string
  readonly arn: string
}

/** What happens to a service. */
export type ServiceAction =
  | { readonly kind: 'unchanged' }
  /** The wanted revision is already being rolled out (an earlier run was interrupted): watch it, start nothing. */
  | { readonly kind: 'follow'; readonly deploymentId: string }
  /** `others` are settings that change with it. */
  | {
      readonly kind: 'scale'
      readonly from: number
      readonly to: number
      readonly others?: readonly string[]
    }
  /** Settings of the service that change without a new deployment. */
  | { readonly kind: 'settings'; readonly members: readonly string[] }
  /** The deployment is paused: its pauses are ended, or, if none is left, it is only watched. */
  | { readonly kind: 'continue'; readonly deployment: OpenDeployment }
  /** The deployment in progress is rolled back to `to`, an ARN; with `isInProgress`, ECS does so already: watch it. */
  | {
      readonly kind: 'stop'
      readonly deployment: OpenDeployment
      readonly to: string
      readonly isInProgress?: true
    }
  /** The service does not exist in ECS and is created from its service definition. */
  | { readonly kind: 'create' }
  | {
      readonly kind: 'update'
      readonly because: 'new-definition' | 'forced' | 'retry-failed' | 'settings'
      readonly forceNewDeployment: boolean
    }
  /**
   * The same revision, whose image or secrets have changed or may have changed since its tasks started; `why` states
   * which, and how that is known.
   */
  | {
      readonly kind: 'update'
      readonly because: 'image' | 'old-value'
      readonly why: string
      readonly forceNewDeployment: true
    }

/**
 * wantsNewTasks returns whether the same revision is deployed for a reason that the service itself does not show: its
 * image or a value that its tasks read has changed.
 */
export function wantsNewTasks(action: ServiceAction): boolean {
  return action.kind === 'update' && (action.because === 'image' || action.because === 'old-value')
}

/** A deployment in progress, and its pauses if it has any. */
export type OpenDeployment = {
  readonly id: string
  /** ARN of its revision; empty if ECS does not return it. */
  readonly taskDefinition: string
  /** ARN of its record; absent if it was not read. */
  readonly arn?: string
  readonly hookIds: readonly string[]
  readonly stage?: string
  /** Milliseconds since 1970. */
  readonly createdAt?: number
}

export type ServicePlan = {
  /** The name of the service in ECS. */
  readonly service: string
  /** Its key in the configuration file, if it differs from the name. */
  readonly key?: string
  readonly site: Site
  readonly file: string
  readonly definitionId: string
  readonly action: ServiceAction
  /** The service as it was when the plan was made. */
  readonly before: ServiceState
  /** ARN of the revision that the service ran when the plan was made; empty for a service that is created. */
  readonly previousTaskDefinitionArn: string
  /**
   * Where the previous revision contains plaintext credentials, e.g. `DB_PASSWORD of container app`; a rollback would
   * bring them back.
   */
  readonly previousPlaintext: readonly string[]
  /** Members of CreateService, for a service that does not exist yet. */
  readonly creation?: JsonObject
  /** Its wave, starting at 1; absent if no order was requested. */
  readonly wave?: number
  /** The settings that it is to have, in the form of UpdateService. */
  readonly settings?: JsonObject
  /**
   * Which of its tasks might hold an old value of a secret or of an environment file, although nothing is planned for
   * it, and what starts new ones; without a period.
   */
  readonly oldValue?: string
  /** The input of CodeDeploy, for services that it deploys. */
  readonly appSpec?: AppSpecSource
}

/** A task of the configuration file that runs to completion before any service is updated. */
export type TaskPlan = {
  readonly key: string
  readonly file: string
  readonly definitionId: string
  readonly cluster: string
  /** Keys of the services that it precedes; empty for all. */
  readonly for: readonly string[]
  /** In the form of RunTask. */
  readonly containerOverrides: readonly JsonObject[]
  /** The service whose network and capacity it uses, in the form of DescribeServices or CreateService. */
  readonly home?: JsonObject
}

/** A task before it is known which definition it shares. */
export type WantedTask = Omit<TaskPlan, 'definitionId' | 'file'>

/** Everything that a deploy will do; `plan` prints it and stops, `deploy` carries it out. */
export type Plan = {
  readonly definitions: readonly DefinitionPlan[]
  readonly services: readonly ServicePlan[]
  /** Tasks that run first, one after the other. */
  readonly tasks?: readonly TaskPlan[]
}

/** A definition to deploy; `state` is the state of the service that will run it. */
export type Wanted = {
  readonly file: string
  readonly family: string
  /** A definition that is only registered has no cluster. */
  readonly site: Account & { readonly cluster?: string }
  readonly definition: JsonObject
  readonly state?: ServiceState
  /** The key of the service in this project. */
  readonly key?: string
  readonly task?: WantedTask
  /** Rules and schedules run it and get the new revision. */
  readonly schedules?: true
  /** The registered revision itself, if it is deployed unchanged; nothing is registered then. */
  readonly existing?: LiveDefinition
  /** A deployment of the service, in progress or completed, that already does what is wanted, and is watched. */
  readonly following?: string
  /** The settings that the service is to have, in the form of UpdateService. */
  readonly settings?: JsonObject
  /** The members of CreateService, if `state` represents a service that does not exist. */
  readonly creation?: JsonObject
}

/** The planner's input: what is wanted, and what ECS has of it. */
export type PlanSubject = Wanted & {
  /** The family's latest ACTIVE revision; undefined for a new family. */
  readonly latest?: LiveDefinition
  /** The revision that the service runs; undefined if ECS no longer has it. */
  readonly current?: LiveDefinition
  readonly previousPlaintext: readonly string[]
  /** Reading revisions is denied (ecs:DescribeTaskDefinition), so neither is known. */
  readonly notCompared?: true
}

/** definitionIn returns a definition of a plan by its id; empty if the plan has none. */
export function definitionIn(
  { definitions }: Pick<Plan, 'definitions'>,
  definitionId: string | undefined
): JsonObject {
  return definitions.find(({ id }) => id === definitionId)?.definition ?? {}
}

/**
 * The tag in which a revision records the commit that it was made from. It is not part of the definition: it is never
 * compared, and never copied into a definition derived from this one.
 */
const COMMIT_TAG = 'ecs-sealed-deploy'

/** The contents of the tag. */
export type CommitRecord = {
  /** Full commit ID. */
  readonly commit: string
  /** Shows whether the revision is still the one that was registered, and not a modified copy. */
  readonly fingerprint: string
  /** The environment that it was registered for. */
  readonly environment?: string
}

/** ECS's limit for the number of tags on a resource. */
const MOST_TAGS = 50

/**
 * withCommitTag adds the tag to the definition, replacing an existing one; unchanged if there is no record, or no room
 * for the tag.
 */
export function withCommitTag(definition: JsonObject, record: CommitRecord | undefined): JsonObject {
  const own = withoutCommitTag(definition)
  if (record === undefined) return own
  const tags = Array.isArray(own['tags']) ? (own['tags'] as readonly JsonValue[]) : []
  const { commit, fingerprint, environment } = record
  const scope = environment === undefined ? '' : ` environment=${environment}`
  const value = `commit=${commit} definition=${fingerprint}${scope}`
  if (tags.length >= MOST_TAGS) return own
  return { ...own, tags: [...tags, { key: COMMIT_TAG, value }] }
}

/** withoutCommitTag removes the tag, and the list if it is empty then. */
export function withoutCommitTag(definition: JsonObject): JsonObject {
  const { tags, ...rest } = definition
  if (!Array.isArray(tags) || !tags.some(isCommitTag)) return definition
  const others = (tags as readonly JsonValue[]).filter(tag => !isCommitTag(tag))
  return others.length === 0 ? rest : { ...rest, tags: others }
}

/**
 * commitRecordOf reads the tag of a revision as returned by DescribeTaskDefinition; undefined if there is no readable
 * one.
 */
export function commitRecordOf(definition: JsonObject): CommitRecord | undefined {
  const tags = Array.isArray(definition['tags']) ? (definition['tags'] as readonly JsonValue[]) : []
  const found = tags.find(isCommitTag)
  const value = isObject(found) ? found['value'] : undefined
  if (typeof value !== 'string') return undefined
  const [, commit, fingerprint, environment] =
    /^commit=([0-9a-f]{40,64}) definition=([0-9a-f]{16})(?: environment=([\w-]+))?$/.exec(value) ?? []
  if (commit === undefined || fingerprint === undefined) return undefined
  return { commit, fingerprint, ...present({ environment }) }
}

function isCommitTag(tag: JsonValue | undefined): boolean {
  return isObject(tag) && tag['key'] === COMMIT_TAG
}
