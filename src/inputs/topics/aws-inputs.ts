import { ROLE_ARN } from '../../arn.ts'
import { present } from '../../present.ts'
import type {
  AwsConfiguration,
  CommonConfiguration,
  CommonInputs,
  Configuration,
  RenderConfiguration
} from '../configuration.ts'
import { describeText } from '../problems/describe-text.ts'
import { noRegion } from '../problems/missing.ts'
import { InputReader, LIVE } from '../reader.ts'
import {
  ACTION_INPUTS,
  type InputName,
  inputsFor,
  type Mode,
  type RawInputs
} from '../tables/specification.ts'
import { readRollout } from './rollout-inputs.ts'

/** Readers of the inputs that a typical deploy does not use, and of the modes that have their own inputs. */
type RareReaders = typeof import('./rare-inputs.ts')

/** Reads the inputs of the modes that call AWS; undefined if they are incomplete, and in mode check. */
export type ReadForAws = (mode: Mode, common: CommonInputs, reader: InputReader) => Configuration | undefined

/**
 * The inputs that are read here. Any other input that is given loads the rare readers, so that none can be forgotten.
 */
const READ_HERE: ReadonlySet<InputName> = new Set([
  ...(['every', 'check', 'override', 'cli'] as const).flatMap(inputsFor),
  ...([
    'allowed-roles',
    'keep-null-value-keys',
    'wait-until',
    'wait-for-service-stability',
    'wait-for-minutes',
    'wait-max-delay-seconds',
    'fail-fast',
    'on-failure',
    'on-cancel',
    'if-deploying',
    'order',
    'max-parallel',
    'on-error',
    'atomic',
    'allow-family-change',
    'verify-permissions',
    'dry-run',
    'desired-count',
    'force-new-deployment',
    'service-definition',
    'update-schedules',
    'keep-revisions',
    'max-retries'
  ] as const satisfies readonly InputName[])
])

/** The others have their own inputs, or forgive what is wrong with some. */
const USUAL_MODES = /^(?:check|plan|deploy)$/

/** awsReaderFor returns the reader for the inputs of a run, and loads only what they need. */
export async function awsReaderFor(raw: RawInputs): Promise<ReadForAws> {
  const reader = new InputReader(raw)
  const isRare =
    !USUAL_MODES.test(reader.word('mode')) ||
    reader.lines('task-definition').includes(LIVE) ||
    ACTION_INPUTS.some(name => !READ_HERE.has(name) && !reader.isUsual(name))
  const rare = isRare ? await import('./rare-inputs.ts') : undefined
  return (mode, common, own) => readAwsInputs(mode, common, { reader: own, rare })
}

/**
 * readAwsInputs reads the inputs of the modes that call AWS. In mode check it only reports their errors, so that they
 * are found before the deploy; it returns undefined then, and if the inputs are incomplete. Without `rare`, none of the
 * other inputs is given.
 */
export function readAwsInputs(
  mode: Mode,
  { hasConfigFile, ...common }: CommonInputs,
  { reader, rare }: { readonly reader: InputReader; readonly rare: RareReaders | undefined }
): Configuration | undefined {
  const aws = readAws({ reader, rare }, mode, common)
  const migration = mode === 'migrate' ? rare?.readMigration(reader) : undefined
  if (mode !== 'migrate') rare?.judgeUnneeded(reader, mode)
  const audit = rare?.readAudit(reader, mode)
  const paused = rare?.readContinue(reader, mode, { ...common, hasConfigFile })
  const dryRun = readDryRun(reader, mode)
  if (mode === 'check') return undefined
  const isOpen = common.region === undefined && !reader.isBad('aws-region')
  const needsAws = mode !== 'render' || aws.base !== undefined
  if (isOpen && needsAws && !hasConfigFile) reader.problems.push(noRegion(mode))
  // With a configuration file, the run lists its services.
  if (mode === 'rollback' && !hasConfigFile) requireServices(reader, common)
  const revision = rare?.readRevision(reader, 'revision')
  if (revision !== undefined && mode !== 'rollback') {
    reader.report(
      'bad-input',
      `Input "revision" is for mode rollback; this is mode ${mode}.`,
      'Set mode: rollback, or use task-definition-arn to deploy a revision.'
    )
  }
  if (mode === 'render') return readRender(common, aws)
  if (!isOpen && common.region === undefined) return undefined
  const configuration = { ...common, ...aws, region: common.region ?? '' }
  if (mode === 'migrate') return migration && { ...configuration, ...migration, mode }
  if (mode === 'audit') return audit && { ...configuration, ...audit, mode }
  if (mode === 'continue') {
    if (rare === undefined || paused === undefined) return undefined
    const services = rare.servicesToContinue(common, paused)
    return { ...configuration, ...paused, ...present({ services }), mode }
  }
  if (mode === 'rotate-restart') return { ...configuration, mode, dryRun }
  return mode === 'rollback'
    ? { ...configuration, mode, dryRun, ...present({ revision }) }
    : { ...configuration, mode }
}

