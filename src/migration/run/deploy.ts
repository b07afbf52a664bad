import { lastPartOf } from '../../arn.ts'
import { refusalOf } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import type { DeployConfiguration } from '../../inputs/configuration.ts'
import type { Log } from '../../log.ts'
import type { ModePorts } from '../../ports.ts'
import { PERMISSIONS_TITLE } from '../../report/permissions.ts'
import type { Report } from '../../report/report.ts'
import { exitCodeOf } from '../../report/verdict.ts'
import { isGood, type ServiceResult } from '../../rollout/outcome.ts'
import type { LiveTask } from '../ports.ts'
import { deploySteps } from './deploy-steps.ts'
import type { PlannedMigration } from './plan-run.ts'
import { cancelled } from './store.ts'

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
