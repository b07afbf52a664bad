import { familyOf, lastPartOf } from '../../arn.ts'
import { distinctBy } from '../../list.ts'
import { present } from '../../present.ts'
import type { AuditedSecret, KnownValue, LiveReference, StaleTask, Use } from '../audit.ts'
import { serviceOf } from '../find-uses.ts'
import { readOrGap } from '../gap.ts'
import { staleTasks, startReadsOf } from '../old-values.ts'
import type { SecretValues } from '../ports.ts'
import { heldValues } from '../scan.ts'
import {
  findUnreferencedSecrets,
  judgeSecret,
  lookUpSecrets,
  type ReferencedSecret,
  secretKeyOf,
  type UnreferencedSecrets
} from '../secrets.ts'
import type { AreaSnapshot } from './area.ts'

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

/** referencesInUse returns the references of what runs or would run. Pure. */
export function referencesInUse({ uses, families }: Pick<AreaSnapshot, 'uses' | 'families'>): readonly {
  readonly reference: LiveReference
  readonly use: Use
}[] {
  return uses.flatMap(use =>
    (families.revisions.get(use.revision)?.references ?? []).map(reference => ({ reference, use }))
  )
}

/**
 * surveyAreaSecrets looks up what the revisions in use read and, for a whole cluster, also the unreferenced secrets
 * with the same prefixes. Throws AwsError.
 */
export async function surveyAreaSecrets(
  area: AreaSnapshot,
  { now, maxAgeDays }: { readonly now: number; readonly maxAgeDays: number }
): Promise<AreaSecrets> {
  const { families, aws, isWhole } = area
  type Used = { reference: LiveReference; readonly by: Set<string>; isThinned: boolean }
  const used = new Map<string, Used>()
  for (const { reference, use } of referencesInUse(area)) {
    const key = secretKeyOf(reference)
    const known = used.get(key) ?? { reference, by: new Set<string>(), isThinned: false }
    known.isThinned ||= families.thinned.has(familyOf(use.revision))
    known.by.add(use.service ?? use.name)
    used.set(key, known)
  }
  const references = [...used.values()].map(({ reference }) => reference)
  const lookups = await lookUpSecrets(references, aws.secrets)
  const rows = [...used].map(([key, { reference, by, isThinned }]) => {
    const looked = lookups.get(key) ?? { kind: 'gone' as const }
    const limits = { now, maxAgeMs: maxAgeDays * DAY_MS }
    return judgeSecret({ reference, usedBy: [...by], looked, isThinned }, limits)
  })
  const siblings = isWhole
    ? await findUnreferencedSecrets(lookups, await referencedArns(area, lookups), aws.secrets)
    : NO_SIBLINGS
  return {
    ...{ lookups, references, listed: siblings.listed, remarks: siblings.remarks },
    rows: [...rows, ...siblings.rows],
    stale: staleIn(area, lookups)
  }
}

const NO_SIBLINGS: UnreferencedSecrets = {
  rows: [],
  listed: [],
  remarks: ['Unreferenced secrets are searched for only when all services of a cluster are audited.']
}

/** ARNs of secrets that any ACTIVE revision of the families refers to, even one that nothing runs now. */
async function referencedArns(
  { families, aws }: AreaSnapshot,
  lookups: ReadonlyMap<string, ReferencedSecret>
): Promise<ReadonlySet<string>> {
  const active = [...families.revisions.values()].filter(({ status }) => status === 'ACTIVE')
  const more = active.flatMap(({ references }) => references).filter(one => !lookups.has(secretKeyOf(one)))
  const found = [...lookups.values(), ...(await lookUpSecrets(more, aws.secrets)).values()]
  return new Set(found.flatMap(looked => (looked.kind === 'secret' ? [looked.facts.arn] : [])))
}

/** The running tasks that are older than what their revisions read. */
function staleIn(
  { clusters, region, families }: AreaSnapshot,
  lookups: ReadonlyMap<string, ReferencedSecret>
): readonly StaleTask[] {
  const tasks = clusters.flatMap(({ cluster, tasks: own }) =>
    own.map(task => ({
      ...{ task, cluster: lastPartOf(cluster), region },
      reads: startReadsOf(families.revisions.get(task.taskDefinition)?.references ?? [], lookups),
      ...present({ service: serviceOf(task) })
    }))
  )
  return staleTasks(tasks)
}

/**
 * readValues reads the current values of the referenced and of the listed secrets, in memory, and returns which could
 * not be read. It passes the values to `mask` first. Throws AwsError unless a request is only denied.
 */
export async function readValues(
  { lookups, references, listed }: AreaSecrets,
  values: SecretValues,
  mask: (values: readonly string[]) => void
): Promise<{ readonly held: readonly KnownValue[]; readonly remarks: readonly string[] }> {
  const held: KnownValue[] = []
  const remarks = new Set<string>()
  const read = async (
    what: string,
    texts: () => Promise<Iterable<readonly [string, string | undefined]>>
  ) => {
    const look = await readOrGap(what, texts)
    if ('gap' in look) remarks.add(`Not compared: ${look.gap.what}: ${look.gap.why}.`)
    else for (const [name, text = ''] of look.found) held.push(...heldValues(name, text))
  }
  const secrets = [...lookups.values()].flatMap(looked =>
    looked.kind === 'secret' && looked.facts.deletedAt === undefined ? [looked.facts] : []
  )
  const all = distinctBy([...secrets, ...listed.filter(({ owner }) => owner === undefined)], ({ arn }) => arn)
  for (const { arn, name } of all)
    await read(`the value of ${name}`, async () => [
      [name, await values.secretValue(arn.split(':')[3] ?? '', arn)]
    ])
  for (const region of new Set(references.map(one => one.region))) {
    const names = references.flatMap(one => {
      const looked = one.region === region ? lookups.get(secretKeyOf(one)) : undefined
      return looked?.kind === 'parameter' ? [looked.facts.name] : []
    })
    if (names.length > 0)
      await read('the values of the parameters', () => values.parameterValues(region, names))
  }
  mask(held.flatMap(({ value }) => [value, ...value.split(/\r?\n/)]).filter(line => line.length >= 8))
  return { held, remarks: [...remarks] }
}
