import { partitionOf } from '../../arn.ts'
import { readProjectRules } from '../../check/project-rules.ts'
import type { Plan } from '../../deploy/comparison/plan.ts'
import type { RunPlan } from '../../deploy/plan/plan-run.ts'
import { type AwsConnections, connectAccounts } from '../../deploy/target.ts'
import type { Problem, Remark } from '../../errors.ts'
import type { DeployConfiguration, PlanConfiguration } from '../../inputs/configuration.ts'
import type { SecretInputs } from '../../inputs/read-secret-values.ts'
import type { JsonObject } from '../../json.ts'
import type { ModePorts } from '../../ports.ts'
import { present } from '../../present.ts'
import type { Report } from '../../report/report.ts'
import { projectName } from '../names.ts'
import { type MigrationPlan, planMigration } from '../plan.ts'
import { SecretValue } from '../secret-value.ts'
import type { MigrationPorts } from './ports.ts'
import { comingDirectory } from './roles.ts'
import { later, noRepository, notAllowed, ownTags, versionIdFor, whose } from './secret-owner.ts'
import { storeSecrets } from './store.ts'
import { arnOf, type LocatedSecret, MADE_UP_SUFFIX, type SecretsSurvey, surveySecrets } from './stored.ts'

/** The connection that only a run with `secret-values` has, and the repository that its secrets are tagged with. */
export type SecretStores = {
  readonly connectStores: MigrationPorts['connectMigration']
  readonly repository?: string
}

type Configuration = DeployConfiguration | PlanConfiguration

/** A run with `secret-values`, between the steps of a deploy. */
export type ValuesRun = {
  /** With the references in place of the values. */
  readonly configuration: Configuration
  readonly aws: AwsConnections
  /** withValues adds to a plan which services get new tasks for a changed value, and what is wrong with the secrets. */
  readonly withValues: (plan: Plan) => Promise<{
    readonly plan: Plan
    readonly problems: readonly Problem[]
    readonly remarks: readonly Remark[]
  }>
  /** store writes the new and changed values, and returns the plan with the ARNs of the secrets. */
  readonly store: (plan: Plan) => Promise<{
    readonly plan: Plan
    readonly problems: readonly Problem[]
    readonly remarks: readonly Remark[]
  }>
}

/** In a plan, a value need not be known. */
const UNKNOWN = new SecretValue('?')

type Values = {
  readonly inputs: SecretInputs
  readonly configuration: Configuration
  readonly ports: ModePorts
  readonly stores: SecretStores
  readonly plan: MigrationPlan
}

/**
 * openValues names the secrets of `secret-values` and puts the references into the overrides. Nothing is read before
 * the first call of the run to AWS, and nothing is written before `store`.
 */
export async function openValues(
  given: Configuration,
  ports: ModePorts,
  stores: SecretStores | undefined
): Promise<ValuesRun | undefined> {
  const { secretInputs: inputs } = given
  if (inputs === undefined || stores === undefined) return undefined
  const texts = inputs.secrets.map(({ value }) => value.reveal()).filter(text => text !== '')
  ports.mask(texts.flatMap(text => [text, ...text.split(/\r?\n/)]))
  const { placement } = await readProjectRules(given, ports)
  const cluster = given.cluster ?? placement.usual?.cluster
  const plan = planMigration(
    inputs.secrets.map(({ service, name, value, line }) => ({
      ...{
        file: 'input secret-values',
        pointer: `/${line}`,
        container: '',
        variable: name,
        value: value.reveal() === '' ? UNKNOWN : value
      },
      ...present({ service })
    })),
    {
      project: inputs.project ?? projectName(cluster ?? stores.repository ?? ''),
      ...{ secretNames: inputs.secretNames, store: inputs.store, keepsApart: true },
      ...present({ naming: inputs.naming, environment: given.environment })
    }
  )
  const stored = inputs.secrets.map(({ service, container, name }, index) => ({
    ...{ name, value: plan.moves[index]?.reference ?? '' },
    ...present({ service, container })
  }))
  const configuration = { ...given, overrides: { ...given.overrides, stored } }
  return openRun({ inputs, configuration, ports, stores, plan })
}

/** What is in AWS of the secrets. */
type Surveyed = SecretsSurvey & {
  readonly located: ReadonlyMap<string, LocatedSecret>
  readonly region: string
  readonly roleArn?: string
  readonly context: Parameters<typeof surveySecrets>[1] & Parameters<typeof arnOf>[1]
}

