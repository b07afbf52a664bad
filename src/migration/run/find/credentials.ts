import { applyProjectRules } from '../../../checking/decisions/apply-decisions.ts'
import type { ProjectRules } from '../../../checking/decisions/rule-decisions.ts'
import { examine } from '../../../checking/examine/examine.ts'
import { isLiveName } from '../../../checking/load/load-sources.ts'
import type { RenderedTarget } from '../../../checking/load/source.ts'
import { matchShape } from '../../../detector/shapes/match.ts'
import type { Problem } from '../../../errors.ts'
import type { MigrateConfiguration } from '../../../inputs/configuration.ts'
import { distinctBy } from '../../../list.ts'
import { present } from '../../../present.ts'
import type { ExceptedRow } from '../../../report/migration/excepted-credentials.ts'
import { idOf, isLeftOut, type MigrationCandidate, selectCandidates } from '../../candidate.ts'
import { partsOfUrl } from '../../secret-content.ts'
import { configurationErrors, configurationSource } from '../configuration-file.ts'
import type { MigrationPorts } from '../ports.ts'
import { candidatesIn, type MigrationSource, madeByExpressions, notMovedOf } from './candidates.ts'
import { besidesExcepted, exceptedRows } from './excepted.ts'
import { searchRepository } from './repository-places.ts'
import { findHarmlessCopies, findSameValues, isOrdinary, type KnownValue } from './same-values.ts'
import { type RestOfProject, type SourcesWithRevisions, sourcesOf } from './sources.ts'

/** The result of searching the files: what moves, and what would still stop a deploy afterwards. */
export type FoundInFiles = {
  readonly sources: readonly MigrationSource[]
  readonly candidates: readonly MigrationCandidate[]
  /** The kind of each selected value, by candidate; determined while the values are available. */
  readonly kinds: ReadonlyMap<MigrationCandidate, { readonly shape?: string; readonly isUrl: boolean }>
  /** Where a moved value remains: places in the files, and in all other text files that git tracks. */
  readonly left: readonly string[]
  /** Credentials that an exception or a comment keeps in plaintext. */
  readonly excepted: readonly ExceptedRow[]
  readonly remarks: readonly string[]
  readonly problems: readonly Problem[]
}

/** The inputs of the search for credentials. */
type FindingRun = {
  readonly configuration: MigrateConfiguration
  readonly project: ProjectRules
  readonly ports: MigrationPorts
  readonly rest: RestOfProject
  /**
   * The definitions that a deploy would make of the current files, including what expressions and inputs contribute.
   */
  readonly rendered: readonly RenderedTarget[]
}

/**
 * findInFiles finds the credentials of `environment` in each file, as written. What an exception covers stays unless
 * the user includes it by name. All values are masked before anything is printed.
 */
export async function findInFiles(loaded: SourcesWithRevisions, run: FindingRun): Promise<FoundInFiles> {
  const { configuration, ports, rest } = run
  const sources = sourcesOf(loaded)
  const written = await asWritten(loaded, run)
  const { errors, all, found } = written
  const known = [
    ...found.filter(({ value }) => !value.reveal().includes('${{')),
    ...rest.siblings,
    ...rest.inUse
      .filter(({ value }) => !isOrdinary(value.reveal()) && value.reveal().length >= 8)
      .map(({ secret, value }) => ({ variable: secret, value }))
  ]
  const wanted = new Set(found)
  const kept = new Set([
    ...all.filter(one => isLeftOut(one, configuration)).map(idOf),
    ...written.excepted.map(({ finding }) => `${finding.file} ${finding.pointer}`)
  ])
  const copies = findHarmlessCopies(
    all.filter(one => !wanted.has(one)),
    known,
    kept
  )
  const candidates = all.flatMap(one => (wanted.has(one) ? [one] : (copies.moved.get(one) ?? [])))
  ports.mask(candidates.flatMap(masksOf))
  const kinds = new Map(candidates.map(one => [one, kindOf(one)]))
  const places = await searchPlaces({ sources, candidates, known, all, kept }, run)
  const excepted = exceptedRows(written.excepted, candidates)
  return {
    sources,
    candidates,
    kinds,
    left: besidesExcepted(places.left, excepted),
    excepted,
    remarks: places.remarks,
    problems: [
      ...madeByExpressions(candidates),
      ...notMovedOf(errors, candidates),
      ...copies.problems,
      ...places.problems
    ]
  }
}

