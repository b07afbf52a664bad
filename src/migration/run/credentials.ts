import { applyHouseRules } from '../../checking/apply-decisions.ts'
import { examine, type RenderedTarget } from '../../checking/examine.ts'
import type { HouseRules } from '../../checking/house-rules.ts'
import { matchShape } from '../../detector/shapes/match.ts'
import type { Problem } from '../../errors.ts'
import type { MigrateConfiguration } from '../../inputs/configuration.ts'
import { present } from '../../present.ts'
import { isLeftOut, type MigrationCandidate, selectCandidates } from '../candidate.ts'
import { partsOfUrl } from '../secret-content.ts'
import { candidatesIn, type MigrationSource, madeByExpressions, notMovedOf } from './candidates.ts'
import type { SourcesWithRevisions } from './load.ts'
import type { MigrationPorts } from './ports.ts'
import type { ProjectBeside } from './project.ts'
import { searchRepository } from './repository-places.ts'
import { findSameValues, findTwins, idOf, isOrdinary } from './same-values.ts'

/** What was found in files: what is to move, and what would still stop a deploy afterwards. */
export type FoundInFiles = {
  readonly sources: readonly MigrationSource[]
  readonly candidates: readonly MigrationCandidate[]
  /** What kind of thing each selected value is, by candidate; made while values are at hand. */
  readonly kinds: ReadonlyMap<MigrationCandidate, { readonly shape?: string; readonly isUrl: boolean }>
  /** Where a moved value stands and stays: places of the files, and of every other text file that git tracks. */
  readonly left: readonly string[]
  readonly remarks: readonly string[]
  readonly problems: readonly Problem[]
}

/**
 * findInFiles finds the credentials of `environment` in each file, as written. What an exception covers stays where
 * it is unless a person includes it by name. All values are masked before anything is said.
 */
export async function findInFiles(
  loaded: SourcesWithRevisions,
  run: {
    readonly configuration: MigrateConfiguration
    readonly house: HouseRules
    readonly ports: MigrationPorts
    readonly project: ProjectBeside
    /** The definitions that a deploy would make of the files as they are: what an expression or an input brings. */
    readonly rendered: readonly RenderedTarget[]
  }
): Promise<FoundInFiles> {
  const { configuration, house, ports, project, rendered } = run
  const sources = sourcesOf(loaded)
  const findings = await examine(loaded.targets, rendered, { rules: house.rules, mask: ports.mask })
  const judged = await applyHouseRules({ findings, loaded }, house, ports)
  const errors = judged.findings.filter(({ level }) => level === 'error')
  const all = sources.flatMap(source => candidatesIn(source, errors))
  const found = selectCandidates(all, configuration)
  const known = [
    ...found.filter(({ value }) => !value.reveal().includes('${{')),
    ...project.siblings,
    ...project.inUse
      .filter(({ value }) => !isOrdinary(value.reveal()) && value.reveal().length >= 8)
      .map(({ secret, value }) => ({ variable: secret, value }))
  ]
  const wanted = new Set(found)
  const kept = new Set([
    ...all.filter(one => isLeftOut(one, configuration)).map(idOf),
    ...judged.excepted.map(({ finding }) => `${finding.file} ${finding.pointer}`)
  ])
  const twins = findTwins(
    all.filter(one => !wanted.has(one)),
    known,
    kept
  )
  const candidates = all.flatMap(one => (wanted.has(one) ? [one] : (twins.moved.get(one) ?? [])))
  ports.mask(candidates.flatMap(({ value }) => [value.reveal(), ...value.reveal().split(/\r?\n/)]))
  const kinds = new Map(candidates.map(one => [one, kindOf(one)]))
  const places = findSameValues(sources, { candidates, known, all, kept })
  const beside = findSameValues(project.sources, {
    candidates: [],
    known: candidates,
    all: [],
    kept
  })
  const own = new Set([...sources, ...project.sources].map(({ document }) => document.file))
  const elsewhere = searchRepository(ports.workspace, own, [...candidates, ...known])
  return {
    sources,
    candidates,
    kinds,
    left: [
      ...[...places.left, ...beside.stopping, ...beside.left].map(({ where }) => where),
      ...elsewhere.places
    ],
    remarks: elsewhere.remarks,
    problems: [
      ...madeByExpressions(candidates),
      ...notMovedOf(errors, candidates),
      ...twins.problems,
      ...places.stopping.map(({ problem }) => problem)
    ]
  }
}

/** siblingCandidates finds the credentials of files that the run leaves out, for their names. Nothing is moved. */
export async function siblingCandidates(
  loaded: SourcesWithRevisions,
  run: {
    readonly configuration: MigrateConfiguration
    readonly house: HouseRules
    readonly ports: MigrationPorts
  }
): Promise<readonly MigrationCandidate[]> {
  const { configuration, house, ports } = run
  const findings = await examine(loaded.targets, [], { rules: house.rules, mask: ports.mask })
  const judged = await applyHouseRules({ findings, loaded }, house, ports)
  const errors = judged.findings.filter(({ level }) => level === 'error')
  const all = sourcesOf(loaded).flatMap(source => candidatesIn(source, errors))
  return selectCandidates(all, configuration).filter(({ value }) => !value.reveal().includes('${{'))
}

/** sourcesOf gives each file once, with all of its services. Pure. */
export function sourcesOf({
  targets,
  revisions,
  templates,
  attached
}: SourcesWithRevisions): readonly MigrationSource[] {
  const byFile = new Map<string, MigrationSource>()
  for (const target of targets) {
    const { file } = target.document
    const services = [
      ...(byFile.get(file)?.services ?? []),
      ...(target.service === undefined ? [] : [target.service])
    ]
    const revision = revisions.get(file)
    byFile.set(file, {
      ...target,
      services,
      ...present({ revision }),
      ...(templates.has(file) ? { isTemplate: true } : {}),
      ...(attached?.has(file) ? { isAttached: true } : {})
    })
  }
  return [...byFile.values()]
}

function kindOf({ value, variable }: MigrationCandidate): {
  readonly shape?: string
  readonly isUrl: boolean
} {
  const shape = matchShape(value.reveal(), variable)?.shape.what
  return { isUrl: partsOfUrl(value) !== undefined, ...present({ shape }) }
}
