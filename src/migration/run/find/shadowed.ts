import type { ProjectRules } from '../../../checking/decisions/rule-decisions.ts'
import type { DefinitionSource } from '../../../checking/load/source.ts'
import { resolveLayout } from '../../../configuration/resolve-layout.ts'
import type { LayeredValue, ResolvedEntry } from '../../../configuration/resolved.ts'
import { scalarTextOf } from '../../../document/tree.ts'
import type { Problem } from '../../../errors.ts'
import { present } from '../../../present.ts'
import { quotedName } from '../../../template/naming.ts'
import { type MigrationCandidate, whereIs } from '../../candidate.ts'
import type { SecretInUse } from '../../names.ts'
import { SecretValue } from '../../secret-value.ts'
import { entriesOf, isFrom } from '../overlay/values.ts'

/** What happens to variables of files that the configuration file overrides. */
export type Shadows = {
  /** Candidates with the value that takes effect: the file gets the same reference, and its own value is not stored. */
  readonly joined: ReadonlyMap<MigrationCandidate, MigrationCandidate>
  readonly refused: ReadonlySet<MigrationCandidate>
  readonly problems: readonly Problem[]
  readonly remarks: readonly string[]
}

export type ShadowScope = {
  readonly project: Pick<ProjectRules, 'layout' | 'resolved'>
  readonly targets: readonly DefinitionSource[]
  readonly inUse: readonly SecretInUse[]
}

/** configuredValueOf returns the value of the configuration file for a variable of a container, if it has one. */
export function configuredValueOf(
  { overlay }: Pick<ResolvedEntry, 'overlay'>,
  { container, variable }: Pick<MigrationCandidate, 'container' | 'variable'>
): (LayeredValue & { readonly kind: 'plain' | 'secret' }) | undefined {
  const own = overlay.container && scalarTextOf(overlay.container.node)
  if (own !== undefined && own !== container) return undefined
  const plain = overlay.environmentVariables.get(variable)
  if (plain) return { ...plain, kind: 'plain' }
  const secret = overlay.secrets.get(variable)
  return secret && { ...secret, kind: 'secret' }
}

/**
 * findShadows finds credentials of files that reach no definition, because the configuration file overrides the
 * variable. If another environment or service uses the file, this is a problem that the user decides, because a change
 * of the file would apply there too. Pure.
 */
export function findShadows(candidates: readonly MigrationCandidate[], scope: ShadowScope): Shadows {
  const joined = new Map<MigrationCandidate, MigrationCandidate>()
  const refused = new Set<MigrationCandidate>()
  const problems: Problem[] = []
  const remarks: string[] = []
  for (const candidate of candidates) {
    const { source } = candidate
    if (source.kind !== 'file') continue
    const own = scope.targets.flatMap(({ document, entry }) =>
      document.file === source.file && entry ? [entry] : []
    )
    const winning = own.flatMap(entry => configuredValueOf(entry, candidate) ?? [])
    if (own.length === 0 || winning.length < own.length) continue
    const users = usersOf(source.file, scope)
    const others = users
      .filter(({ entry }) => configuredValueOf(entry, candidate) === undefined)
      .map(({ name }) => name)
    // a reference belongs to this environment, but others share the file
    const value =
      users.length === 0 ? winningValue(winning, { candidate, own, inUse: scope.inUse }) : undefined
    if (value === undefined) {
      refused.add(candidate)
      problems.push(shadowed(candidate, { where: placesOf(winning, scope), others: [...new Set(others)] }))
    } else {
      joined.set(candidate, { ...candidate, value })
      if (!value.equals(candidate.value)) remarks.push(deadValue(candidate, placesOf(winning, scope)))
    }
  }
  return { joined, refused, problems, remarks }
}

/** Describes the other users of a file: other environments, and services that are not part of the run. */
function usersOf(
  file: string,
  { project, targets }: ShadowScope
): readonly { readonly name: string; readonly entry: ResolvedEntry }[] {
  const { layout, resolved } = project
  const own = new Set(targets.flatMap(({ entry }) => (entry ? [`${entry.kind} ${entry.key}`] : [])))
  const elsewhere = [...layout.environments.keys()]
    .filter(name => name !== resolved.environment)
    .flatMap(name =>
      entriesOf(resolveLayout(layout, name)).map(entry => ({ name: `environment ${name}`, entry }))
    )
  const leftOut = entriesOf(resolved)
    .filter(({ kind, key }) => !own.has(`${kind} ${key}`))
    .map(entry => ({ name: `"${entry.key}"`, entry }))
  return [...elsewhere, ...leftOut].filter(({ entry }) => isFrom(entry, file))
}

/** The single value that takes effect everywhere, if it is known. */
function winningValue(
  winning: readonly ReturnType<typeof configuredValueOf>[],
  {
    candidate,
    own,
    inUse
  }: {
    readonly candidate: MigrationCandidate
    readonly own: readonly ResolvedEntry[]
    readonly inUse: readonly SecretInUse[]
  }
): SecretValue | undefined {
  const values = winning.map(one => {
    if (one?.kind === 'plain') return scalarTextOf(one.node)
    const known = inUse.find(
      ({ variables, services }) =>
        variables.includes(candidate.variable) && own.some(({ key }) => services.includes(key))
    )
    return known?.value.reveal()
  })
  const [first] = values
  return first !== undefined && values.every(value => value === first) ? new SecretValue(first) : undefined
}

function placesOf(winning: readonly LayeredValue[], { project }: ShadowScope): string {
  const places = winning.map(({ node, layer }) => {
    const at = project.layout.place(node.origin)
    return at ? `${at.file}:${at.line}` : layer
  })
  return [...new Set(places)].join(', ')
}

function deadValue(candidate: MigrationCandidate, where: string): string {
  return `${whereIs(candidate)} has ${quotedName(candidate.variable, 'a variable')} with another value than ${where}, which wins: no definition takes it. It gets the same reference, and its value is stored nowhere; rotate it too if it is one that works.`
}

function shadowed(
  candidate: MigrationCandidate,
  { where, others }: { readonly where: string; readonly others: readonly string[] }
): Problem {
  const { source, variable } = candidate
  const name = quotedName(variable, 'a variable')
  const takers = others.length === 0 ? '' : `; ${others.join(', ')} takes the one of the file`
  return {
    code: 'migration-shadowed',
    fault: 'user',
    message: `${whereIs(candidate)} has ${name}, and so has ${where}, which wins in this run${takers}.`,
    hint:
      others.length === 0
        ? 'Nothing takes the one of the file: take it out there, then run again.'
        : `Write the file's value under "environment-variables" of each that takes it (environments.NAME or services.KEY of the configuration file), take it out of the file, then run again.`,
    ...present({ place: source.kind === 'file' ? source.place : undefined })
  }
}
