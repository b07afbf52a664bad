import { isLiveName } from '../../../checking/load/load-sources.ts'
import type { DefinitionSource } from '../../../checking/load/source.ts'
import type { Finding } from '../../../detector/finding.ts'
import { walk } from '../../../detector/walk.ts'
import type { Problem } from '../../../errors.ts'
import { present } from '../../../present.ts'
import { quotedName } from '../../../template/naming.ts'
import { idOf, type MigrationCandidate } from '../../candidate.ts'
import { SecretValue } from '../../secret-value.ts'

/**
 * A file that is searched for credentials. `revision`: the file does not exist yet and is written from that live
 * revision. `isTemplate`: a CloudFormation template, which is not deployed here.
 */
export type MigrationSource = DefinitionSource & {
  readonly services: readonly string[]
  readonly revision?: string
  readonly isTemplate?: true
  /** Set if the services were not named by the inputs but found because they run the file's family. */
  readonly isAttached?: true
}

/** candidatesIn returns every variable of a file that could become a secret, with the rule that matched, if any. */
export function candidatesIn(
  source: MigrationSource,
  errors: readonly Finding[]
): readonly MigrationCandidate[] {
  const { document, services, place, isTemplate } = source
  const rules = new Map(
    errors
      .filter(({ file, category }) => file === document.file && category === 'credential')
      .map(({ pointer, rule }) => [pointer, rule])
  )
  return walk(document.root).flatMap(
    ({ location, node, value, name, container = '' }): MigrationCandidate[] => {
      if (location !== 'environment' || node.origin.kind !== 'file') return []
      const { pointer } = node.origin
      const service = isTemplate ? resourceOf(pointer) : services.length === 1 ? services[0] : undefined
      const rule = rules.get(pointer)
      const at = place(node.origin)
      return [
        {
          source: { kind: 'file', file: document.file, pointer, ...present({ place: at }) },
          container,
          variable: name,
          value: new SecretValue(node.kind === 'string' ? node.value : value),
          ...present({ service, rule })
        }
      ]
    }
  )
}

/**
 * resourceOf returns the logical ID of the resource that a pointer of a template leads into; in templates it replaces
 * the service.
 */
export function resourceOf(pointer: string): string | undefined {
  return /^\/Resources\/([^/]+)\//.exec(pointer)?.[1]
}

/**
 * madeByExpressions reports variables that contain an expression: its value is known only at deploy time and can differ
 * between runs.
 */
export function madeByExpressions(candidates: readonly MigrationCandidate[]): readonly Problem[] {
  return candidates
    .filter(({ value }) => value.reveal().includes('${{'))
    .map(candidate => {
      const { variable, source } = candidate
      return {
        code: 'migration-expression',
        fault: 'user',
        message: `${quotedName(variable, 'A variable')} is made by an expression and cannot become a secret.`,
        hint: 'Store what the expression gives as a secret by hand and refer to it, or leave the variable out with "exclude".',
        ...(source.kind === 'file' && source.place ? { place: source.place } : {})
      }
    })
}

/**
 * notMovedOf reports the findings that stop a deploy and are not moved. They are reported before the first write,
 * because nothing could be deployed afterwards.
 */
export function notMovedOf(
  errors: readonly Finding[],
  candidates: readonly MigrationCandidate[]
): readonly Problem[] {
  const moved = new Set(candidates.map(idOf))
  return errors.filter(({ file, pointer }) => !moved.has(`${file} ${pointer}`)).map(notMoved)
}

const IN_ECS =
  'This definition is in ECS: take the value out where it is registered (Terraform, another workflow), or name a file in "task-definition" of the entry and run with source: live, which writes it.'

/** notMoved returns the problem for a finding that stays and stops a deploy. */
export function notMoved({ message, place, container, file }: Finding): Problem {
  return {
    code: 'migration-left',
    fault: 'user',
    message: `Not moved, and would stop the deploy${container === undefined ? '' : ` (container ${container})`}: ${message}`,
    hint: isLiveName(file)
      ? IN_ECS
      : 'Only variables of "environment" that "exclude" does not name are moved. Change this one by hand first; if it is not a credential, add an exception in .github/ecs-sealed-deploy.yml.',
    ...present({ place })
  }
}
