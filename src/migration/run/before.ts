import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import { permissionsToText } from '../../report/permissions.ts'
import { problemsOfVerification } from '../../verify/problems.ts'
import { verifyPermissions } from '../../verify/verify.ts'
import type { Foreseen } from './preflight.ts'
import type { MigrationScope } from './survey.ts'

/** What a deploy of the files as they will be would run into, and the roles that can't be used at all. */
export type VerifiedBefore = {
  readonly problems: readonly Problem[]
  readonly remarks: readonly string[]
  readonly unusable: ReadonlySet<string>
}

/**
 * verifyBefore asks what a deploy asks before it registers anything: the roles exist and trust ECS, this identity may pass
 * them, the images are there. After the files are rewritten would be too late. Short references are not looked at here.
 */
export async function verifyBefore(
  foreseen: readonly Foreseen[],
  { configuration, aws, region, partition, ports }: MigrationScope
): Promise<VerifiedBefore> {
  const { verifyPermissions: mode, apply } = configuration
  if (mode === 'off') return { problems: [], remarks: [], unusable: new Set() }
  const subjects = foreseen.flatMap(({ source, root }) => {
    if (root === undefined) return []
    // who only plans passes no role on; the identity that applies may be another one
    const registration = apply ? ('register' as const) : ('reuse' as const)
    const [service] = source.services
    const subject = { file: source.document.file, root, place: source.place, registration }
    return [{ ...subject, ...present({ service }) }]
  })
  const verification = await verifyPermissions(subjects, { references: [], region, partition }, aws)
  if (verification.rows.length > 0) ports.log.group('Permissions', permissionsToText(verification.rows))
  const { problems, remarks } = problemsOfVerification(verification, mode)
  const unusable = verification.rows.flatMap(({ check, verdict, what }) =>
    check === 'role' && verdict === 'denied' ? [what] : []
  )
  return { problems, remarks: remarks.map(({ message }) => message), unusable: new Set(unusable) }
}
