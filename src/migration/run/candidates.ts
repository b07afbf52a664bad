import type { DefinitionSource } from '../../checking/load-sources.ts'
import type { Finding } from '../../detector/finding.ts'
import { walk } from '../../detector/walk.ts'
import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import { quotedName } from '../../template/naming.ts'
import { idOf, type MigrationCandidate } from '../candidate.ts'
import { SecretValue } from '../secret-value.ts'

/**
 * A file that credentials are looked for in. `revision`: it does not exist yet and is written from that live
 * revision. `isTemplate`: of CloudFormation, and not deployed here.
 */
export type MigrationSource = DefinitionSource & {
  readonly services: readonly string[]
  readonly revision?: string
  readonly isTemplate?: true
  /** Set where the services were not named by the inputs but found to run the file's family. */
  readonly isAttached?: true
}

/** candidatesIn gives every variable of a file that could become a secret, with the rule that found it, if any did. */
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
 * resourceOf is the logical id of the resource that a pointer of a template leads into; it stands for the service
 * there.
 */
export function resourceOf(pointer: string): string | undefined {
  return /^\/Resources\/([^/]+)\//.exec(pointer)?.[1]
}

/** madeByExpressions: what an expression makes is known at deploy time only, and may differ from run to run. */
export function madeByExpressions(
  candidates: readonly MigrationCandidate[],
  wayOutOf: (candidate: MigrationCandidate) => string | undefined = () => undefined
): readonly Problem[] {
  return candidates
    .filter(({ value }) => value.reveal().includes('${{'))
    .map(candidate => {
      const { variable, source } = candidate
      return {
        code: 'migration-expression',
        fault: 'user',
        message: `${quotedName(variable, 'A variable')} is made by an expression and cannot become a secret.`,
        hint:
          wayOutOf(candidate) ??
          'Store what the expression gives as a secret by hand and refer to it, or leave the variable out with "exclude".',
        ...(source.kind === 'file' && source.place ? { place: source.place } : {})
      }
    })
}

/** notMovedOf gives what stops a deploy and is not moved: found before the first write, since afterwards nothing could be deployed. */
export function notMovedOf(
  errors: readonly Finding[],
  candidates: readonly MigrationCandidate[]
): readonly Problem[] {
  const moved = new Set(candidates.map(idOf))
  return errors.filter(({ file, pointer }) => !moved.has(`${file} ${pointer}`)).map(notMoved)
}

/** notMoved is the problem of a finding that stays and that a deploy stops at. */
export function notMoved({ message, place, container }: Finding): Problem {
  return {
    code: 'migration-left',
    fault: 'user',
    message: `Not moved, and would stop the deploy${container === undefined ? '' : ` (container ${container})`}: ${message}`,
    hint: 'Only variables of "environment" that "exclude" does not name are moved. Change this one by hand first; if it is none, except it in .github/ecs-sealed-deploy.yml.',
    ...present({ place })
  }
}
