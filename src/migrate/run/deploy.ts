import { lastPartOf } from '../../arn.ts'
import { refusalOf } from '../../aws/explain.ts'
import type { DefinitionSource } from '../../check/source.ts'
import type { Problem } from '../../errors.ts'
import type { DeployConfiguration } from '../../inputs/configuration.ts'
import type { Log } from '../../log.ts'
import type { ModePorts } from '../../ports.ts'
import { PERMISSIONS_TITLE } from '../../report/permissions.ts'
import type { Report } from '../../report/report.ts'
import { exitCodeOf } from '../../report/verdict.ts'
import { isGood, type ServiceResult } from '../../rollout/outcome.ts'
import type { LiveTask } from '../ports.ts'
import type { FilePreview } from './check.ts'
import type { PlannedMigration } from './plan-run.ts'
import type { MigrationContext } from './ports.ts'
import type { MigratedServices } from './services.ts'
import { cancelled } from './store.ts'

/** One call of mode deploy, and which definitions it deploys. */
export type DeployStep = {
  readonly configuration: DeployConfiguration
  readonly includes: (target: DefinitionSource) => boolean
}

type Known = { readonly context: MigrationContext; readonly services: Pick<MigratedServices, 'missing'> }

/**
 * servicesToDeploy lists the services of files that a migration deploys: those that exist or will be created. The
 * definition of a file without any is only registered, and a template is deployed with its stack.
 */
export function servicesToDeploy(previews: readonly FilePreview[], known: Known): readonly string[] {
  return [...new Set(previews.flatMap(({ source }) => source.services.filter(isThereFor(known))))]
}

function isThereFor({ context, services }: Known): (service: string) => boolean {
  const creates = context.configuration.serviceDefinition.length > 0
  return service => creates || !services.missing.includes(service)
}

/**
 * deploySteps returns the deploys of a migration: of the services that the inputs name, of the services that were found
 * to run a file (one deploy per file), and the registration of files without a service. A task of the configuration
 * file is deployed with the services that it belongs to.
 */
export function deploySteps(previews: readonly FilePreview[], known: Known): readonly DeployStep[] {
  const { configuration } = known.context
  const isThere = isThereFor(known)
  const sources = previews.map(({ source }) => source).filter(({ isTemplate }) => !isTemplate)
  const attached = sources.filter(({ isAttached }) => isAttached)
  const named = [
    ...new Set(sources.filter(one => !one.isAttached).flatMap(({ services }) => services.filter(isThere)))
  ]
  const registered = sources
    .filter(({ services, entry }) => entry?.kind !== 'task' && !services.some(isThere))
    .map(({ document }) => document.file)
  const ofServices =
    (services: readonly string[]) =>
    ({ service }: DefinitionSource) =>
      service !== undefined && services.includes(service)
  const steps: DeployStep[] = attached.map(({ document, services }) => ({
    configuration: { ...configuration, mode: 'deploy', taskDefinition: [document.file], services },
    includes: ofServices(services)
  }))
  if (named.length > 0)
    steps.unshift({
      configuration: { ...configuration, mode: 'deploy', services: named },
      includes: ofServices(named)
    })
  if (registered.length === 0) return steps
  // one-off tasks and the GitHub deployment record, which needs a token, are left to the deploys of services
  const { services: _, runTask: __, githubToken: ___, ...rest } = configuration
  const files = { mode: 'deploy', taskDefinition: registered, serviceDefinition: [] } as const
  return [
    ...steps,
    { configuration: { ...rest, ...files }, includes: ({ document }) => registered.includes(document.file) }
  ]
}

/** Mode deploy, which a migration calls for the files that it has rewritten. */
export type Deploy = (configuration: DeployConfiguration, ports: ModePorts) => Promise<Report>

/** deployMigrated deploys through the same engine as mode deploy, then registers the files without a service. */
export async function deployMigrated(prepared: PlannedMigration, deploy: Deploy): Promise<readonly Report[]> {
  const reports: Report[] = []
  for (const { configuration } of deploySteps(prepared.previews, prepared)) {
    const { ports } = prepared.context
    const report = await deploy(configuration, { ...ports, log: withoutHead(ports.log) })
    reports.push(report)
    if (exitCodeOf(report) !== 0) break
  }
  return reports
}