function openRun(values: Values): ValuesRun {
  const { configuration, ports, plan: named } = values
  const connect = connectAccounts(ports, configuration.maxRetries)
  let asked: Promise<Surveyed> | undefined
  const aws: AwsConnections = async account => {
    const own = await connect(account)
    asked ??= survey(values, account, connect)
    const { located, stored, region, roleArn } = await asked
    const coming = new Map([...located].filter(([name]) => !stored.has(name)))
    if (region !== account.region || roleArn !== account.roleArn) return own
    return { ...own, directory: comingDirectory(coming, { aws: own, region }) }
  }
  return {
    configuration,
    aws,
    withValues: async plan => {
      if (asked === undefined) return { plan, problems: named.problems, remarks: [] }
      const found = await asked
      const problems = [...named.problems, ...found.problems, ...elsewhere(plan, found)]
      return { plan: renewed(plan, found), problems, remarks: [plannedRemark(values, found)] }
    },
    store: async plan => {
      if (asked === undefined) return { plan, problems: [], remarks: [] }
      return storeAll(plan, await asked, values)
    }
  }
}

async function survey(
  { inputs, configuration, ports, stores, plan }: Values,
  { region, roleArn }: { readonly region: string; readonly roleArn?: string },
  connect: AwsConnections
): Promise<Surveyed> {
  const options = { region, maxRetries: configuration.maxRetries, ...present({ roleArn }) }
  const { directory } = await connect({ region, ...present({ roleArn }) })
  const [cloud, { account }] = await Promise.all([stores.connectStores(options), directory.callerIdentity()])
  const own = ownTags(stores.repository, configuration.environment)
  const isPlan = configuration.mode === 'plan'
  const context: Surveyed['context'] = {
    configuration: {
      ...{ store: inputs.store, overwrite: true, tags: { ...inputs.tags, ...own } },
      ...present({ kmsKeyId: inputs.kmsKeyId })
    },
    ...{ cloud, ports, region, account, partition: partitionOf(region) },
    judge: (secret, found) => {
      const problem = whose(secret, found, { own, overwrite: inputs.overwrite })
      const isUnknown = inputs.secrets.some(
        ({ name, value }) => secret.variables.includes(name) && value.reveal() === ''
      )
      return problem ?? (inputs.update === 'never' || isUnknown ? 'leave' : undefined)
    },
    denied: secret => (isPlan ? 'leave' : notAllowed(secret))
  }
  const surveyed = await surveySecrets(plan, context)
  const late = inputs.overwrite
    ? []
    : surveyed.steps.flatMap(({ kind, secret }) =>
        kind === 'overwrite' ? (later(secret, surveyed.stored.get(secret.name), ports.runName) ?? []) : []
      )
  const located = new Map(
    plan.secrets.map(({ name }): [string, LocatedSecret] => {
      const found = surveyed.stored.get(name)
      const keyId = found ? found.keyId : inputs.kmsKeyId
      return [name, { name, arn: arnOf(found ?? { name }, context), ...present({ keyId }) }]
    })
  )
  const missing = stores.repository === undefined ? [noRepository()] : []
  const problems = [...missing, ...surveyed.problems, ...late]
  return { ...surveyed, problems, located, region, context, ...present({ roleArn }) }
}

/** Secrets are stored in one account and Region. */
function elsewhere({ services }: Plan, { region, roleArn }: Surveyed): readonly Problem[] {
  const other = services.find(({ site }) => site.region !== region || site.roleArn !== roleArn)
  if (other === undefined) return []
  return [
    {
      code: 'bad-input',
      fault: 'user',
      message: `Input "secret-values" is for one account and Region; service "${other.service}" is in another than the first one.`,
      hint: 'Deploy them in separate runs, each with its values.'
    }
  ]
}

