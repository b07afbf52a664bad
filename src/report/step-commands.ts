import { lastPartOf } from '../arn.ts'
import { groupBy } from '../group.ts'
import { labelOf, type ServiceResult } from '../rollout/outcome.ts'
import type { Report } from './report.ts'

/** An instruction for after a run, with a command to copy if there is one. */
export type NextStep = { readonly text: string; readonly command?: string }

/** What to do, with every command for it. */
export type StepGroup = { readonly text: string; readonly commands: readonly string[] }

/** groupSteps returns the steps with every text only once, and the commands of the steps that have it. Pure. */
export function groupSteps(steps: readonly NextStep[]): readonly StepGroup[] {
  return groupBy(steps, ({ text }) => text).map(alike => ({
    text: (alike[0] as NextStep).text,
    commands: alike.flatMap(({ command }) => command ?? [])
  }))
}

/** How the program is called in the environment where the commands are copied. */
export type Asked = { readonly program: string; readonly chosen?: string }

/** For more services than this, the status command names the cluster only. */
const NAMED = 20
const FILES_NAMED = 8

/** placeWords returns the flags that name a cluster. */
function placeWords(cluster: string, region: string): string {
  return `--cluster ${word(cluster)} --aws-region ${word(region)}`
}

/**
 * chosenWords returns the flags that name the environment and the configuration file of a run, each preceded by a
 * space; '' for none.
 */
export function chosenWords({ chosen }: Pick<Report, 'chosen'>): string {
  const { environment, config } = chosen ?? {}
  return [
    environment === undefined ? '' : ` --environment ${word(environment)}`,
    config === undefined ? '' : ` --config ${word(config)}`
  ].join('')
}

/** afterFindings returns what to do after a check with findings. */
export function afterFindings({ findings }: Report, { program }: Asked): readonly NextStep[] {
  const files = [...new Set(findings.map(({ file }) => file))]
  const named = files.length > FILES_NAMED ? '' : ` ${files.map(fileWord).join(' ')}`
  const hasCredential = findings.some(({ category }) => category === 'credential')
  return [
    { text: 'After the change, check again:', command: `${program} check${named}` },
    ...(hasCredential
      ? [
          {
            text: 'Plan the migration of the values to secrets; without a configuration file, add --cluster and --aws-region:',
            command: `${program} migrate${named}`
          }
        ]
      : [])
  ]
}

/** afterAudit returns what to do after an audit. */
export function afterAudit({ audit }: Report, { program, chosen = '' }: Asked): readonly NextStep[] {
  if (audit === undefined || audit.verdict === 'clean') return []
  const { items, exposedRevisions } = audit.audit
  const exposed = items.filter(({ kind, verdict }) => kind === 'service' && verdict === 'exposed')
  const places = groupBy(items, ({ region, cluster }) => JSON.stringify([region, cluster]))
  const migrate = groupBy(exposed, ({ region, cluster }) => JSON.stringify([region, cluster])).map(group => {
    const [{ region, cluster }] = group as readonly [(typeof exposed)[0]]
    const names = group.map(({ name }) => name).join(',')
    // the configuration file locates the definitions, and has its own keys for the services
    const which =
      chosen === '' ? ` --source live --service ${word(names)} ${placeWords(cluster, region)}` : chosen
    return {
      text: 'Plan the migration of the exposed services; to apply it, add --apply:',
      command: `${program} migrate${which}`
    }
  })
  const again = places.map(group => {
    const [{ region, cluster }] = group as readonly [(typeof items)[0]]
    const purge = exposedRevisions.length > 0
    return {
      text: purge ? 'Then delete the old revisions that contain plaintext:' : 'Audit again:',
      command: `${program} audit${chosen} ${placeWords(cluster, region)}${purge ? ' --purge' : ''}`
    }
  })
  return [...migrate, ...again]
}

/** afterMigration returns what remains after an applied migration, once the new values are stored. */
export function afterMigration(
  { migration, target = [] }: Report,
  { program, chosen = '' }: Asked
): readonly NextStep[] {
  if (migration?.applied !== true || migration.moves.length === 0) return []
  return target.flatMap(({ region, clusters }) =>
    clusters.flatMap(cluster => [
      {
        text: 'After the rotation, restart the services that still use an old value:',
        command: `${program} rotate-restart${chosen} ${placeWords(cluster, region)}`
      },
      {
        text: 'Then delete the old revisions that contain plaintext:',
        command: `${program} audit${chosen} ${placeWords(cluster, region)} --purge`
      }
    ])
  )
}

/** A file name that could be mistaken for a flag is prefixed with its folder. */
function fileWord(file: string): string {
  return word(file.startsWith('-') ? `./${file}` : file)
}

/** word quotes a text as one word of a POSIX shell. */
export function word(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

/** namesOf names services, or counts them if there are many. */
export function namesOf(names: readonly string[]): string {
  return names.length > NAMED ? `${names.length} services` : names.join(', ')
}

/** afterStatus returns what to do about a deployment that the status shows as paused. */
export function afterStatus({ status: section }: Report, asked: Asked): readonly NextStep[] {
  const paused = (section?.services ?? []).filter(
    ({ status, underWay }) => status === 'ACTIVE' && underWay?.paused !== undefined
  )
  const sited = paused.map(({ service, region, cluster }) => ({
    service,
    region,
    cluster: lastPartOf(cluster)
  }))
  return perPause(sited, asked)
}

/** perPause returns the two answers to a pause: to continue the deployment, or to roll it back. */
export function perPause(paused: readonly Sited[], asked: Asked): readonly NextStep[] {
  const step = { mode: 'continue', asked } as const
  return [
    ...perSite(paused, { ...step, text: () => 'Continue the paused deployment:' }),
    ...perSite(paused, {
      ...step,
      text: () => 'Or roll the paused deployment back:',
      flags: ' --pause-action rollback'
    })
  ]
}

/** What to do with services at each place. */
export type PerSite = {
  readonly text: (names: string) => string
  readonly mode: 'continue' | 'rollback' | 'status'
  readonly asked: Asked
  /** ARN of the revision that a rollback is to return to, if it cannot choose one itself. */
  readonly revision?: string | undefined
  /** More flags, preceded by a space. */
  readonly flags?: string
}

/** A service and its cluster and Region. */
export type Sited = Pick<ServiceResult, 'service' | 'cluster' | 'region' | 'key'>

/** perSite returns one command per cluster, because a command applies to one cluster. */
export function perSite(
  results: readonly Sited[],
  { text, mode, asked, revision, flags = '' }: PerSite
): readonly NextStep[] {
  const named = revision === undefined ? '' : ` --revision ${word(lastPartOf(revision))}`
  return groupBy(results, ({ region, cluster }) => JSON.stringify([region, cluster])).map(group => {
    const [{ region, cluster }] = group as readonly [Sited]
    const isByCluster = mode === 'status' && group.length > NAMED
    const names = group.map(({ key, service }) => key ?? service).join(',')
    const services = isByCluster ? '' : ` --service ${word(names)}`
    return {
      text: text(namesOf(group.map(labelOf))),
      command: `${asked.program} ${mode}${asked.chosen ?? ''}${services}${named}${flags} ${placeWords(cluster, region)}`
    }
  })
}