/** The log without what the migration has shown before it wrote anything: where it acts, and the permissions. */
function withoutHead(log: Log): Log {
  return new Proxy(log, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name)
      if (name === 'acting') return () => {}
      if (typeof member !== 'function') return member
      return (...given: readonly unknown[]) =>
        name === 'group' && given[0] === PERMISSIONS_TITLE ? undefined : Reflect.apply(member, target, given)
    }
  })
}

const WAITS_MS = [2000, 4000, 8000, 16_000]

/** The result of checking the tasks. */
export type TasksVerified = {
  readonly remarks: readonly string[]
  readonly problems: readonly Problem[]
  readonly verified: readonly string[]
}

/**
 * verifyTasks checks every task of the deployed services: each must run the new revision and must have started after
 * its secrets existed, so that no task keeps an old environment. `since` is when the newest secret was created.
 */
export async function verifyTasks(
  results: readonly ServiceResult[],
  since: number,
  { context }: PlannedMigration
): Promise<TasksVerified> {
  const names = results.map(({ service }) => service)
  if (context.configuration.waitUntil === 'none' && names.length > 0)
    return { remarks: [notWaitedFor(names)], problems: [], verified: [] }
  const remarks: string[] = []
  const problems: Problem[] = []
  const verified: string[] = []
  for (const { service, cluster, taskDefinitionArn } of results.filter(({ outcome }) => isGood(outcome))) {
    if (taskDefinitionArn === undefined) continue
    try {
      const of = { cluster, service, wanted: taskDefinitionArn, since }
      const { old, count, running } = await oldTasks(of, context)
      if (old.length > 0 && context.ports.signal.aborted)
        return { remarks, problems: [cancelled()], verified }
      if (old.length > 0) problems.push(stillOld(service, old))
      else if (count > 0 && count < running) remarks.push(notListed(service, { count, running }))
      else if (count > 0) verified.push(service)
      else remarks.push(noTask(service))
    } catch (error) {
      remarks.push(`Not verified: whether all tasks of ${service} are new. ${refusalOf(error).message}`)
    }
  }
  return { remarks, problems, verified }
}

/** Without tasks, the check proves nothing. */
function noTask(service: string): string {
  return `Not verified: whether a task of ${service} starts with the secrets, since ECS lists no task of it.`
}

/** A list of tasks can lag behind: one that it lacks may be old. */
function notListed(
  service: string,
  { count, running }: { readonly count: number; readonly running: number }
) {
  return `Not verified: whether all tasks of ${service} are new, since ECS lists ${count} of its ${running} running tasks.`
}

/** Old tasks run until the rollout is complete. */
function notWaitedFor(services: readonly string[]): string {
  return `Not verified: whether all tasks of ${services.join(', ')} are new, since wait-until is none.`
}

async function oldTasks(
  of: { readonly cluster: string; readonly service: string; readonly wanted: string; readonly since: number },
  { cloud, ports, aws }: PlannedMigration['context']
): Promise<{ readonly old: readonly LiveTask[]; readonly count: number; readonly running: number }> {
  let old: readonly LiveTask[] = []
  let [count, running] = [0, 0]
  for (const ms of [0, ...WAITS_MS]) {
    if (ms > 0) await ports.clock.sleep(ms, ports.signal)
    const tasks = await cloud.census.listTasks(of.cluster, of.service)
    // a task that has not started yet reads the secrets when it starts
    old = tasks.filter(
      ({ taskDefinition, startedAt }) =>
        taskDefinition !== of.wanted || (startedAt !== undefined && startedAt < of.since)
    )
    count = tasks.length
    const { services } = await aws.ecs.describeServices(of.cluster, [of.service])
    running = services[0]?.runningCount ?? 0
    if (old.length === 0 && count >= running) break
  }
  return { old, count, running }
}

function stillOld(service: string, tasks: readonly LiveTask[]): Problem {
  const shown = tasks.map(({ arn, taskDefinition }) => `${lastPartOf(arn)} of ${lastPartOf(taskDefinition)}`)
  return {
    code: 'migration-old-tasks',
    fault: 'cloud',
    service,
    message: `Service "${service}" still has tasks of another revision, or that started before the secrets existed: ${shown.slice(0, 5).join(', ')}.`,
    hint: 'Run again: the service is deployed again if it is not on the new revision. A task that does not go away is stopped by aws ecs stop-task.'
  }
}
