import { lastPartOf } from '../arn.ts'
import type { ServiceSettings } from '../deploy/services/settings.ts'
import type { JsonObject } from '../json.ts'
import { present } from '../present.ts'
import type { RolloutConfiguration, WaitUntil } from './configuration.ts'
import { describeText } from './problems.ts'
import { type InputReader, namesNothing, splitParts } from './reader.ts'

/** readRollout reads the options of the rollouts: timeout, concurrency, order, and rollback. */
export function readRollout(reader: InputReader): RolloutConfiguration {
  const atomic = reader.get('atomic')
  const waitUntil = readWaitUntil(reader)
  reportExclusions(reader, waitUntil)
  const order = reader.get('order').map(line => splitParts(line, /,/))
  if (order.some(wave => wave.length === 0)) reader.problems.push(namesNothing('order'))
  // services are polled every five seconds, whatever the value; only an invalid one is a problem
  reader.get('wait-max-delay-seconds')
  return {
    ...present({ ifDeploying: reader.get('if-deploying'), maxParallel: reader.get('max-parallel') }),
    waitUntil,
    waitMinutes: reader.get('wait-for-minutes'),
    failFast: reader.get('fail-fast'),
    onFailure: reader.get('on-failure') ?? (atomic ? 'rollback' : 'leave'),
    onCancel: reader.get('on-cancel'),
    order,
    onError: reader.get('on-error'),
    atomic
  }
}

/** `wait-for-service-stability: false` is AWS's form of `wait-until: none`; both may be given if they agree. */
function readWaitUntil(reader: InputReader): WaitUntil {
  const until = reader.get('wait-until')
  const stability = reader.get('wait-for-service-stability')
  // it has a default there, and an explicit value takes precedence
  if (reader.isLenient && until !== undefined) return until
  if (stability !== undefined && until !== undefined && (until === 'none') === stability)
    reader.report(
      'bad-input',
      `Inputs "wait-until" (${describeText(until)}) and "wait-for-service-stability" (${String(stability)}) contradict each other.`,
      'Remove one of the two.'
    )
  return until ?? (stability === false ? 'none' : 'deployed')
}

/** Pairs of values that exclude each other, and why. */
const EXCLUDED = [
  ['atomic', 'true', 'on-error', 'continue', 'atomic stops at the first failure and rolls everything back'],
  ['atomic', 'true', 'on-failure', 'leave', 'atomic rolls every service back when one fails'],
  ['atomic', 'true', 'wait-until', 'none', 'without monitoring, a failed rollout is not detected'],
  ['on-failure', 'rollback', 'wait-until', 'none', 'without monitoring, a failed rollout is not detected'],
  ['on-cancel', 'rollback', 'wait-until', 'none', 'without monitoring, a failed rollout is not detected']
] as const

function reportExclusions(reader: InputReader, waitUntil: WaitUntil): void {
  for (const [name, value, other, excluded, why] of EXCLUDED) {
    // AWS's action has a default for the wait, which nobody has set
    const isAsked = other !== 'wait-until' || !reader.isLenient || reader.get('wait-until') === 'none'
    const found = other === 'wait-until' ? waitUntil : reader.get(other)
    if (String(reader.get(name)) === value && found === excluded && isAsked)
      reader.report(
        'bad-input',
        `Inputs "${name}" (${value}) and "${other}" (${excluded}) contradict each other.`,
        `Remove one of the two: ${why}.`
      )
  }
}

/**
 * readServiceSettings reads the settings of the services besides their task definition, under the names of
 * UpdateService. Settings that are not given remain unchanged.
 */
export function readServiceSettings(reader: InputReader): ServiceSettings {
  const volume = readVolume(reader, 'service-managed-ebs-volume-name', 'service-managed-ebs-volume')
  return present({
    desiredCount: reader.get('desired-count'),
    propagateTags: reader.get('propagate-tags'),
    enableECSManagedTags: reader.get('enable-ecs-managed-tags'),
    enableExecuteCommand: reader.get('enable-execute-command'),
    volumeConfigurations: volume && [volume],
    capacityProviderStrategy: reader.get('capacity-provider-strategy'),
    deploymentConfiguration: reader.get('deployment-configuration')
  })
}

type ManagedVolume = { readonly name: string; readonly managedEBSVolume: JsonObject }

/** The name of a volume and its configuration; AWS's actions use `{}` for none. */
function readVolume(
  reader: InputReader,
  named: 'service-managed-ebs-volume-name' | 'run-task-managed-ebs-volume-name',
  configured: 'service-managed-ebs-volume' | 'run-task-managed-ebs-volume'
): ManagedVolume | undefined {
  const isNone = /^\{\s*\}$/.test(reader.given(configured)?.trim() ?? '{}')
  const name = reader.get(named)
  const managedEBSVolume = isNone ? undefined : reader.get(configured)
  if (name !== undefined && managedEBSVolume !== undefined) return { name, managedEBSVolume }
  if (isNone === (name === undefined) || reader.isBad(configured)) return undefined
  if (reader.isLenient)
    return reader.note(
      isNone ? named : configured,
      'not used, since name and configuration of the volume belong together and one is missing; no volume is configured.'
    )
  return reader.report(
    'bad-input',
    `Inputs "${named}" and "${configured}" belong together; one is missing.`,
    'Give both: the name of the volume in the task definition (configuredAtLaunch), and its configuration; or none.'
  )
}

/** Where a task runs; `EXTERNAL` means the customer's own machines. */
export type LaunchType = 'FARGATE' | 'EC2' | 'EXTERNAL'

