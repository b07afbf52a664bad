import { lastPartOf } from '../arn.ts'
import { groupBy } from '../list.ts'
import type { ServiceResult } from '../rollout/outcome.ts'
import type { Report } from './report.ts'

/** An instruction for after a run, with every command for it: each name in a command is one shell word. */
export type NextStep = { readonly text: string; readonly commands: readonly string[] }

/**
 * A run whose next steps are to be shown, how the program is called where the commands are copied, and the flags that
 * the run had.
 */
export type StepsRun = {
  readonly report: Report
  readonly results: readonly ServiceResult[]
  readonly program: string
  readonly chosen: string
}

/** For more services than this, the status command contains the cluster only. */
const NAMED = 20
const FILES_NAMED = 8

/** A service and its cluster and Region. */
export type Sited = Pick<ServiceResult, 'service' | 'cluster' | 'region' | 'key'>

/** perSite returns a step with one command per cluster, because a command applies to one cluster. */
export function perSite(
  text: string,
  mode: 'continue' | 'rollback' | 'status',
  { of, run, flags = '' }: { readonly of: readonly Sited[]; readonly run: StepsRun; readonly flags?: string }
): readonly NextStep[] {
  const commands = groupBy(of, placeWords).map(group => {
    const names = group.map(({ key, service }) => key ?? service).join(',')
    const services = mode === 'status' && group.length > NAMED ? '' : ` --service ${word(names)}`
    return `${run.program} ${mode}${run.chosen}${services}${flags} ${group.slice(0, 1).map(placeWords)}`
  })
  return commands.length === 0 ? [] : [{ text, commands }]
}

/** perPause returns the two answers to a pause: to continue the deployment, or to roll it back. */
export function perPause(of: readonly Sited[], run: StepsRun): readonly NextStep[] {
  const flags = ' --pause-action rollback'
  return [
    ...perSite('Continue the paused deployment:', 'continue', { of, run }),
    ...perSite('Or roll the paused deployment back:', 'continue', { of, run, flags })
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
export function afterFindings({ report: { findings }, program }: StepsRun): readonly NextStep[] {
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
export function afterAudit({ report: { audit }, program, chosen }: StepsRun): readonly NextStep[] {
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
export function afterMigration({ report, program, chosen }: StepsRun): readonly NextStep[] {
  const { migration, target = [] } = report
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
export function afterStatus(run: StepsRun): readonly NextStep[] {
  const services = run.report.status?.services ?? []
  const paused = services.filter(one => one.status === 'ACTIVE' && one.inProgress?.paused)
  return perPause(
    paused.map(({ service, region, cluster }) => ({ service, region, cluster: lastPartOf(cluster) })),
    run
  )
}

/** word quotes a text as one word of a POSIX shell. */
export function word(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
