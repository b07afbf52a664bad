import { partitionOf } from '../../arn.ts'
import type { Place, Problem, Remark } from '../../errors.ts'
import type { PlaceFinder } from '../../files/document/place.ts'
import { childOf, itemsOf, type ObjectNode, stepsOf } from '../../files/document/tree.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import { present } from '../../present.ts'
import { PERMISSIONS_TITLE, permissionsToText } from '../../report/run-sections.ts'
import { problemsOfVerification } from '../../secrets/problems.ts'
import type { PermissionRow } from '../../secrets/verification.ts'
import { verifyPermissions } from '../../secrets/verify.ts'
import { givesImage } from '../../template/overrides.ts'
import type { DefinitionPlan, Plan } from '../comparison/plan.ts'
import type { DeployingPorts } from '../target.ts'
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
      const told = (rows: readonly PermissionRow[]) =>
        problemsOfVerification({ ...verification, rows }, verifyMode)
      const isOpen = mode === 'plan' && !givesImage(run.configuration.overrides)
      const old = verification.rows.filter(
        row => isOpen && told([row]).problems.some(one => isOldTag(one, touched))
      )
      const rows = verification.rows.filter(row => !old.includes(row))
      const { problems, remarks } = told(rows)
      return { rows, problems, remarks: [...remarks, ...told(old).problems.map(asOldTag)] }
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

/** A committed tag that is gone from ECR, of a definition whose service runs another image: a workflow may set it. */
function isOldTag({ code, place }: Problem, touched: ReadonlyMap<string, DefinitionPlan>): boolean {
  const differences = touched.get(place?.file ?? '')?.differences ?? []
  return (
    code === 'image-missing' &&
    differences.some(({ path, change }) => change === 'changed' && path.endsWith('.image'))
  )
}

function asOldTag({ message, place }: Problem): Remark {
  const rest = 'Another image runs: if the workflow that deploys sets the image, this one is not needed.'
  return { message: `${message} ${rest}`, isWarning: true, ...present({ place }) }
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

/** The definitions as they are sent, by file, to find later where a part of one is. */
export type KnownPlaces = ReadonlyMap<string, { readonly root: ObjectNode; readonly place: PlaceFinder }>

/**
 * placeAt finds the place of a JSON pointer into the definition of a file, or of the deepest part on the way to it;
 * undefined for what an input has set.
 */
export function placeAt(places: KnownPlaces, file: string, pointer: string): Place | undefined {
  const known = places.get(file)
  if (known === undefined) return undefined
  let node: Parameters<typeof childOf>[0] = known.root
  let { origin } = known.root
  for (const step of stepsOf(pointer)) {
    node = node?.kind === 'array' ? itemsOf(node)[Number(step)] : childOf(node, step)
    if (node === undefined) break
    ;({ origin } = node)
  }
  return known.place(origin)
}