function readRender(
  common: CommonConfiguration,
  { base, keepEmpty, maxRetries }: Pick<AwsConfiguration, 'base' | 'keepEmpty' | 'maxRetries'>
): RenderConfiguration {
  return { ...common, mode: 'render', maxRetries, ...present({ base, keepEmpty }) }
}

/**
 * Other modes have their own dry runs. Announcing that nothing will be changed and then deploying would be the worst
 * possible mistake.
 */
function readDryRun(reader: InputReader, mode: Mode): boolean {
  const dryRun = reader.boolean('dry-run')
  // a check changes nothing anyway
  if (dryRun && !/^(?:rollback|rotate-restart|check)$/.test(mode)) {
    reader.report(
      'bad-input',
      `Input "dry-run" is for modes rollback and rotate-restart; this is mode ${mode}.`,
      'Use mode: plan to see what a deploy would do; mode migrate is a plan unless apply is true.'
    )
  }
  return dryRun
}

function requireServices(reader: InputReader, common: CommonConfiguration): void {
  const named = common.services !== undefined && common.services.length > 0
  if (named || common.taskDefinition.length > 0) return
  reader.report(
    'missing-input',
    'Input "service" names no service to roll back.',
    'Name the services, for example service: dispatcher.'
  )
}

function readAws(
  { reader, rare }: Parameters<typeof readAwsInputs>[2],
  mode: Mode,
  { overrides }: Pick<CommonConfiguration, 'overrides'>
): Omit<AwsConfiguration, keyof CommonConfiguration> {
  const base = rare?.readBase(reader, mode)
  // A revision without changes is deployed as it is.
  const isAsItIs =
    base?.kind === 'revision' &&
    base.input === 'task-definition-arn' &&
    mode !== 'render' &&
    Object.keys(overrides).length === 0
  const edited = isAsItIs || (mode === 'check' && base?.kind === 'revision') ? undefined : base
  return {
    ...present({
      allowedRoles: readAllowedRoles(reader),
      desiredCount: reader.wholeNumber('desired-count'),
      keepRevisions: reader.wholeNumber('keep-revisions'),
      taskDefinitionArn: isAsItIs ? base.revision : undefined,
      base: edited,
      keepEmpty: readKept(reader, mode),
      githubToken: reader.text('github-token'),
      runTask: rare?.readRunTask(reader)
    }),
    ...readRollout(reader),
    settings: rare?.readServiceSettings(reader) ?? {},
    serviceDefinition: reader.lines('service-definition'),
    codeDeploy: rare?.readCodeDeploy(reader) ?? {},
    forceNewDeployment: reader.boolean('force-new-deployment'),
    allowFamilyChange: reader.boolean('allow-family-change'),
    verifyPermissions: reader.word('verify-permissions'),
    updateSchedules: reader.boolean('update-schedules'),
    maxRetries: reader.wholeNumber('max-retries')
  }
}

/** AWS's action reads a list of separators as an empty one. */
function readKept(reader: InputReader, mode: Mode): readonly string[] | undefined {
  const isEmpty = /^[\s,]*$/.test(reader.text('keep-null-value-keys') ?? '')
  if (reader.isLenient && isEmpty) return mode === 'render' ? undefined : []
  return reader.names('keep-null-value-keys')
}

function readAllowedRoles(reader: InputReader): readonly string[] | undefined {
  const roles = reader.lines('allowed-roles')
  const wrong = roles.find(role => !ROLE_ARN.test(role))
  if (wrong !== undefined) {
    reader.reportBad(
      'allowed-roles',
      `${describeText(wrong)} is not the ARN of a role.`,
      'Write one full ARN a line, like arn:aws:iam::123456789012:role/deploy.'
    )
  }
  return roles.length === 0 ? undefined : roles
}
