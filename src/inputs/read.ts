import type { Problem } from '../errors.ts'
import { present } from '../present.ts'
import type {
  AwsConfiguration,
  CheckConfiguration,
  CommonConfiguration,
  Configuration,
  LiveBase
} from './configuration.ts'
import { noRegion } from './problems.ts'
import { type InputDefaults, readCommon } from './read-common.ts'
import { readCodeDeploy, readRollout, readRunTask, readServiceSettings } from './read-deploy.ts'
import { readAudit, readContinue, readLevel, readMigration } from './read-modes.ts'
import { readSecretValues, type StepVariables } from './read-secret-values.ts'
import { InputReader, LIVE } from './reader.ts'
import type { InputName, Mode, RawInputs } from './tables/specification.ts'

/** The configuration, or every problem of the inputs. */
export type ReadResult = { readonly configuration: Configuration } | { readonly problems: readonly Problem[] }

/**
 * readConfiguration turns raw strings into a typed configuration. Throws nothing: all problems are returned together.
 */
export function readConfiguration(
  raw: RawInputs,
  defaults: InputDefaults & { readonly variables?: StepVariables } = {}
): ReadResult {
  const reader = new InputReader(raw)
  const mode = reader.get('mode')
  // what the other inputs lack depends on the mode
  if (reader.problems.length > 0) return { problems: reader.problems }
  reader.mode = mode
  const read = readMode(reader, mode, defaults)
  const isPlanned = mode === 'deploy' || mode === 'plan'
  const secretInputs = isPlanned ? readSecretValues(reader, mode, defaults.variables) : undefined
  const configuration =
    secretInputs && (read.mode === 'deploy' || read.mode === 'plan') ? { ...read, secretInputs } : read
  reader.reportUnused(mode)
  const { problems, remarks } = reader
  if (problems.length > 0) return { problems }
  return { configuration: remarks.length === 0 ? configuration : { ...configuration, inputRemarks: remarks } }
}

function readMode(reader: InputReader, mode: Mode, defaults: InputDefaults): Configuration {
  const common = readCommon(reader, mode, defaults)
  const aws = readAws(reader, mode, common)
  const { hasConfigFile = false } = defaults
  const { base, keepEmpty, maxRetries } = aws
  const callsAws = mode !== 'check' && (mode !== 'render' || base !== undefined)
  if (callsAws && common.region === undefined && !reader.isBad('aws-region') && !hasConfigFile)
    reader.problems.push(noRegion(mode))
  const configuration = { ...common, ...aws, region: common.region ?? '' }
  const isNamed = (common.services?.length ?? 0) > 0 || common.taskDefinition.length > 0 || hasConfigFile
  const dryRun = reader.get('dry-run')
  const check = readCheck(reader, mode)
  switch (mode) {
    case 'check':
      return { ...common, ...check, mode }
    case 'render':
      return { ...common, mode, maxRetries, ...present({ base, keepEmpty }) }
    case 'migrate':
      return { ...configuration, ...readMigration(reader), mode }
    case 'audit':
      return { ...configuration, ...readAudit(reader), mode }
    case 'continue':
      return { ...configuration, ...readContinue(reader, common, isNamed), mode }
    case 'rollback':
      // with a configuration file, the run lists its services
      if (!isNamed)
        reader.report(
          'missing-input',
          'Input "service" contains no service to roll back.',
          'Name the services, for example service: dispatcher.'
        )
      return { ...configuration, mode, dryRun, ...present({ revision: reader.get('revision') }) }
    case 'rotate-restart':
      return { ...configuration, mode, dryRun }
    case 'plan':
      return { ...configuration, mode, failOn: reader.get('fail-on') }
    default:
      return { ...configuration, mode }
  }
}

function readCheck(
  reader: InputReader,
  mode: Mode
): Omit<CheckConfiguration, keyof CommonConfiguration | 'mode'> {
  return {
    ...present({
      output: reader.get('output'),
      sarifFile: reader.get('sarif-file'),
      changedSince: reader.get('changed-since'),
      stdinName: reader.get('stdin-name')
    }),
    failOn: readLevel(reader, mode),
    format: reader.get('format'),
    writeBaseline: reader.get('write-baseline'),
    quiet: reader.get('quiet')
  }
}

