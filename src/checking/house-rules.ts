import { NO_PLACEMENT, type Placement } from '../configuration/placement.ts'
import { NO_PROJECT_FILE, type ProjectFile } from '../configuration/project-file.ts'
import type { Finding } from '../detector/finding.ts'
import type { Rule } from '../detector/rule.ts'
import { OPTIONAL_RULES, RULES, rulesWith } from '../detector/rules.ts'
import type { Problem } from '../errors.ts'
import type { Applied } from '../exceptions/apply.ts'
import type { CommonConfiguration } from '../inputs/configuration.ts'
import type { ModePorts } from '../ports.ts'
import { present } from '../present.ts'
import { readTextFile } from '../workspace/read.ts'
import type { LoadedDefinitionSources } from './load-sources.ts'

/** The id of the policy `references-only`; an exception can name it also in a run without it. */
const POLICY = 'policy/references-only'

/** The rules of this run, and what the project's configuration file says. */
export type HouseRules = {
  readonly rules: readonly Rule[]
  readonly configuration: ProjectFile['decisions']
  /** Where services run and in which order, with the input `order` before the file's. */
  readonly placement: Placement
  /** The file's text; empty where there is none. */
  readonly text: string
  readonly problems: readonly Problem[]
  /** What is wrong with the placement; a mode that deploys nothing does not mind. */
  readonly placementProblems: readonly Problem[]
}

/** readHouseRules reads the configuration file, if there is one, and decides which rules apply. */
export async function readHouseRules(
  configuration: Pick<CommonConfiguration, 'config' | 'policy'> & WrittenInputs,
  { workspace, clock, gate }: Pick<ModePorts, 'workspace' | 'clock' | 'gate'>
): Promise<HouseRules> {
  const { config, policy, order = [] } = configuration
  const read = readTextFile(workspace, config.file)
  const text = 'text' in read ? read.text : ''
  // what stands in it is quoted where an exception is used or refused
  gate.learn(text)
  const missing = 'problems' in read ? read.problems : []
  const problems = missing
    .filter(({ code }) => config.named || code !== 'file-not-found')
    .map(problem => ({ ...problem, hint: 'Check the input "config".' }))
  const project = await readText(config.file, text, clock.now())
  const { decisions, placement } = project
  const usual = rulesWith(decisions.optionalRules)
  const all = policy === 'detect' ? usual : await strictly(decisions.allowedNames, usual)
  return {
    rules: all,
    configuration: decisions,
    placement: order.length === 0 ? placement : { ...placement, order },
    placementProblems: [...project.placementProblems, ...(await contradictions(configuration, placement))],
    text,
    problems: [...problems, ...decisions.problems]
  }
}

/** What the inputs say that the configuration file may say too. */
type WrittenInputs = Partial<
  Pick<CommonConfiguration, 'cluster' | 'region' | 'writtenRegion' | 'services'>
> & {
  readonly order?: Placement['order']
}

/** Two words on where a run goes; what finds them is loaded where there can be any. */
async function contradictions(
  { cluster, region, writtenRegion, services }: WrittenInputs,
  placement: Placement
): Promise<readonly Problem[]> {
  if (placement === NO_PLACEMENT && !cluster?.startsWith('arn:')) return []
  const { placeProblems } = await import('../configuration/place-problems.ts')
  const named = Array.isArray(services) ? (services as readonly string[]) : undefined
  const given = present({ cluster, region: writtenRegion, usualRegion: region, services: named })
  return placeProblems(given, placement)
}

/** readText reads a configuration file's text; a project without one loads nothing of that. */
export async function readText(file: string, text: string, now: number): Promise<ProjectFile> {
  if (text === '') return NO_PROJECT_FILE
  const { loadProjectFile } = await import('../configuration/load.ts')
  return loadProjectFile(file, text, {
    rules: knownRules(),
    optional: OPTIONAL_RULES.map(({ id }) => id),
    now
  })
}

async function strictly(allowed: readonly string[], rules: readonly Rule[]): Promise<readonly Rule[]> {
  const { strictRules } = await import('../detector/strict.ts')
  return strictRules(allowed, rules)
}

function knownRules(): readonly string[] {
  return [...RULES, ...OPTIONAL_RULES].map(({ id }) => id).concat(POLICY)
}

/** What the exceptions are applied to. */
export type Examined = { readonly findings: readonly Finding[]; readonly loaded: LoadedDefinitionSources }

/** applyHouseRules takes out what an exception or a comment covers, and adds findings about those. */
export async function applyHouseRules(
  { findings, loaded }: Examined,
  { rules, configuration }: Pick<HouseRules, 'rules' | 'configuration'>,
  { clock }: Pick<ModePorts, 'clock'>
): Promise<Applied> {
  const files = [...new Map(loaded.targets.map(target => [target.document.file, target])).values()]
  const hasComments = files.some(({ document }) => document.text.includes('ecs-sealed:'))
  if (configuration.exceptions.length === 0 && !hasComments) return { findings, excepted: [] }
  const { weighFindings } = await import('../exceptions/weigh.ts')
  const unscanned = new Set(loaded.unscanned.map(({ file }) => file))
  const active = new Set(rules.map(({ id }) => id))
  return weighFindings(findings, files, {
    exceptions: configuration.exceptions,
    scanned: files.map(({ document }) => document.file).filter(file => !unscanned.has(file)),
    idleRules: knownRules().filter(id => !active.has(id)),
    rules: knownRules(),
    now: clock.now()
  })
}
