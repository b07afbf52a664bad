import { partitionOf } from '../../check/contexts.ts'
import type { Problem, Remark } from '../../errors.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import { PERMISSIONS_TITLE, permissionsToText } from '../../report/permissions.ts'
import { problemsOfVerification } from '../../secrets/problems.ts'
import type { PermissionRow } from '../../secrets/verification.ts'
import { verifyPermissions } from '../../secrets/verify.ts'
import type { DefinitionPlan, Plan } from '../comparison/plan.ts'
import type { DeployingPorts } from '../connections.ts'
import type { ResolvedGroup } from './make-plan.ts'

/** The permissions of the roles, and the resulting problems and remarks of the run. */
export type VerifiedPlan = {
  readonly rows: readonly PermissionRow[]
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
}

/**
 * verifyPlan verifies, before the first change, that the roles of the definitions to deploy have the permissions that
 * ECS will need, and that the images exist. Definitions that the plan does not touch are skipped.
 */
export async function verifyPlan(
  plan: Plan,
  groups: readonly ResolvedGroup[],
  run: DeployingPorts & { readonly configuration: AwsConfiguration & { readonly mode: string } }
): Promise<VerifiedPlan> {
  const { verifyPermissions: verifyMode, mode } = run.configuration
  if (verifyMode === 'off') return { rows: [], problems: [], remarks: [] }
  const touched = touchedByFile(plan)
  const verified = await Promise.all(
    groups.map(async ({ account, documents, resolved }) => {
      const subjects = documents.flatMap(document => {
        const definition = touched.get(document.file)
        if (!definition) return []
        // mode plan passes no role; the identity that deploys may be a different one
        const registration = mode === 'plan' ? 'reuse' : definition.registration.kind
        return [{ ...document, registration } as const]
      })
      if (subjects.length === 0) return { rows: [], problems: [], remarks: [] }
      const { region } = account
      const known = { references: resolved, region, partition: partitionOf(region) }
      const verification = await verifyPermissions(subjects, known, await run.aws(account))
      return { rows: verification.rows, ...problemsOfVerification(verification, verifyMode) }
    })
  )
  const rows = verified.flatMap(item => item.rows)
  if (rows.length > 0) run.ports.log.group(PERMISSIONS_TITLE, permissionsToText(rows))
  return {
    rows,
    problems: verified.flatMap(item => item.problems),
    remarks: verified.flatMap(item => item.remarks)
  }
}

/** The definitions that the plan touches, by their files; the first one of each file. */
function touchedByFile({ definitions, services }: Plan): ReadonlyMap<string, DefinitionPlan> {
  const used = new Set(
    services.flatMap(({ definitionId, action: { kind } }) =>
      kind === 'update' || kind === 'create' ? [definitionId] : []
    )
  )
  const touched = definitions.filter(one => one.registration.kind === 'register' || used.has(one.id))
  return new Map(touched.toReversed().flatMap(one => one.files.map(file => [file, one] as const)))
}