function readAws(
  reader: InputReader,
  mode: Mode,
  { overrides }: Pick<CommonConfiguration, 'overrides'>
): Omit<AwsConfiguration, keyof CommonConfiguration> {
  const base = readBase(reader, mode)
  // A revision without changes is deployed as it is.
  const isAsItIs =
    base?.kind === 'revision' &&
    base.input === 'task-definition-arn' &&
    mode !== 'render' &&
    // an empty command removes that of the definition
    overrides.command === undefined &&
    Object.values(overrides).flat().length === 0
  const roles = reader.get('allowed-roles')
  return {
    ...present({
      allowedRoles: roles.length === 0 ? undefined : roles,
      taskDefinitionArn: isAsItIs ? base.revision : undefined,
      base: isAsItIs ? undefined : base,
      keepEmpty: readKept(reader, mode),
      githubToken: reader.get('github-token'),
      runTask: readRunTask(reader)
    }),
    ...readRollout(reader),
    settings: readServiceSettings(reader),
    serviceDefinition: reader.get('service-definition'),
    codeDeploy: readCodeDeploy(reader),
    forceNewDeployment: reader.get('force-new-deployment'),
    allowFamilyChange: reader.get('allow-family-change'),
    verifyPermissions: reader.get('verify-permissions'),
    updateSchedules: reader.get('update-schedules'),
    maxRetries: reader.get('max-retries')
  }
}

/** AWS's action reads a list of separators as an empty one. */
function readKept(reader: InputReader, mode: Mode): readonly string[] | undefined {
  const isEmpty = /^[\s,]*$/.test(reader.given('keep-null-value-keys') ?? '')
  if (reader.isLenient && isEmpty) return mode === 'render' ? undefined : []
  return reader.get('keep-null-value-keys')
}

const REVISION_INPUTS = [
  'task-definition-arn',
  'task-definition-family',
  'task-definition-revision'
] as const satisfies readonly InputName[]

/**
 * Which live definition is edited instead of a file; undefined if none is. A file from a render step takes precedence,
 * as in AWS's action, and these inputs are then ignored.
 */
function readBase(reader: InputReader, mode: Mode): LiveBase | undefined {
  const lines = reader.get('task-definition')
  const isLive = lines.includes(LIVE)
  const named = REVISION_INPUTS.filter(name => reader.given(name) !== undefined)
  if (lines.length > 0 && mode === 'render' && !isLive) {
    for (const name of named) reader.note(name, 'not used, since "task-definition" is a file.')
    return undefined
  }
  if (isLive && lines.length > 1) {
    const message = 'Input "task-definition": "live" cannot be combined with files.'
    return reader.report('bad-input', message, 'Remove one of them; a file of that name is ./live.')
  }
  const arn = reader.get('task-definition-arn')
  const family = reader.get('task-definition-family')
  const number = reader.get('task-definition-revision')
  const ways: readonly InputName[] = [
    ...(lines.length > 0 ? ['task-definition' as const] : []),
    ...named.filter(name => name === 'task-definition-arn'),
    ...named.filter(name => name !== 'task-definition-arn').slice(0, 1)
  ]
  if (ways.length > 1) {
    const [one, other] = ways
    return reader.report(
      'bad-input',
      `Inputs "${one}" and "${other}" both name the definition.`,
      'Remove one of them.'
    )
  }
  if (isLive) return { kind: 'service' }
  if (arn !== undefined) return { kind: 'revision', revision: arn, input: 'task-definition-arn' }
  if (family === undefined) {
    if (number === undefined || reader.isBad('task-definition-family')) return undefined
    return reader.report(
      'bad-input',
      'Input "task-definition-revision" is given, but "task-definition-family" is not.',
      'Name the family too, or write task-definition-arn: family:revision.'
    )
  }
  const revision = number === undefined ? family : `${family}:${number}`
  return { kind: 'revision', revision, input: 'task-definition-family' }
}
