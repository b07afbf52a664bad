import pLimit from 'p-limit'
import { AwsError } from '../aws/error.ts'
import { explainAwsError } from '../aws/explain.ts'
import type { JsonObject } from '../document/tree.ts'
import { toJson } from '../document/tree.ts'
import type { Problem } from '../errors.ts'
import type { DeployConfiguration, PlanConfiguration } from '../inputs/configuration.ts'
import { decidePlan } from '../plan/decide.ts'
import type { Plan, Subject } from '../plan/plan.ts'
import { resolveReferences } from '../references/resolve.ts'
import type { Remark, Report } from '../report/report.ts'
import type { LiveDefinition, ServiceState } from '../rollout/ports.ts'
import { isKnownMember } from '../template/schema.ts'
import { writeRendered } from '../workspace/write.ts'
import { partitionOf } from './contexts.ts'
import type { AwsPorts, ModePorts } from './ports.ts'
import type { Preparation, PreparedTarget } from './prepare.ts'
import { inspectServices } from './services.ts'

/** DescribeTaskDefinition's bucket is 50 with 20 a second: eight at a time stays inside it for any number of services. */
const LOOKUPS_AT_ONCE = 8

/** A plan, or the report of what stops it. */
export type Planned = { readonly report: Report; readonly plan?: Plan }

/**
 * makePlan resolves every reference, looks at the services and their revisions, and decides what is to be done. It only
 * reads. Every problem of every service is reported together; a plan exists only without any.
 */
export async function makePlan(
  preparation: Preparation,
  configuration: DeployConfiguration | PlanConfiguration,
  ports: ModePorts & { readonly aws: AwsPorts }
): Promise<Planned> {
  const { report, prepared } = preparation
  if (prepared.length === 0) return { report }
  const [resolution, services] = await Promise.all([
    resolveReferences(prepared.map(toUnresolved), {
      directory: ports.aws.directory,
      region: configuration.region,
      partition: partitionOf(configuration.region)
    }),
    inspectServices(prepared, configuration, ports.aws.ecs)
  ])
  const problems = [...report.problems, ...resolution.problems, ...services.problems]
  const remarks = [...report.remarks, ...resolution.warnings.map(toRemark)]
  const looked = { ...report, problems, remarks, references: resolution.resolved }
  if (problems.length > 0) return { report: looked }
  const resolved = resolution.documents.map((document, index) => ({
    ...(prepared[index] as PreparedTarget),
    definition: toJson(document.root) as JsonObject
  }))
  return decide(looked, { resolved, states: services.states }, { configuration, ports })
}

function toUnresolved({ target, root }: PreparedTarget) {
  const { service, document, place } = target
  return { file: document.file, root, place, ...(service === undefined ? {} : { service }) }
}

function toRemark({ message, hint, place }: Problem): Remark {
  const text = hint === undefined ? message : `${message} ${hint}`
  return place === undefined ? { message: text } : { message: text, place }
}

type Resolved = PreparedTarget & { readonly definition: JsonObject }

async function decide(
  report: Report,
  known: { readonly resolved: readonly Resolved[]; readonly states: ReadonlyMap<string, ServiceState> },
  run: {
    readonly configuration: DeployConfiguration | PlanConfiguration
    readonly ports: ModePorts & { readonly aws: AwsPorts }
  }
): Promise<Planned> {
  const { configuration, ports } = run
  try {
    const subjects = await describeSubjects(known, ports.aws)
    const plan = decidePlan(subjects, wishesOf(configuration), isKnownMember)
    const renderedFiles = writeAll(known.resolved, ports)
    const remarks = [...report.remarks, ...notKeptRemarks(plan)]
    return { report: { ...report, remarks, plan, renderedFiles }, plan }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    return { report: { ...report, problems: [...report.problems, explainAwsError(error)] } }
  }
}

/** An unchanged definition with members that AWS does not show is said to be so (decision 0010). */
function notKeptRemarks(plan: Plan): readonly Remark[] {
  return plan.definitions.flatMap(({ registration, notKept, files }) =>
    registration.kind === 'reuse'
      ? notKept.map(path => ({
          message: `${files.join(', ')}: "${path}" is not in ${registration.arn}, which equals the file otherwise. AWS does not keep it; check its spelling.`
        }))
      : []
  )
}

function wishesOf(configuration: DeployConfiguration | PlanConfiguration) {
  const { desiredCount, forceNewDeployment } = configuration
  return {
    cluster: configuration.cluster ?? '',
    forceNewDeployment,
    ...(desiredCount === undefined ? {} : { desiredCount })
  }
}

async function describeSubjects(
  known: { readonly resolved: readonly Resolved[]; readonly states: ReadonlyMap<string, ServiceState> },
  aws: AwsPorts
): Promise<readonly Subject[]> {
  const limit = pLimit(LOOKUPS_AT_ONCE)
  const asked = new Map<string, Promise<LiveDefinition | undefined>>()
  const describe = (name: string) => {
    const answer = asked.get(name) ?? limit(() => aws.ecs.describeTaskDefinition(name))
    asked.set(name, answer)
    return answer
  }
  return Promise.all(
    known.resolved.map(async ({ target, family, definition }) => {
      const state = target.service === undefined ? undefined : known.states.get(target.service)
      const [latest, current] = await Promise.all([
        describe(family),
        state ? describe(state.taskDefinition) : undefined
      ])
      return {
        file: target.document.file,
        family,
        definition,
        ...(latest ? { latest } : {}),
        ...(state ? { service: { state, ...(current ? { current } : {}) } } : {})
      }
    })
  )
}

function writeAll(resolved: readonly Resolved[], ports: ModePorts): readonly string[] {
  const folder = ports.renderedFolder
  if (folder === undefined) return []
  const byName = new Map(resolved.map(item => [item.target.service ?? item.family, item.definition]))
  return [...byName].map(([name, definition]) => writeRendered(folder, name, definition))
}
