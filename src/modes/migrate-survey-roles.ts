import type { Problem } from '../errors.ts'
import type { JournalMove } from '../migration/journal.ts'
import type { ReadTarget, RoleNeed } from './migrate-grants.ts'
import type { Foreseen } from './migrate-preflight.ts'
import { type RoleSurvey, surveyRole, withoutRole } from './migrate-roles.ts'
import type { MigrationScope } from './migrate-survey.ts'

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
  for (const { source, executionRole } of withReferences) {
    if (executionRole === undefined)
      problems.push(withoutRole(source.document.file, project, scope.partition))
  }
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

function needsOf(foreseen: readonly Foreseen[], moves: readonly JournalMove[]): readonly RoleNeed[] {
  const needs = new Map<string, RoleNeed>()
  for (const { source, executionRole: arn } of foreseen) {
    if (arn === undefined) continue
    const { file } = source.document
    const secrets = moves.filter(move => move.file === file).map(({ secret }) => secret)
    const known = needs.get(arn) ?? { arn, files: [], services: [], secrets: [] }
    needs.set(arn, {
      arn,
      files: [...known.files, file],
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