/** The ARNs of the secrets that get a new version, and the services that read them and would keep their tasks. */
function renewed(plan: Plan, { steps, located }: Surveyed): Plan {
  const changed = steps.flatMap(({ kind, secret }) => (kind === 'overwrite' ? secret.name : []))
  const textOf = new Map(plan.definitions.map(({ id, definition }) => [id, JSON.stringify(definition)]))
  const services = plan.services.map((one): Plan['services'][number] => {
    const text = textOf.get(one.definitionId) ?? ''
    const names = changed.filter(name => text.includes(located.get(name)?.arn ?? '\0'))
    const keeps = ['unchanged', 'follow', 'scale', 'settings'].includes(one.action.kind)
    if (names.length === 0 || !keeps) return one
    const why = `new value of ${names.join(', ')}`
    return { ...one, action: { kind: 'update', because: 'old-value', why, forceNewDeployment: true } }
  })
  return { ...plan, services }
}

function plannedRemark({ inputs, plan }: Values, { steps, stored }: Surveyed): Remark {
  const unknown = new Set(inputs.secrets.flatMap(({ name, value }) => (value.reveal() === '' ? name : [])))
  const words = plan.secrets.flatMap(({ name, variables }) => {
    const step = steps.find(({ secret }) => secret.name === name)
    if (step === undefined) return []
    const isOpen = step.isUnread || variables.some(one => unknown.has(one))
    const exists = stored.has(name)
    const state = isOpen
      ? exists
        ? 'not compared'
        : 'new, its value is not known here'
      : { create: 'new', overwrite: 'changed', reuse: 'equal' }[step.kind]
    return [`${variables.join(', ')} as ${name} (${state})`]
  })
  return { message: `Secrets of "secret-values": ${words.join('; ')}.` }
}

async function storeAll(plan: Plan, found: Surveyed, { ports }: Values) {
  const done: string[] = []
  const { names, problems } = await storeSecrets(
    { secrets: found, context: found.context },
    {
      tokenFor: (name, replaced) => versionIdFor(ports.runName, name, replaced),
      begin: () => undefined,
      finish: sentence => done.push(sentence),
      isShared: true
    }
  )
  for (const sentence of done) ports.log.info(sentence)
  const actual = new Map<string, string>()
  const { cloud } = found.context
  for (const { kind, secret } of problems.length > 0 ? [] : found.steps) {
    const made = found.located.get(secret.name)?.arn ?? ''
    if (kind !== 'create' || !names.includes(secret.name)) continue
    const there = await cloud.stores.secretsmanager.look(secret.name)
    if (there?.arn) actual.set(made, there.arn)
  }
  const isChanged = found.steps.some(({ kind }) => kind === 'overwrite')
  const remarks: Remark[] = done.map(message => ({ message }))
  if (isChanged)
    remarks.push({
      message:
        'The definitions refer to the current version of a secret: a rollback starts the earlier revision with the new value. Other services that read these secrets keep the old value until their tasks are replaced; mode rotate-restart does that.'
    })
  return { plan: withArns(plan, actual), problems, remarks }
}

/** The definitions with the actual ARNs in place of those that were expected of new secrets. */
function withArns(plan: Plan, actual: ReadonlyMap<string, string>): Plan {
  if (actual.size === 0) return plan
  const replaced = <Data>(data: Data): Data =>
    JSON.parse(
      [...actual].reduce((text, [made, arn]) => text.replaceAll(made, arn), JSON.stringify(data))
    ) as Data
  const definitions = plan.definitions.map(one => ({
    ...one,
    definition: replaced<JsonObject>(one.definition),
    ...present({ references: one.references && replaced(one.references) })
  }))
  return { ...plan, definitions }
}

/** withValues adds the secrets of `secret-values` to a planned run; with a problem, there is no plan. */
export async function withValues(planned: RunPlan, values: ValuesRun | undefined): Promise<RunPlan> {
  if (values === undefined) return planned
  const seen = planned.plan ?? planned.report.plan ?? { definitions: [], services: [] }
  const { plan, problems, remarks } = await values.withValues(seen)
  const report: Report = {
    ...planned.report,
    problems: [...planned.report.problems, ...problems].map(shown),
    permissions: planned.report.permissions.map(shown),
    remarks: [...planned.report.remarks, ...remarks],
    ...(planned.report.plan ? { plan } : {})
  }
  const { plan: before, ...rest } = planned
  return { ...rest, report, ...(before && problems.length === 0 ? { plan } : {}) }
}

/** The end of the ARN of a secret that does not exist yet is made up, and not shown as if it were one. */
function shown<Data>(data: Data): Data {
  return JSON.parse(JSON.stringify(data).replaceAll(MADE_UP_SUFFIX, '-??????')) as Data
}