type Searched = Pick<FoundInFiles, 'sources' | 'candidates'> & {
  readonly known: readonly KnownValue[]
  readonly all: readonly MigrationCandidate[]
  readonly kept: ReadonlySet<string>
}

/**
 * Finds other places of values that move: in the files, in the configuration file, and in all other files of the
 * repository.
 */
async function searchPlaces(
  { sources, candidates, known, all, kept }: Searched,
  { project, rest, ports }: FindingRun
): Promise<Pick<FoundInFiles, 'left' | 'remarks' | 'problems'>> {
  const settings = await configurationSource(project)
  const found = findSameValues([...sources, ...settings], {
    candidates,
    known,
    all,
    kept
  })
  const beside = findSameValues(rest.sources, { candidates: [], known: candidates, all: [], kept })
  const own = new Set([...sources, ...rest.sources, ...settings].map(({ document }) => document.file))
  const elsewhere = searchRepository(ports, own, [...candidates, ...known])
  const places = [...found.left, ...beside.stopping, ...beside.left].map(({ where }) => where)
  return {
    left: [...places, ...elsewhere.places],
    remarks: elsewhere.remarks,
    problems: found.stopping.map(({ problem }) => problem)
  }
}

/** Returns all variables of the files, and which of them move. */
async function asWritten(
  loaded: SourcesWithRevisions,
  { configuration, project, ports, rendered }: FindingRun
) {
  const findings = await examine(loaded.targets, rendered, { rules: project.rules, mask: ports.mask })
  const judged = await applyProjectRules({ findings, loaded }, project, ports)
  const errors = distinctBy(
    [
      ...judged.findings.filter(({ level }) => level === 'error'),
      ...(await configurationErrors(project, ports))
    ],
    ({ file, pointer, rule }) => `${file} ${pointer} ${rule}`
  )
  const all = sourcesOf(loaded)
    .filter(({ document }) => !isLiveName(document.file))
    .flatMap(source => candidatesIn(source, errors))
  return {
    errors,
    all,
    excepted: judged.excepted,
    found: selectCandidates(all, configuration)
  }
}

function masksOf({ value }: MigrationCandidate): readonly string[] {
  return [value.reveal(), ...value.reveal().split(/\r?\n/)]
}

/** siblingCandidates finds the credentials of files that are not part of the run, for their names. Nothing is moved. */
export async function siblingCandidates(
  loaded: SourcesWithRevisions,
  run: {
    readonly configuration: MigrateConfiguration
    readonly project: ProjectRules
    readonly ports: MigrationPorts
  }
): Promise<readonly MigrationCandidate[]> {
  const { configuration, project, ports } = run
  const findings = await examine(loaded.targets, [], { rules: project.rules, mask: ports.mask })
  const judged = await applyProjectRules({ findings, loaded }, project, ports)
  const errors = judged.findings.filter(({ level }) => level === 'error')
  const all = sourcesOf(loaded).flatMap(source => candidatesIn(source, errors))
  return selectCandidates(all, configuration).filter(({ value }) => !value.reveal().includes('${{'))
}

function kindOf({ value, variable }: MigrationCandidate): {
  readonly shape?: string
  readonly isUrl: boolean
} {
  const shape = matchShape(value.reveal(), variable)?.shape.what
  return { isUrl: partsOfUrl(value) !== undefined, ...present({ shape }) }
}
