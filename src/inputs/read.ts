import type { Problem } from '../errors.ts'
import { didYouMean } from '../nearest.ts'
import { readCheck, readConfigFile } from './check-inputs.ts'
import { readCodeDeploy } from './codedeploy.ts'
import type {
  AwsConfiguration,
  CommonConfiguration,
  Configuration,
  ServiceSelection
} from './configuration.ts'
import { describeText, parseLines } from './fields.ts'
import { InputReader } from './reader.ts'
import { readRollout } from './rollout-inputs.ts'
import { readRunTask } from './run-task.ts'
import { readServiceSettings } from './service-settings.ts'
import { MODES, type Mode, OVERRIDE_INPUTS, type RawInputs } from './specification.ts'
import { parseVariables } from './variables.ts'

/** The configuration, or every problem of the inputs at once. */
export type ReadResult = { readonly configuration: Configuration } | { readonly problems: readonly Problem[] }

/** What stands in for inputs that were not given. `region` is AWS_REGION or AWS_DEFAULT_REGION of the environment. */
export type InputDefaults = { readonly region?: string }

/** unknownInputs reports each given name that is no input, with the nearest one that is. */
export function unknownInputs(given: readonly string[], known: readonly string[]): readonly Problem[] {
  return given
    .filter(name => !known.includes(name))
    .map(name => ({
      code: 'unknown-input',
      fault: 'user' as const,
      message: `Unknown input ${describeText(name)}.${didYouMean(name, known)}`,
      hint: `Known inputs: ${known.join(', ')}.`
    }))
}

/** readConfiguration turns raw strings into one typed configuration. It throws nothing: problems come back together. */
export function readConfiguration(raw: RawInputs, defaults: InputDefaults = {}): ReadResult {
  const reader = new InputReader(raw)
  const mode = reader.oneOf('mode', MODES) ?? 'deploy'
  const common = readCommon(reader, mode, defaults)
  const configuration = readForMode(mode, common, reader)
  return reader.problems.length > 0 || configuration === undefined
    ? { problems: reader.problems }
    : { configuration }
}

function readCommon(reader: InputReader, mode: Mode, defaults: InputDefaults): CommonConfiguration {
  const taskDefinition = parseLines(reader.text('task-definition') ?? '')
  // check finds the task definitions of the repository by itself; what is deployed must be named.
  const needsFiles = mode === 'plan' || mode === 'deploy'
  if (taskDefinition.length === 0 && needsFiles && reader.text('task-definition-arn') === undefined) {
    reader.report(
      'missing-input',
      'Input "task-definition" is empty: there is nothing to work on.',
      'Name a file, a glob or a pattern, for example task-definition: deploy/{service}-task-definition.json.'
    )
  }
  const { variables, problems } = parseVariables(reader.untrimmed('variables') ?? '')
  reader.problems.push(...problems)
  const cluster = readCluster(reader)
  const region = readRegion(reader, defaults)
  const services = readServices(reader)
  return {
    taskDefinition,
    config: readConfigFile(reader),
    policy: reader.oneOf('policy', ['detect', 'references-only'] as const) ?? 'detect',
    variables,
    overrides: readOverrides(reader),
    ...(services === undefined ? {} : { services }),
    ...(cluster === undefined ? {} : { cluster }),
    ...(region === undefined ? {} : { region })
  }
}

/** ECS: up to 255 letters, digits, hyphens and underscores, or the cluster's ARN. */
function readCluster(reader: InputReader): string | undefined {
  const cluster = reader.text('cluster')
  if (cluster === undefined) return undefined
  if (
    /^[A-Za-z0-9_-]{1,255}$/.test(cluster) ||
    /^arn:[\w-]+:ecs:[\w-]+:\d{12}:cluster\/[\w-]{1,255}$/.test(cluster)
  )
    return cluster
  return reader.report(
    'bad-input',
    `Input "cluster": ${describeText(cluster)} is not a cluster name or ARN.`,
    'Use letters, digits, "-" and "_" (at most 255), or the full ARN of the cluster.'
  )
}

function readRegion(reader: InputReader, defaults: InputDefaults): string | undefined {
  const region = reader.text('aws-region') ?? defaults.region
  if (region === undefined || region === '') return undefined
  if (/^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/.test(region)) return region
  return reader.report(
    'bad-input',
    `Input "aws-region": ${describeText(region)} is not an AWS region.`,
    'Write it like us-west-2, cn-north-1 or us-gov-west-1.'
  )
}

