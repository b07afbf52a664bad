import { lastPartOf } from '../arn.ts'
import { groupBy } from '../list.ts'
import { labelOf, type ServiceResult } from '../rollout/outcome.ts'
import { goodRevisionOf } from '../rollout/rollback-targets.ts'
import { isCodeDeploy } from './links.ts'
import type { Report } from './report.ts'

/** An instruction for after a run, with every command for it: each name in a command is one shell word. */
export type NextStep = { readonly text: string; readonly commands: readonly string[] }

/** How the program is called in the environment where the commands are copied, and the flags that the run had. */
export type Asked = { readonly program: string; readonly chosen?: string }

/** For more services than this, the status command contains the cluster only. */
const NAMED = 20
const FILES_NAMED = 8

/** A service and its cluster and Region. */
export type Sited = Pick<ServiceResult, 'service' | 'cluster' | 'region' | 'key'>

/** perSite returns a step with one command per cluster, because a command applies to one cluster. */
export function perSite(
  text: string,
  mode: 'continue' | 'rollback' | 'status',
  { of, by, flags = '' }: { readonly of: readonly Sited[]; readonly by: Asked; readonly flags?: string }
): readonly NextStep[] {
  const commands = groupBy(of, placeWords).map(group => {
    const names = group.map(({ key, service }) => key ?? service).join(',')
    const services = mode === 'status' && group.length > NAMED ? '' : ` --service ${word(names)}`
    return `${by.program} ${mode}${by.chosen ?? ''}${services}${flags} ${group.slice(0, 1).map(placeWords)}`
  })
  return commands.length === 0 ? [] : [{ text, commands }]
}

/** perPause returns the two answers to a pause: to continue the deployment, or to roll it back. */
export function perPause(of: readonly Sited[], by: Asked): readonly NextStep[] {
  return [
    ...perSite('Continue the paused deployment:', 'continue', { of, by }),
    ...perSite('Or roll the paused deployment back:', 'continue', {
      ...{ of, by, flags: ' --pause-action rollback' }
    })
  ]
}

function placeWords({ cluster, region }: Pick<Sited, 'cluster' | 'region'>): string {
  return `--cluster ${word(cluster)} --aws-region ${word(region)}`
}

/** chosenWords returns the flags that name the environment and the configuration file of a run, or ''. */
export function chosenWords({ configuration }: Pick<Report, 'configuration'>): string {
  const { environment, config } = configuration ?? {}
  const named = environment === undefined ? '' : ` --environment ${word(environment)}`
  return config?.named ? `${named} --config ${word(config.file)}` : named
}

/** afterFindings returns what to do after a check with findings. */
export function afterFindings({ findings }: Report, { program }: Asked): readonly NextStep[] {
  const files = [...new Set(findings.map(({ file }) => file))]
  // a name that could be mistaken for a flag is prefixed with its folder
  const words = files.map(file => word(file.startsWith('-') ? `./${file}` : file))
  const named = files.length > FILES_NAMED ? '' : ` ${words.join(' ')}`
  const again = { text: 'After the change, check again:', commands: [`${program} check${named}`] }
  const migrate =
    'Plan the migration of the values to secrets; without a configuration file, add --cluster and --aws-region:'
  return findings.some(({ category }) => category === 'credential')
    ? [again, { text: migrate, commands: [`${program} migrate${named}`] }]
    : [again]
}

const PURGE = 'Then delete the old revisions that contain plaintext:'

/** afterAudit returns what to do after an audit. */
export function afterAudit({ audit }: Report, { program, chosen = '' }: Asked): readonly NextStep[] {
  if (audit === undefined || audit.verdict === 'clean') return []
  const { items, exposedRevisions } = audit.audit
  const exposed = items.filter(({ kind, verdict }) => kind === 'service' && verdict === 'exposed')
  const migrate = groupBy(exposed, placeWords).map(group => {
    const names = group.map(({ name }) => name).join(',')
    // the configuration file locates the definitions, and has its own keys for the services
    const live = ` 'deploy/{service}.json' --source live --service ${word(names)} ${group.slice(0, 1).map(placeWords)}`
    return `${program} migrate${chosen === '' ? live : chosen}`
  })
  // a task of the configuration file may have no cluster
  const places = [...new Set(items.map(one => placeWords({ ...one, cluster: one.cluster || '*' })))]
  const hasOld = exposedRevisions.some(({ isElsewhere }) => !isElsewhere)
  const again = places.map(place => `${program} audit${chosen} ${place}${hasOld ? ' --purge' : ''}`)
  return [
    { text: 'Plan the migration of the exposed services; to apply it, add --apply:', commands: migrate },
    { text: hasOld ? PURGE : 'Audit again:', commands: again }
  ].filter(({ commands }) => commands.length > 0)
}

