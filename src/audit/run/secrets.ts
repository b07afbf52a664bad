import type { AuditedSecret, LiveReference, Revision, StaleTask } from '../audit.ts'
import { staleTasks } from '../old-values.ts'
import { familyOf } from '../revisions.ts'
import {
  findUnreferencedSecrets,
  judgeSecret,
  lookUpSecrets,
  type ReferencedSecret,
  secretKeyOf,
  type UnreferencedSecrets
} from '../secrets.ts'
import { type AreaSnapshot, readingTasks, referencesInUse } from './area.ts'

const DAY_MS = 86_400_000

/** What is known about the secrets of an area. `listed` and `lookups` are used to read their values, if requested. */
export type AreaSecrets = {
  readonly rows: readonly AuditedSecret[]
  readonly stale: readonly StaleTask[]
  readonly lookups: ReadonlyMap<string, ReferencedSecret>
  readonly references: readonly LiveReference[]
  readonly listed: UnreferencedSecrets['listed']
  readonly remarks: readonly string[]
}

/**
 * surveyAreaSecrets looks up what the revisions in use read and, for a whole cluster, also the unreferenced secrets
 * with the same prefixes. Throws AwsError.
 */
export async function surveyAreaSecrets(
  area: AreaSnapshot,
  revisions: ReadonlyMap<string, Revision>,
  { now, maxAgeDays }: { readonly now: number; readonly maxAgeDays: number }
): Promise<AreaSecrets> {
  const used = new Map<string, Used>()
  for (const { reference, use } of referencesInUse(area, revisions)) {
    const key = secretKeyOf(reference)
    const known = used.get(key) ?? { reference, by: new Set<string>(), isThinned: false }
    known.reference = reference
    known.isThinned ||= area.revisions.thinned.has(familyOf(use.revision))
    known.by.add(use.service ?? use.name)
    used.set(key, known)
  }
  const references = [...used.values()].map(({ reference }) => reference)
  const lookups = await lookUpSecrets(references, area.aws.secrets)
  const rows = [...used].map(([key, { reference, by, isThinned }]) => {
    const looked = lookups.get(key) ?? { kind: 'gone' as const }
    return judgeSecret(
      { reference, usedBy: [...by], looked, isThinned },
      { now, maxAgeMs: maxAgeDays * DAY_MS }
    )
  })
  const siblings = area.isWhole
    ? await findUnreferencedSecrets(lookups, await referencedArns(area, revisions, lookups), area.aws.secrets)
    : NO_SIBLINGS
  return {
    rows: [...rows, ...siblings.rows],
    stale: staleTasks(readingTasks(area, revisions, lookups)),
    lookups,
    references,
    listed: siblings.listed,
    remarks: siblings.remarks
  }
}

type Used = { reference: LiveReference; readonly by: Set<string>; isThinned: boolean }

const NO_SIBLINGS: UnreferencedSecrets = {
  rows: [],
  listed: [],
  remarks: ['Unreferenced secrets are searched for only when all services of a cluster are audited.']
}

/** ARNs of secrets that any ACTIVE revision of the families names, even one that nothing runs now. */
async function referencedArns(
  area: AreaSnapshot,
  revisions: ReadonlyMap<string, Revision>,
  lookups: ReadonlyMap<string, ReferencedSecret>
): Promise<ReadonlySet<string>> {
  const active = [...revisions.values()].filter(({ status }) => status === 'ACTIVE')
  const more = active.flatMap(({ references }) => references).filter(one => !lookups.has(secretKeyOf(one)))
  const found = [...lookups.values(), ...(await lookUpSecrets(more, area.aws.secrets)).values()]
  return new Set(found.flatMap(looked => (looked.kind === 'secret' ? [looked.facts.arn] : [])))
}
