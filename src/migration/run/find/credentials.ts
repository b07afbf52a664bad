import { applyProjectRules } from '../../../checking/decisions/apply-decisions.ts'
import type { ProjectRules } from '../../../checking/decisions/rule-decisions.ts'
import { examine } from '../../../checking/examine/examine.ts'
import { isLiveName } from '../../../checking/load/load-sources.ts'
import type { RenderedTarget } from '../../../checking/load/source.ts'
import { matchShape } from '../../../detector/shapes/match.ts'
import type { Problem } from '../../../errors.ts'
import type { MigrateConfiguration } from '../../../inputs/configuration.ts'
import { present } from '../../../present.ts'
import type { ExceptedRow } from '../../../report/migration/excepted-credentials.ts'
import { idOf, isLeftOut, type MigrationCandidate, selectCandidates, whereIs } from '../../candidate.ts'
import { partsOfUrl } from '../../secret-content.ts'
import {
  othersInSettings,
  overlayErrors,
  settingsSource,
  stillInPlaintext,
  wayOutOfVariables
} from '../overlay/findings.ts'
import { overlayValues } from '../overlay/values.ts'
import type { MigrationPorts } from '../ports.ts'
import { candidatesIn, type MigrationSource, madeByExpressions, notMovedOf } from './candidates.ts'
import { besidesExcepted, exceptedRows } from './excepted.ts'
import { liveCandidates } from './live-candidates.ts'
import { searchRepository } from './repository-places.ts'
import { findHarmlessCopies, findSameValues, isOrdinary, type KnownValue } from './same-values.ts'
import { findShadows } from './shadowed.ts'
import { type RestOfProject, type SourcesWithRevisions, sourcesOf } from './sources.ts'

/** The result of searching the files: what moves, and what would still stop a deploy afterwards. */
export type FoundInFiles = {
  readonly sources: readonly MigrationSource[]
  readonly candidates: readonly MigrationCandidate[]
  /** Values of the configuration file for services that are not part of the run; they only influence the names. */
  readonly siblings: readonly MigrationCandidate[]
  /** The kind of each selected value, by candidate; determined while the values are available. */
  readonly kinds: ReadonlyMap<MigrationCandidate, { readonly shape?: string; readonly isUrl: boolean }>
  /** Pointers of credentials in the configuration file that other environments and services use and have to move. */
  readonly leftToOthers: readonly string[]
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
 * findInFiles finds the credentials of `environment` in each file, and of `environment-variables` in the configuration
 * file, as written. What an exception covers stays unless the user includes it by name. All values are masked before
 * anything is printed.
 */
export async function findInFiles(loaded: SourcesWithRevisions, run: FindingRun): Promise<FoundInFiles> {
  const { configuration, project, ports, rest } = run
  const sources = sourcesOf(loaded)
  const written = await asWritten(loaded, run)
  const { errors, all, overlay, shadows, live, found } = written
  const known = [
    ...found.filter(({ value }) => !value.reveal().includes('${{')),
    ...rest.siblings,
    ...overlay.siblings,
    ...shadows.joined.keys(),
    ...rest.inUse
      .filter(({ value }) => !isOrdinary(value.reveal()) && value.reveal().length >= 8)
      .map(({ secret, value }) => ({ variable: secret, value }))
  ]
  const wanted = new Set(found)
  const kept = new Set([
    ...all.filter(one => isLeftOut(one, configuration)).map(idOf),
    ...written.excepted.map(({ finding }) => `${finding.file} ${finding.pointer}`),
    ...[...shadows.refused].map(idOf)
  ])
  const copies = findHarmlessCopies(
    all.filter(one => !wanted.has(one)),
    known,
    kept
  )
  const candidates = all.flatMap(one => (wanted.has(one) ? [one] : (copies.moved.get(one) ?? [])))
  ports.mask([...candidates, ...shadows.joined.keys()].flatMap(masksOf))
  const kinds = new Map(candidates.map(one => [one, kindOf(one)]))
  const places = await searchPlaces({ sources, candidates, known, all, kept }, run)
  const excepted = exceptedRows(written.excepted, candidates)
  const still = stillInPlaintext(written.inSettings, candidates, project)
  return {
    sources,
    candidates,
    siblings: overlay.siblings,
    kinds,
    leftToOthers: still.pointers,
    left: besidesExcepted(places.left, excepted),
    excepted,
    remarks: [...places.remarks, ...live.remarks, ...shadows.remarks, ...still.remarks],
    problems: [
      ...madeByExpressions(candidates, one => wayOutOfVariables(one, loaded.targets, project)),
      ...notMovedOf(errors, [...candidates, ...shadows.refused, ...live.settled]),
      ...live.problems,
      ...shadows.problems,
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
  const settings = await settingsSource(project)
  const others = othersInSettings(project, candidates)
  const found = findSameValues([...sources, ...settings], {
    candidates,
    known,
    all,
    kept: new Set([...kept, ...others])
  })
  const beside = findSameValues(rest.sources, { candidates: [], known: candidates, all: [], kept })
  const own = new Set([...sources, ...rest.sources, ...settings].map(({ document }) => document.file))
  const elsewhere = searchRepository(ports, own, [...candidates, ...known])
  const staying = candidates.filter(({ overlay }) => overlay?.stays).map(whereIs)
  const places = [...found.left, ...beside.stopping, ...beside.left].map(({ where }) => where)
  return {
    left: [...staying, ...places, ...elsewhere.places],
    remarks: elsewhere.remarks,
    problems: found.stopping.map(({ problem }) => problem)
  }
}

/** Returns all variables of the files and of the configuration file, and which of them move. */
async function asWritten(
  loaded: SourcesWithRevisions,
  { configuration, project, ports, rest, rendered }: FindingRun
) {
  const findings = await examine(loaded.targets, rendered, { rules: project.rules, mask: ports.mask })
  const judged = await applyProjectRules({ findings, loaded }, project, ports)
  const errors = judged.findings.filter(({ level }) => level === 'error')
  const inSettings = await overlayErrors(project, ports)
  const { file } = project.layout.document
  const rules = new Map(
    [...inSettings, ...errors.filter(one => one.file === file && one.category === 'credential')].map(
      ({ pointer, rule }) => [pointer, rule]
    )
  )
  const { targets } = loaded
  const overlay = overlayValues({ project, targets, configuration, rules })
  const sources = sourcesOf(loaded)
  const live = liveCandidates(sources, errors, project)
  const own = sources
    .filter(({ document }) => !isLiveName(document.file))
    .flatMap(source => candidatesIn(source, errors))
  const shadows = findShadows(selectCandidates(own, configuration), {
    project,
    targets,
    inUse: rest.inUse
  })
  const all = [
    ...own.filter(one => !shadows.refused.has(one)).map(one => shadows.joined.get(one) ?? one),
    ...overlay.candidates,
    ...live.candidates
  ]
  return {
    errors,
    inSettings,
    overlay,
    shadows,
    live,
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
