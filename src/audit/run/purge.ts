import { lastPartOf } from '../../arn.ts'
import type { ExposedRevision, Use } from '../audit.ts'
import type { Gap } from '../gap.ts'
import { inWords } from '../judge-services.ts'
import { usesEverywhere } from '../old-revisions.ts'
import type { PurgeRow } from '../ports.ts'
import { type PurgePlan, planPurge, purgeRevisions } from '../purge.ts'
import { familyOf, isNumbered, withRevisionArns } from '../revisions.ts'
import type { AreaSnapshot } from './area.ts'
import type { AuditPorts } from './ports.ts'

/**
 * purgeArea removes the exposed revisions that nothing in the account and Region runs. It reads every cluster, rule and
 * schedule again immediately before, because a deployment may have started in the meantime. Throws AwsError only before
 * anything is changed.
 */
export async function purgeArea(
  area: AreaSnapshot,
  exposed: readonly ExposedRevision[],
  ports: AuditPorts
): Promise<readonly PurgeRow[]> {
  if (exposed.length === 0) return []
  const { clock, signal } = ports
  const { keep, remove } = await planNow(exposed, area)
  const removed = await purgeRevisions(remove, {
    ...area.aws,
    clock,
    signal,
    lookAgain: revisions => planNow(revisions, area)
  })
  return [...removed, ...keep]
}

/** `remove` has the given revisions themselves. */
async function planNow(exposed: readonly ExposedRevision[], area: AreaSnapshot): Promise<PurgePlan> {
  const known = area.clusters.map(({ cluster }) => cluster)
  const { uses, gaps } = await usesEverywhere(area.aws, known)
  const mine = withRevisionArns(uses, area.revisions)
  const open = unresolved(mine, area)
  const now = exposed.map(one => ({
    ...one,
    usedBy: [...new Set([...one.usedBy, ...mine.filter(use => use.revision === one.arn).map(inWords)])]
  }))
  const { keep } = planPurge(now, [...gaps, ...open])
  const kept = new Set(keep.map(({ arn }) => arn))
  return { keep, remove: exposed.filter(({ arn }) => !kept.has(arn)) }
}

/** A family name that cannot be resolved, because its revisions could not be listed, may refer to any of them. */
function unresolved(uses: readonly Use[], { revisions }: AreaSnapshot): readonly Gap[] {
  const families = new Set([...revisions.revisions.values()].map(({ family }) => family))
  return uses
    .filter(({ revision }) => !isNumbered(revision) && families.has(familyOf(revision)))
    .filter(({ revision }) => !revisions.newest.has(familyOf(revision)))
    .map(use => ({
      what: inWords(use),
      why: `the newest revision of ${lastPartOf(use.revision)} is not known`
    }))
}
