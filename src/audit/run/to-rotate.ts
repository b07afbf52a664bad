import { present } from '../../present.ts'
import type { CredentialToRotate, Exposure } from '../audit.ts'

/** A plaintext credential and where it was found: `service dispatcher`, `git, a1b2c3d deploy/web.json`. */
export type SeenCredential = { readonly exposure: Exposure; readonly where: string }

/**
 * credentialsToRotate lists the credentials that must be rotated, one row per variable, sorted by severity and then by
 * the number of places. Pure.
 */
export function credentialsToRotate(seen: readonly SeenCredential[]): readonly CredentialToRotate[] {
  const rows = new Map<string, { row: CredentialToRotate; where: Set<string> }>()
  for (const { exposure, where } of seen) {
    const key = `${exposure.name} ${exposure.kind.what}`
    const known = rows.get(key) ?? {
      row: {
        name: exposure.name,
        kind: exposure.kind,
        where: [],
        ...present({ secret: exposure.secret })
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
