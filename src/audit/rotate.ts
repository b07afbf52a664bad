import { present } from '../present.ts'
import type { CredentialToRotate, Spot } from './audit.ts'

/** A plaintext place and where it was seen: `service dispatcher`, `git, a1b2c3d deploy/web.json`. */
export type SeenCredential = { readonly spot: Spot; readonly where: string }

/**
 * credentialsToRotate gathers what must be rotated, each variable once, worst first: by rank, then by how many
 * places it stood in. Pure.
 */
export function credentialsToRotate(seen: readonly SeenCredential[]): readonly CredentialToRotate[] {
  const rows = new Map<string, { row: CredentialToRotate; where: Set<string> }>()
  for (const { spot, where } of seen) {
    const key = `${spot.name} ${spot.kind.what}`
    const known = rows.get(key) ?? {
      row: {
        name: spot.name,
        kind: spot.kind,
        where: [],
        ...present({ secret: spot.secret })
      },
      where: new Set<string>()
    }
    known.where.add(where)
    rows.set(key, known)
  }
  return [...rows.values()]
    .map(({ row, where }) => ({ ...row, where: [...where] }))
    .toSorted(
      (a, b) => a.kind.rank - b.kind.rank || b.where.length - a.where.length || (a.name < b.name ? -1 : 1)
    )
}
