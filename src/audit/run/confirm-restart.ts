import type { AwsConfiguration } from '../../inputs/configuration.ts'
import type { Report } from '../../report/report.ts'
import { referencesOf } from '../definition.ts'
import { changedAtOf } from '../old-values.ts'
import { lookUpSecrets, secretKeyOf } from '../secrets.ts'
import { type Area, connectArea } from './areas.ts'
import type { AuditPorts } from './ports.ts'
import { findStaleTasks, type ServiceWithTasks } from './stale-tasks.ts'

type Looking = {
  readonly areas: readonly Area[]
  readonly configuration: AwsConfiguration
  readonly ports: AuditPorts
}

/**
 * confirmRestart looks again at the secrets of restarted services: one that was changed during the restart leaves tasks
 * with the value before, and a restart that ECS calls completed is no proof. Only then are the tasks read again. Throws
 * AwsError.
 */
export async function confirmRestart(
  report: Report,
  restarted: readonly ServiceWithTasks[],
  looking: Looking
): Promise<Report> {
  const done = restarted.filter(item => startOf(item, report) !== undefined)
  if (done.length === 0 || !(await wereChanged(done, report, looking))) return report
  const { areas, configuration, ports } = looking
  const { services } = await findStaleTasks(areas, configuration, ports)
  const problems = services.flatMap(({ site, state, stale }) => {
    const [first] = stale
    const isOurs = done.some(one => one.state.service === state.service && one.site.cluster === site.cluster)
    if (first === undefined || !isOurs) return []
    const tasks = new Set(stale.map(({ task }) => task)).size
    return [
      {
        code: 'rotated-again',
        fault: 'cloud' as const,
        service: state.service,
        message: `Service "${state.service}": ${first.secret} was changed again during the restart; tasks with the value before: ${tasks}.`,
        hint: 'Run rotate-restart again.'
      }
    ]
  })
  return { ...report, problems: [...report.problems, ...problems] }
}

/** When the restart of a service began that has succeeded, in milliseconds since 1970; otherwise undefined. */
function startOf({ state, site }: ServiceWithTasks, { results }: Report): number | undefined {
  const result = results.find(one => one.service === state.service && one.cluster === site.cluster)
  if (result?.outcome !== 'succeeded' || result.startedAt === undefined) return undefined
  return Date.parse(result.startedAt)
}

async function wereChanged(
  done: readonly ServiceWithTasks[],
  report: Report,
  { areas, configuration, ports }: Looking
): Promise<boolean> {
  for (const { account } of areas) {
    const own = done.filter(
      ({ site }) => site.region === account.region && site.roleArn === account.roleArn && site.cluster !== ''
    )
    if (own.length === 0) continue
    const { secrets } = await connectArea(account, configuration, ports)
    const reads = own.map(item => ({
      references: referencesOf(item.live?.definition ?? {}, account.region),
      startedAt: startOf(item, report) ?? 0
    }))
    const lookups = await lookUpSecrets(
      reads.flatMap(({ references }) => references),
      secrets
    )
    const isChanged = reads.some(({ references, startedAt }) =>
      references.some(one => (changedAtOf(one, lookups.get(secretKeyOf(one))) ?? 0) > startedAt)
    )
    if (isChanged) return true
  }
  return false
}
