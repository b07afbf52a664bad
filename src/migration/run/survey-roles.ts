import type { Problem } from '../../errors.ts'
import type { JournalMove } from '../journal.ts'
import type { ReadTarget, RoleNeed } from './grants.ts'
import type { Foreseen } from './preflight.ts'
import { type RoleSurvey, surveyRole, withoutRole } from './roles.ts'
import type { MigrationScope } from './survey.ts'

/** What the execution roles of the definitions need, and what IAM says of them now. */
export type RolesSurvey = {
  readonly surveys: readonly RoleSurvey[]
  readonly problems: readonly Problem[]
  readonly remarks: readonly string[]
}

/** surveyRoles looks at the execution role of each definition that gets references; a definition without one is a problem. */
export async function surveyRoles(
  foreseen: readonly Foreseen[],
  known: {
    readonly moves: readonly JournalMove[]
    readonly targets: ReadonlyMap<string, ReadTarget>
    readonly scope: MigrationScope
    readonly project: string
    readonly unusable: ReadonlySet<string>
  }
): Promise<RolesSurvey> {
  const { moves, targets, scope, project, unusable } = known
  const surveys: RoleSurvey[] = []
  const problems: Problem[] = []
  const withReferences = foreseen.filter(({ source }) =>
    moves.some(({ file }) => file === source.document.file)
  )
  for (const where of withReferences.flatMap(withoutOne))
    problems.push(withoutRole(where, project, scope.partition))
  for (const need of needsOf(withReferences, moves).filter(({ arn }) => !unusable.has(arn))) {
    const found = await surveyRole(
      need,
      need.secrets.flatMap(name => targets.get(name) ?? []),
      scope
    )
    surveys.push(found.survey)
    problems.push(...found.problems)
  }
  return { surveys, problems, remarks: remarksOf(surveys, targets) }
}

/** Where definitions stand that get references and name no execution role at all. */
function withoutOne({ source, executionRole, template }: Foreseen): readonly string[] {
  const { file } = source.document
  if (template === undefined) return executionRole === undefined ? [file] : []
  return template.filter(({ role }) => role.kind === 'none').map(({ resource }) => `${file} (${resource})`)
}

/** A role and what the definitions of one file need it for. A role that only its template knows can't be granted here. */
function rolesOf(
  { source, executionRole, template }: Foreseen,
  moves: readonly JournalMove[]
): readonly { readonly arn: string; readonly secrets: readonly string[] }[] {
  if (template !== undefined)
    return template.flatMap(({ role, secrets }) => (role.kind === 'arn' ? [{ arn: role.arn, secrets }] : []))
  if (executionRole === undefined) return []
  const own = moves.filter(({ file }) => file === source.document.file)
  return [{ arn: executionRole, secrets: own.map(({ secret }) => secret) }]
}

function needsOf(foreseen: readonly Foreseen[], moves: readonly JournalMove[]): readonly RoleNeed[] {
  const needs = new Map<string, RoleNeed>()
  const all = foreseen.flatMap(one => rolesOf(one, moves).map(role => ({ source: one.source, ...role })))
  for (const { source, arn, secrets } of all) {
    const { file } = source.document
    const known = needs.get(arn) ?? { arn, files: [], services: [], secrets: [] }
    needs.set(arn, {
      arn,
      files: [...new Set([...known.files, file])],
      services: [...known.services, ...source.services],
      secrets: [...new Set([...known.secrets, ...secrets])].sort((a, b) => (a < b ? -1 : 1))
    })
  }
  return [...needs.values()]
}

function remarksOf(
  surveys: readonly RoleSurvey[],
  targets: ReadonlyMap<string, ReadTarget>
): readonly string[] {
  const unknown = surveys.flatMap(({ need, reads }) =>
    reads.kind === 'unknown'
      ? [`Not verified: whether execution role ${need.arn} may read the secrets (${reads.why}).`]
      : []
  )
  const aliases = [...targets.values()].filter(
    ({ keyId = '' }) => keyId.includes('alias/') && !keyId.includes('alias/aws/')
  )
  return [
    ...unknown,
    ...aliases.map(
      ({ name, keyId }) =>
        `The key of ${name} is known by its alias only (${keyId}): kms:Decrypt is not granted for it; policies name keys by their ids.`
    )
  ]
}