function readServices(reader: InputReader): ServiceSelection | undefined {
  const names = reader.names('service')
  if (names === undefined || names.length === 0) return undefined
  if (names.includes('all')) {
    if (names.length > 1) {
      reader.report(
        'bad-input',
        'Input "service": "all" stands beside other names.',
        'Write service: all, or list the services.'
      )
    }
    return 'all'
  }
  for (const name of names) {
    if (!/^[A-Za-z0-9_-]{1,255}$/.test(name)) {
      reader.report(
        'bad-input',
        `Input "service": ${describeText(name)} is not a service name.`,
        'Use the service\'s name (letters, digits, "-" and "_"), not its ARN; several by comma or line.'
      )
    }
  }
  return names
}

function readOverrides(reader: InputReader): RawInputs {
  const given = OVERRIDE_INPUTS.flatMap(name => {
    const text = reader.untrimmed(name)
    return text === undefined ? [] : [[name, text] as const]
  })
  return Object.fromEntries(given)
}

function readForMode(
  mode: Mode,
  common: CommonConfiguration,
  reader: InputReader
): Configuration | undefined {
  const aws = readAws(reader)
  const check = readCheck(reader)
  if (mode === 'check') return { ...common, ...check, mode }
  if (
    common.region === undefined &&
    reader.problems.every(problem => !problem.message.includes('"aws-region"'))
  ) {
    reader.report(
      'missing-input',
      `Input "aws-region" is empty and AWS_REGION is not set; mode ${mode} must know where to go.`,
      'Set aws-region, or run aws-actions/configure-aws-credentials before this step.'
    )
  }
  if (mode === 'rollback') requireServices(reader, common)
  const revision = readRevision(reader, 'revision')
  if (revision !== undefined && mode !== 'rollback') {
    reader.report(
      'bad-input',
      `Input "revision" is for mode rollback; this is mode ${mode}.`,
      'Set mode: rollback, or use task-definition-arn to deploy a revision.'
    )
  }
  if (common.region === undefined) return undefined
  const configuration = { ...common, ...aws, region: common.region }
  return mode === 'rollback'
    ? { ...configuration, mode, ...(revision === undefined ? {} : { revision }) }
    : { ...configuration, mode }
}

function requireServices(reader: InputReader, common: CommonConfiguration): void {
  const named = Array.isArray(common.services) && common.services.length > 0
  if (named || common.taskDefinition.length > 0) return
  reader.report(
    'missing-input',
    'Input "service" names no service to roll back.',
    'Name the services, for example service: dispatcher.'
  )
}

function readAws(reader: InputReader): Omit<AwsConfiguration, keyof CommonConfiguration> {
  const desiredCount = reader.wholeNumber('desired-count', { min: 0, max: 5000 })
  const taskDefinitionArn = readRevision(reader, 'task-definition-arn')
  const environment = reader.text('environment')
  const githubToken = reader.text('github-token')
  const runTask = readRunTask(reader)
  return {
    ...readRollout(reader),
    settings: readServiceSettings(reader),
    serviceDefinition: parseLines(reader.text('service-definition') ?? ''),
    codeDeploy: readCodeDeploy(reader),
    forceNewDeployment: reader.boolean('force-new-deployment') ?? false,
    verifyPermissions: reader.oneOf('verify-permissions', ['auto', 'required', 'off'] as const) ?? 'auto',
    updateSchedules: reader.boolean('update-schedules') ?? false,
    maxRetries: reader.wholeNumber('max-retries', { min: 0, max: 20 }) ?? 3,
    ...(desiredCount === undefined ? {} : { desiredCount }),
    ...(taskDefinitionArn === undefined ? {} : { taskDefinitionArn }),
    ...(environment === undefined ? {} : { environment }),
    ...(runTask === undefined ? {} : { runTask }),
    ...(githubToken === undefined ? {} : { githubToken })
  }
}

/** `family:revision` or a task definition's ARN; a bare number only where the family is known from the service. */
function readRevision(reader: InputReader, name: 'task-definition-arn' | 'revision'): string | undefined {
  const text = reader.text(name)
  if (text === undefined) return undefined
  const named = /^(arn:[\w-]+:ecs:[\w-]+:\d{12}:task-definition\/)?[A-Za-z0-9_-]{1,255}:\d{1,9}$/.test(text)
  if (named || (name === 'revision' && /^\d{1,9}$/.test(text))) return text
  return reader.report(
    'bad-input',
    `Input "${name}": ${describeText(text)} is not a revision of a task definition.`,
    name === 'revision'
      ? 'Write its number, family:number, or the full ARN.'
      : 'Write family:number, or the full ARN.'
  )
}
