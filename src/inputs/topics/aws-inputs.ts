import { ROLE_ARN } from '../../arn.ts'
import { present } from '../../present.ts'
import type {
  AuditInputs,
  AwsConfiguration,
  CommonConfiguration,
  CommonInputs,
  Configuration,
  RenderConfiguration
} from '../configuration.ts'
import { describeText } from '../problems/describe-text.ts'
import { noRegion } from '../problems/missing.ts'
import type { InputReader } from '../reader.ts'
import type { Mode } from '../tables/specification.ts'
import { readBase, readRevision } from './base.ts'
import { readCodeDeploy } from './codedeploy.ts'
import { readContinue, servicesToContinue } from './continue-inputs.ts'
import { readMigration } from './migrate-inputs.ts'
import { readRollout } from './rollout-inputs.ts'
import { readRunTask } from './run-task.ts'
import { readServiceSettings } from './service-settings.ts'
import { judgeUnneeded } from './unneeded.ts'

/**
 * readAwsInputs reads the inputs of the modes that call AWS. In mode check it only reports their errors, so that they
 * are found before the deploy; it returns undefined then, and if the inputs are incomplete.
 */
export function readAwsInputs(
  mode: Mode,
  { hasConfigFile, ...common }: CommonInputs,
  reader: InputReader
): Configuration | undefined {
  const aws = readAws(reader, mode, common)
  const migration = mode === 'migrate' ? readMigration(reader) : undefined
  const audit = readAudit(reader)
  const paused = readContinue(reader, mode, { ...common, hasConfigFile })
  const dryRun = readDryRun(reader, mode)
  judgeUnneeded(reader, mode)
  if (mode === 'check') return undefined
  const isOpen = common.region === undefined && !reader.isBad('aws-region')
  const needsAws = mode !== 'render' || aws.base !== undefined
  if (isOpen && needsAws && !hasConfigFile) reader.problems.push(noRegion(mode))
  // With a configuration file, the run lists its services.
  if (mode === 'rollback' && !hasConfigFile) requireServices(reader, common)
  const revision = readRevision(reader, 'revision')
  if (mode === 'render') return readRender(common, aws)
  if (!isOpen && common.region === undefined) return undefined
  const configuration = { ...common, ...aws, region: common.region ?? '' }
  if (mode === 'migrate') return migration && { ...configuration, ...migration, mode }
  if (mode === 'audit') return { ...configuration, ...audit, mode }
  if (mode === 'continue') {
    if (paused === undefined) return undefined
    const services = servicesToContinue(common, paused)
    return { ...configuration, ...paused, ...present({ services }), mode }
  }
  if (mode === 'rotate-restart') return { ...configuration, mode, dryRun }
  return mode === 'rollback'
    ? { ...configuration, mode, dryRun, ...present({ revision }) }
    : { ...configuration, mode }
}

function readAudit(reader: InputReader): AuditInputs {
  return {
    purge: reader.boolean('purge'),
    history: reader.boolean('history'),
    compareValues: reader.boolean('compare-values'),
    // an invalid word is reported where check reads it
    failOn: reader.text('fail-on') === 'warning' ? 'warning' : 'error',
    maxSecretAgeDays: reader.wholeNumber('max-secret-age-days')
  }
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
      runTask: readRunTask(reader)
    }),
    ...readRollout(reader),
    settings: readServiceSettings(reader),
    serviceDefinition: reader.lines('service-definition'),
    codeDeploy: readCodeDeploy(reader),
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
