import { lastPartOf } from '../../arn.ts'
import { examine } from '../../checking/examine.ts'
import { applyHouseRules, type HouseRules } from '../../checking/house-rules.ts'
import type { DefinitionSource } from '../../checking/load-sources.ts'
import type { Finding } from '../../detector/finding.ts'
import { matchShape } from '../../detector/shapes/match.ts'
import { walk } from '../../detector/walk.ts'
import { childOf, containersOf, fromJson, itemsOf, stringOf } from '../../document/tree.ts'
import type { Problem } from '../../errors.ts'
import type { MigrateConfiguration } from '../../inputs/configuration.ts'
import { present } from '../../present.ts'
import { quotedName } from '../../template/naming.ts'
import { type MigrationCandidate, selectCandidates } from '../candidate.ts'
import { partsOfUrl } from '../secret-content.ts'
import { SecretValue } from '../secret-value.ts'
import type { SourcesWithRevisions } from './load.ts'
import type { MigrationPorts } from './ports.ts'
import type { LiveService } from './services.ts'
import { resourceOf } from './templates.ts'

/**
 * A file that credentials are looked for in. `revision`: it does not exist yet and is written from that live
 * revision. `isTemplate`: of CloudFormation, and not deployed here.
 */
export type MigrationSource = DefinitionSource & {
  readonly services: readonly string[]
  readonly revision?: string
  readonly isTemplate?: true
}

/** What was found in files: what is to move, and what would still stop a deploy afterwards. */
export type FoundInFiles = {
  readonly sources: readonly MigrationSource[]
  readonly candidates: readonly MigrationCandidate[]
  /** What kind of thing each selected value is, by candidate; made while values are at hand. */
  readonly kinds: ReadonlyMap<MigrationCandidate, { readonly shape?: string; readonly isUrl: boolean }>
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
  }
): Promise<FoundInFiles> {
  const { configuration, house, ports } = run
  const sources = sourcesOf(loaded)
  const findings = examine(loaded.targets, [], { rules: house.rules, mask: ports.mask })
  const judged = await applyHouseRules({ findings, loaded }, house, ports)
  const errors = judged.findings.filter(({ level }) => level === 'error')
  const all = sources.flatMap(source => candidatesIn(source, errors))
  const candidates = selectCandidates(all, configuration)
  ports.mask(candidates.flatMap(({ value }) => [value.reveal(), ...value.reveal().split(/\r?\n/)]))
  const kinds = new Map(candidates.map(one => [one, kindOf(one)]))
  return {
    sources,
    candidates,
    kinds,
    problems: [...madeByExpressions(candidates), ...left(errors, candidates)]
  }
}

function sourcesOf({ targets, revisions, templates }: SourcesWithRevisions): readonly MigrationSource[] {
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
      ...(templates.has(file) ? { isTemplate: true } : {})
    })
  }
  return [...byFile.values()]
}

function candidatesIn(source: MigrationSource, errors: readonly Finding[]): readonly MigrationCandidate[] {
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

function kindOf({ value, variable }: MigrationCandidate): {
  readonly shape?: string
  readonly isUrl: boolean
} {
  const shape = matchShape(value.reveal(), variable)?.shape.what
  return { isUrl: partsOfUrl(value) !== undefined, ...present({ shape }) }
}

/** What an expression makes is known at deploy time only, and may differ from run to run. */
function madeByExpressions(candidates: readonly MigrationCandidate[]): readonly Problem[] {
  return candidates
    .filter(({ value }) => value.reveal().includes('${{'))
    .map(({ variable, source }) => ({
      code: 'migration-expression',
      fault: 'user',
      message: `${quotedName(variable, 'A variable')} is made by an expression and can not become a secret.`,
      hint: 'Store what the expression gives as a secret by hand and refer to it, or leave the variable out with "exclude".',
      ...(source.kind === 'file' && source.place ? { place: source.place } : {})
    }))
}

/** What stops a deploy and is not moved: found before the first write, since afterwards nothing could be deployed. */
function left(errors: readonly Finding[], candidates: readonly MigrationCandidate[]): readonly Problem[] {
  const moved = new Set(
    candidates.flatMap(({ source }) => (source.kind === 'file' ? [`${source.file} ${source.pointer}`] : []))
  )
  return errors
    .filter(({ file, pointer }) => !moved.has(`${file} ${pointer}`))
    .map(({ message, place, container }) => ({
      code: 'migration-left',
      fault: 'user',
      message: `Not moved, and would stop the deploy${container === undefined ? '' : ` (container ${container})`}: ${message}`,
      hint: 'Only variables of "environment" are moved. Change this one by hand first; if it is none, except it in .github/ecs-sealed-deploy.yml.',
      ...present({ place })
    }))
}

/**
 * What the running revision of a service has for the variables that its file moves: the same container and
 * name. A twin with another value is one of two credentials, and only a person knows which of them works.
 */
function liveTwins(
  { state, live }: LiveService,
  candidates: readonly MigrationCandidate[]
): readonly { readonly twin: MigrationCandidate; readonly isEqual: boolean }[] {
  if (live === undefined) return []
  const values = valuesOf(live.definition)
  const revision = lastPartOf(live.arn)
  return candidates
    .filter(({ service }) => service === state.service)
    .flatMap(one => {
      const value = values.get(`${one.container} ${one.variable}`)
      if (value === undefined) return []
      const { rule: _, source, ...rest } = one
      const twin: MigrationCandidate = {
        ...rest,
        source: { kind: 'live', revision, pointer: source.pointer },
        value,
        rule: 'live'
      }
      return [{ twin, isEqual: value.equals(one.value) }]
    })
}

function valuesOf(definition: Parameters<typeof fromJson>[0]): ReadonlyMap<string, SecretValue> {
  const values = new Map<string, SecretValue>()
  for (const container of containersOf(fromJson(definition, { kind: 'input', input: 'live revision' }))) {
    for (const entry of itemsOf(childOf(container, 'environment'))) {
      const name = stringOf(childOf(entry, 'name'))
      const value = stringOf(childOf(entry, 'value'))
      if (name === undefined || value === undefined) continue
      values.set(`${stringOf(childOf(container, 'name')) ?? ''} ${name}`, new SecretValue(value))
    }
  }
  return values
}

/** What running services say of the credentials in their files. */
export type RunningValues = {
  /** Those to be planned beside the files' own, so that two values of one name are a conflict. */
  readonly candidates: readonly MigrationCandidate[]
  readonly remarks: readonly string[]
}

/**
 * runningValues compares the files with what runs, in memory. With `source: both` neither goes before the other;
 * otherwise the file has it, and a different value that runs is only said.
 */
export function runningValues(
  candidates: readonly MigrationCandidate[],
  running: readonly LiveService[],
  source: MigrateConfiguration['source']
): RunningValues {
  const twins = running.flatMap(service => liveTwins(service, candidates))
  if (source === 'both') return { candidates: twins.map(({ twin }) => twin), remarks: [] }
  const others = twins.filter(({ isEqual }) => !isEqual)
  return { candidates: [], remarks: others.map(({ twin }) => otherValueRemark(twin)) }
}

/** Says that a service runs with another value than its file has; neither is shown. */
function otherValueRemark({ source, service = '', variable }: MigrationCandidate): string {
  const revision = source.kind === 'live' ? source.revision : source.file
  return `Service ${service} runs ${revision} with another value of ${variable} than its file has; the file's becomes the secret. If the running one is right, correct the file first; "source: both" makes this a conflict.`
}
