import { ECS_NAME } from '../../arn.ts'
import { contextsFor } from '../../checking/contexts.ts'
import { contextsForEntry } from '../../checking/layout/entry-variables.ts'
import type { ResolvedEntry } from '../../configuration/resolved.ts'
import { loadDocument } from '../../document/load.ts'
import { childOf, stringOf } from '../../document/tree.ts'
import { present } from '../../present.ts'
import { findSchedules } from '../../schedules/find-schedules.ts'
import { NO_OVERRIDES } from '../../template/overrides/overrides.ts'
import { prepareLeniently } from '../../template/prepare.ts'
import { renderLeniently } from '../../template/render.ts'
import { readTextFile } from '../../workspace/read.ts'
import { arnOfCluster } from '../carry-out/schedules.ts'
import type { DeployingPorts } from '../connections.ts'
import type { DeployableService } from './deployable.ts'
import { type RevisionReader, type Running, recordIn } from './running.ts'
import type { StateNow } from './what-counts.ts'

type Looking = DeployingPorts & {
  readonly now: StateNow
  readonly revisions: RevisionReader
  readonly environment?: string
}

/**
 * commitScheduled returns the commit of a scheduled task's last deployment: that of the family's newest revision, if
 * all schedules run it. Throws AwsError.
 */
export async function commitScheduled(task: DeployableService, looking: Looking): Promise<Running> {
  const { site } = task
  const family = await familyOf(task, looking)
  if (family === undefined) return { unknown: 'its family is only known once its definition is made' }
  const newest = await looking.revisions.read(site, family)
  if (newest === undefined) return { unknown: `${family} has no revision yet` }
  const running = recordIn(newest, newest === 'denied' ? family : newest.arn, looking.environment)
  if ('unknown' in running || newest === 'denied') return running
  const { rules, schedules } = await looking.aws(site)
  const clusterArn = await arnOfCluster({ account: site, cluster: site.cluster }, looking.aws)
  const { found, remarks } = await findSchedules(
    { families: [family], ...present({ clusterArn }) },
    { rules, schedules }
  )
  if (remarks.length > 0) return { unknown: 'not all that runs it could be read (rules and schedules)' }
  const isLeft = found.some(({ from, follows }) => !follows && from !== newest.arn)
  return isLeft
    ? { unknown: `a rule or schedule runs another revision than ${family}:${newest.revision}` }
    : running
}

async function familyOf(
  { entry, file, key, site }: DeployableService,
  { now, ports }: Looking
): Promise<string | undefined> {
  if (entry?.base?.kind === 'live') return known(entry.base.family)
  const read = file === undefined ? undefined : readTextFile(now.workspace, file)
  const document = read && 'text' in read ? (await loadDocument(file ?? '', read.text)).document : undefined
  if (document === undefined || entry === undefined) return undefined
  const contexts = contextsFor(now.configuration, { service: key, entry, site }, ports)
  const own = await contextsForEntry(entry satisfies ResolvedEntry, now.project.layout, {
    contexts,
    render: renderLeniently
  })
  const { root } = await prepareLeniently(document, { overrides: NO_OVERRIDES, ...own })
  return known(root && stringOf(childOf(root, 'family')))
}

function known(family: string | undefined): string | undefined {
  return family !== undefined && ECS_NAME.test(family) ? family : undefined
}
