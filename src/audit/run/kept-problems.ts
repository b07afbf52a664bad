import type { Problem } from '../../errors.ts'
import { groupBy } from '../../group.ts'
import { someOf } from '../../list.ts'
import { pageUrl } from '../../nearest.ts'
import type { Audit } from '../audit.ts'

/** keptProblems returns a problem for each reason why a purge kept revisions whose use is unknown. Pure. */
export function keptProblems({ purge = [] }: Audit): readonly Problem[] {
  const kept = purge.filter(({ isUnverified }) => isUnverified)
  return groupBy(kept, ({ reason }) => reason).map((group): Problem => {
    const names = someOf(
      group.map(({ revision }) => revision),
      KEPT_SHOWN
    )
    return {
      code: 'purge-failed',
      fault: 'cloud',
      message: `${names} ${group.length === 1 ? 'was' : 'were'} not purged: ${group[0]?.reason}.`,
      hint: `Grant the permission (see ${pageUrl('audit')}), and run again.`
    }
  })
}

const KEPT_SHOWN = 8