/** afterMigration returns what remains after an applied migration, once the new values are stored. */
export function afterMigration(
  { migration, target = [] }: Report,
  { program, chosen = '' }: Asked
): readonly NextStep[] {
  if (migration?.applied !== true || migration.moves.length === 0) return []
  const places = target.flatMap(({ region, clusters }) =>
    clusters.map(cluster => placeWords({ cluster, region }))
  )
  return [
    {
      text: 'After the rotation, restart the services that still use an old value:',
      commands: places.map(place => `${program} rotate-restart${chosen} ${place}`)
    },
    { text: PURGE, commands: places.map(place => `${program} audit${chosen} ${place} --purge`) }
  ].filter(({ commands }) => commands.length > 0)
}

/** afterStatus returns what to do about a deployment that the status shows as paused. */
export function afterStatus({ status }: Report, asked: Asked): readonly NextStep[] {
  const paused = (status?.services ?? []).filter(one => one.status === 'ACTIVE' && one.inProgress?.paused)
  return perPause(
    paused.map(({ service, region, cluster }) => ({ service, region, cluster: lastPartOf(cluster) })),
    asked
  )
}

/** word quotes a text as one word of a POSIX shell. */
export function word(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

/** namesOf lists services, or counts them if there are many. */
export function namesOf(services: readonly Pick<ServiceResult, 'service' | 'key'>[]): string {
  return services.length > NAMED ? `${services.length} services` : services.map(labelOf).join(', ')
}

/** rollbackAgain: a repeated rollback follows one in progress; after its end it goes back further, unless named. */
export function rollbackAgain(open: readonly ServiceResult[], by: Asked): readonly NextStep[] {
  const named = open.filter(one => one.taskDefinitionArn !== undefined && one.rollback === undefined)
  const others = open.filter(one => !named.includes(one))
  const again = named.flatMap(one =>
    perSite('', 'rollback', { of: [one], by, flags: revisionFlag(one.taskDefinitionArn) })
  )
  const follow = `Follow the rollback of ${namesOf(named)} to its end; with its revision named, this rolls back no further once it has ended:`
  const once = `Run the rollback of ${namesOf(others)} again only while the status shows it in progress: once it has ended, another run would roll back further.`
  return [
    ...(named.length === 0 ? [] : [{ text: follow, commands: again.flatMap(({ commands }) => commands) }]),
    ...(others.length === 0 ? [] : [{ text: once, commands: [] }])
  ]
}

function revisionFlag(arn: string | undefined): string {
  return arn === undefined ? '' : ` --revision ${word(lastPartOf(arn))}`
}

/**
 * rollback returns the commands that roll services back. Each contains the revision that ran well before this run, if
 * the plan shows it: ECS keeps the record of a deployment for 90 days, and mode rollback, if it chooses the revision
 * itself, goes further back once ECS has rolled the service back.
 */
export function rollback(
  text: string,
  services: readonly ServiceResult[],
  { report: { plan, mode }, by }: { readonly report: Report; readonly by: Asked }
): readonly NextStep[] {
  if (mode === 'rollback' || mode === 'migrate') return []
  const back = services.filter(one => canRollBack(one, plan))
  const commands = groupBy(back, one =>
    JSON.stringify([one.cluster, one.region, ranBefore(one, plan)])
  ).flatMap(of => perSite(text, 'rollback', { of, by, flags: revisionFlag(of[0] && ranBefore(of[0], plan)) }))
  return commands.length === 0 ? [] : [{ text, commands: commands.flatMap(one => one.commands) }]
}

function plannedOf({ service, cluster, region }: ServiceResult, plan: Report['plan']) {
  return plan?.services.find(
    one => one.service === service && one.site.cluster === cluster && one.site.region === region
  )
}

/** What is known to have run well when the run was planned; undefined if that is not known. */
function ranBefore(result: ServiceResult, plan: Report['plan']): string | undefined {
  const { deploymentId, previousTaskDefinitionArn, taskDefinitionArn } = result
  if (isCodeDeploy(deploymentId ?? '')) return previousTaskDefinitionArn
  const planned = deploymentId === undefined ? undefined : plannedOf(result, plan)
  const good = planned && goodRevisionOf(planned.before)
  return good === taskDefinitionArn ? undefined : good
}

/**
 * One whose rollback was started must not be rolled back: mode rollback would leave the revision that the rollback
 * returns to. A service that was unchanged and whose tasks fail was deployed by an earlier run: ECS's records show what
 * ran before.
 */
function canRollBack(result: ServiceResult, plan: Report['plan']): boolean {
  const { deploymentId, taskDefinitionArn: wanted, previousTaskDefinitionArn: before, outcome } = result
  if (result.paused !== undefined || result.rollback !== undefined || result.isDeleted) return false
  if (deploymentId !== undefined) return before !== undefined && before !== wanted
  const planned = plannedOf(result, plan)
  if (outcome !== 'failed' || planned?.action.kind !== 'unchanged') return false
  return planned.before.deploymentController === 'ECS' && before !== undefined && !before.endsWith(':1')
}
