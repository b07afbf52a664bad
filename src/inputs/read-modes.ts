import { parseSecretNames, type SecretNameRule } from '../migrate/names.ts'
import { present } from '../present.ts'
import type { AuditInputs, CommonConfiguration, ContinueInputs } from './configuration.ts'
import { missingInput } from './problems.ts'
import type { InputReader } from './reader.ts'
import { type Mode, SERVICE_DEPLOYMENT } from './tables/row.ts'

/** serviceOfDeployment returns the service in the ARN of a service deployment; undefined for any other text. */
export function serviceOfDeployment(arn: string): string | undefined {
  return SERVICE_DEPLOYMENT.exec(arn)?.[1]
}

/** readContinue reads what only `continue` uses; its services are those of the input, or else of the deployments. */
export function readContinue(
  reader: InputReader,
  { services }: CommonConfiguration,
  isNamed: boolean
): ContinueInputs & Pick<CommonConfiguration, 'services'> {
  const serviceDeployments = reader.get('service-deployment')
  if (!isNamed && serviceDeployments.length === 0 && !reader.isBad('service-deployment'))
    reader.report(
      'missing-input',
      'Input "service" contains no service to continue.',
      'Name the services, for example service: dispatcher, or the deployments by service-deployment.'
    )
  const named = [...new Set(serviceDeployments.flatMap(arn => serviceOfDeployment(arn) ?? []))]
  return {
    pauseAction: reader.get('pause-action'),
    serviceDeployments,
    ...present({ services: services ?? (named.length === 0 ? undefined : named) })
  }
}

/** What only `migrate` reads. */
export type MigrationInputs = {
  readonly apply: boolean
  /** Where to look for credentials: task definition files, live services without a file, or both. */
  readonly source: 'files' | 'live' | 'both'
  readonly naming?: string
  readonly secretNames: readonly SecretNameRule[]
  readonly store: 'secretsmanager' | 'ssm'
  /** What files refer to a secret by; if absent, it depends on what else registers the file. */
  readonly references?: 'arn' | 'name' | 'resource'
  /** ARN or ID of a customer managed key; if absent, the store's AWS managed key. */
  readonly kmsKeyId?: string
  readonly tags: Readonly<Record<string, string>>
  readonly overwrite: boolean
  /** What to do if a service runs with another value than its file has. */
  readonly onDifference: 'ask' | 'file'
  /** How the execution role gets its permissions: set by this run, or printed for those who manage roles as code. */
  readonly policyOutput: 'attach' | 'json'
  readonly openPullRequest: boolean
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  readonly project?: string
  readonly planFile?: string
  readonly journal?: string
}

/** readMigration reads the inputs of a migration. */
export function readMigration(reader: InputReader): MigrationInputs {
  const { rules, problems } = parseSecretNames(reader.get('secret-names'))
  reader.problems.push(...problems)
  const openPullRequest = reader.get('open-pull-request')
  if (openPullRequest && reader.get('github-token') === undefined)
    reader.problems.push(
      missingInput(
        'github-token',
        'Input "open-pull-request" is true, but "github-token" is empty.',
        'Set github-token: ${{ github.token }} and give the job permissions: contents: write and pull-requests: write.'
      )
    )
  const key = reader.get('kms-key-id')
  return {
    apply: reader.get('apply'),
    source: reader.get('source'),
    secretNames: rules,
    store: reader.get('store'),
    tags: readTags(reader),
    overwrite: reader.get('overwrite'),
    onDifference: reader.get('on-difference'),
    policyOutput: reader.get('policy-output'),
    openPullRequest,
    include: reader.get('include') ?? [],
    exclude: reader.get('exclude') ?? [],
    ...present({
      naming: reader.get('naming'),
      project: reader.get('project'),
      references: reader.get('references'),
      planFile: reader.get('plan-file'),
      journal: reader.get('journal'),
      // that key is what the store uses anyway
      kmsKeyId: key?.startsWith('alias/') ? undefined : key
    })
  }
}

/** readTags reads lines KEY=value, each key once. */
export function readTags(reader: InputReader): Readonly<Record<string, string>> {
  const tags: Record<string, string> = {}
  for (const [index, line] of reader.get('tags').entries()) {
    const [, key = '', value = ''] = /^([^=]{1,128})=(.{0,256})$/.exec(line) ?? []
    const message =
      key.trim() === '' ? 'is not KEY=value.' : Object.hasOwn(tags, key.trim()) ? 'repeats a key.' : undefined
    if (message === undefined) tags[key.trim()] = value.trim()
    else
      reader.reportBad('tags', `line ${index + 1} ${message}`, 'Write one KEY=value a line, each key once.')
  }
  return tags
}

/** readAudit reads what only `audit` has. */
export function readAudit(reader: InputReader): AuditInputs {
  const [purge, allFamilies] = [reader.get('purge'), reader.get('families') === 'all']
  if (purge && allFamilies)
    reader.report(
      'bad-input',
      'Input "purge" cannot be combined with "families: all".',
      'What starts tasks of a family that no cluster runs, such as AWS Step Functions, is not known. Purge with families: used, and remove other revisions by hand.'
    )
  return {
    purge,
    allFamilies,
    history: reader.get('history'),
    compareValues: reader.get('compare-values'),
    failOn: readLevel(reader, 'audit'),
    maxSecretAgeDays: reader.get('max-secret-age-days')
  }
}

/** readLevel reads the level of a finding that makes a mode fail which plans nothing. */
export function readLevel(reader: InputReader, mode: Mode): AuditInputs['failOn'] {
  const level = reader.get('fail-on')
  if (level !== 'change') return level
  if (mode === 'check' || mode === 'audit')
    reader.report(
      'bad-input',
      'Input "fail-on" is change, which only mode plan can find.',
      'Use fail-on: error or fail-on: warning here, or mode: plan.'
    )
  return 'error'
}
