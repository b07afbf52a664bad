import { lastPartOf } from '../arn.ts'
import type { RequestPace } from '../pace.ts'
import type { Gap } from './audit.ts'
import { readOrGap } from './gap.ts'
import type { InventoryPort, RevisionStatus } from './ports.ts'

/** ARNs of the revisions of some families, and the families whose revisions could not be listed. */
export type ListedRevisions = {
  readonly active: readonly string[]
  readonly inactive: readonly string[]
  /** Revisions that ECS is deleting. */
  readonly leaving: readonly string[]
  readonly gaps: readonly Gap[]
}

type Listing = {
  readonly inventory: Pick<InventoryPort, 'listRevisions' | 'listAllRevisions'>
  readonly pace: RequestPace
  readonly signal: AbortSignal
}

/** For fewer families, one request per family is cheaper. */
const TOGETHER_FROM = 10

/**
 * listRevisions lists the revisions of families. For many families it lists all revisions of the account, 100 per call,
 * unless other families have so many revisions that one request per family is cheaper. Throws AwsError unless a request
 * is only denied.
 */
export async function listRevisions(families: readonly string[], listing: Listing): Promise<ListedRevisions> {
  const together = families.length < TOGETHER_FROM ? undefined : await listTogether(families, listing)
  return together ?? listEach(families, listing)
}

async function listTogether(
  families: readonly string[],
  { inventory, pace, signal }: Listing
): Promise<ListedRevisions | undefined> {
  const wanted = new Set(families)
  const take = () => pace.take({ signal })
  const list = async (status: RevisionStatus) => {
    const all = await inventory.listAllRevisions(status, { pages: families.length, before: take })
    return all?.filter(arn => wanted.has(familyIn(arn)))
  }
  const look = await readOrGap('the revisions of the account', async () => {
    const active = await list('ACTIVE')
    const inactive = active && (await list('INACTIVE'))
    const leaving = inactive && (await list('DELETE_IN_PROGRESS'))
    return active && inactive && leaving && { active, inactive, leaving, gaps: [] }
  })
  return 'found' in look ? look.found : undefined
}

async function listEach(
  families: readonly string[],
  { inventory, pace, signal }: Listing
): Promise<ListedRevisions> {
  const all = { active: [] as string[], inactive: [] as string[], leaving: [] as string[], gaps: [] as Gap[] }
  for (const family of families) {
    await pace.take({ calls: 3, signal })
    const look = await readOrGap(`old revisions of ${family}`, async () => ({
      active: await inventory.listRevisions(family, 'ACTIVE'),
      inactive: await inventory.listRevisions(family, 'INACTIVE'),
      leaving: await inventory.listRevisions(family, 'DELETE_IN_PROGRESS')
    }))
    if ('gap' in look) {
      all.gaps.push(look.gap)
      continue
    }
    all.active.push(...look.found.active)
    all.inactive.push(...look.found.inactive)
    all.leaving.push(...look.found.leaving)
  }
  return all
}

function familyIn(arn: string): string {
  return lastPartOf(arn).split(':')[0] as string
}