/** The options of the one-off task. Empty lists were not given; what is absent is taken from the service. */
export type RunTaskInputs = {
  /** In RunTask's form; their environment may contain values and is checked like a definition. */
  readonly containerOverrides: readonly JsonObject[]
  readonly subnets: readonly string[]
  readonly securityGroups: readonly string[]
  readonly assignPublicIp?: 'ENABLED' | 'DISABLED'
  /** Only these subnets, security groups and public IP setting are used, without anything of the service's network. */
  readonly isNetworkWhole?: true
  readonly capacityProviderStrategy: readonly JsonObject[]
  readonly launchType?: LaunchType
  readonly startedBy: string
  readonly tags: readonly JsonObject[]
  /** The volume of the definition that ECS creates for the task. */
  readonly managedVolume?: ManagedVolume
  readonly enableEcsManagedTags?: boolean
  /** Whether the services wait for the task's end and its exit code. */
  readonly waitUntilStopped: boolean
}

/**
 * readRunTask reads the options of the one-off task, which have the names of AWS's own deploy action; undefined if
 * `run-task` is not true.
 */
export function readRunTask(reader: InputReader): RunTaskInputs | undefined {
  if (!reader.get('run-task')) return undefined
  const subnets = reader.get('run-task-subnets') ?? []
  const securityGroups = reader.get('run-task-security-groups') ?? []
  const isNamed = subnets.length + securityGroups.length > 0
  if (reader.isLenient && !isNamed) {
    const message =
      "not given, nor are security groups: a task that needs a network gets that of the service; AWS's action gives it none."
    reader.note('run-task-subnets', message)
  }
  const strategy = reader.get('run-task-capacity-provider-strategy') ?? []
  const launchType = reader.get('run-task-launch-type')
  if (strategy.length > 0 && launchType !== undefined)
    reader.note(
      'run-task-launch-type',
      'not used, because run-task-capacity-provider-strategy determines where the task runs.'
    )
  return {
    ...(reader.isLenient && isNamed ? { isNetworkWhole: true as const } : {}),
    ...present({
      assignPublicIp: reader.get('run-task-assign-public-ip'),
      enableEcsManagedTags: reader.get('enable-ecs-managed-tags'),
      managedVolume: readVolume(reader, 'run-task-managed-ebs-volume-name', 'run-task-managed-ebs-volume'),
      // AWS's action uses FARGATE if neither is given
      launchType: strategy.length > 0 ? undefined : (launchType ?? (reader.isLenient ? 'FARGATE' : undefined))
    }),
    containerOverrides: readTaskOverrides(reader),
    subnets,
    securityGroups,
    capacityProviderStrategy: strategy,
    startedBy: reader.get('run-task-started-by'),
    tags: reader.get('run-task-tags') ?? [],
    waitUntilStopped: reader.get('wait-for-task-stopped')
  }
}

function readTaskOverrides(reader: InputReader): readonly JsonObject[] {
  const name = 'run-task-container-overrides'
  const overrides = reader.get(name) ?? []
  const names = overrides.map(one => String(one['name']))
  const twice = names.find((one, index) => names.indexOf(one) !== index)
  if (twice !== undefined)
    reader.reportBad(
      name,
      `container ${describeText(twice)} is overridden twice.`,
      'Put everything for one container into one object.'
    )
  return overrides
}

/**
 * The inputs for services that CodeDeploy deploys; absent members have their defaults. Names and file may contain
 * `{cluster}` and `{service}`.
 */
export type CodeDeployInputs = {
  /** Relative to the workspace; if absent, the AppSpec is derived from the service. */
  readonly appspecFile?: string
  readonly application?: string
  readonly deploymentGroup?: string
  readonly description?: string
  /** If absent, that of the deployment group. */
  readonly config?: string
}

/** The names that identify one service in CodeDeploy. */
export type CodeDeployNames = { readonly application: string; readonly group: string }

/** CodeDeploy accepts 512 characters; a description built from a commit message is often longer. */
const LONGEST_DESCRIPTION = 512

/** readCodeDeploy reads the `codedeploy-*` inputs, which have the names and meanings of AWS's own action. */
export function readCodeDeploy(reader: InputReader): CodeDeployInputs {
  const input = 'codedeploy-deployment-description'
  const text = reader.get(input)
  const isLong = text !== undefined && text.length > LONGEST_DESCRIPTION
  if (isLong)
    reader.note(
      input,
      `shortened to ${LONGEST_DESCRIPTION} of its ${text.length} characters, the limit of CodeDeploy.`
    )
  return present({
    appspecFile: reader.get('codedeploy-appspec'),
    application: reader.get('codedeploy-application'),
    deploymentGroup: reader.get('codedeploy-deployment-group'),
    description: isLong ? `${text.slice(0, LONGEST_DESCRIPTION - 1)}…` : text,
    config: reader.get('codedeploy-deployment-config')
  })
}

/** namesFor returns the application and deployment group of one service, by default the names that ECS itself uses. */
export function namesFor(
  inputs: CodeDeployInputs,
  of: { readonly cluster: string; readonly service: string }
): CodeDeployNames {
  return {
    application: fillNames(inputs.application ?? 'AppECS-{cluster}-{service}', of),
    group: fillNames(inputs.deploymentGroup ?? 'DgpECS-{cluster}-{service}', of)
  }
}

/** fillNames inserts the cluster's name (not its ARN) and the service into a name or path of the inputs. */
export function fillNames(text: string, of: { readonly cluster: string; readonly service: string }): string {
  return text.replaceAll('{cluster}', lastPartOf(of.cluster)).replaceAll('{service}', of.service)
}
