import { type Layout, NO_LAYOUT } from '../configuration/layout.ts'
import { NO_PLACEMENT, type Placement } from '../configuration/placement.ts'
import { NO_DECISIONS, type ProjectFile } from '../configuration/project-file.ts'
import { NOTHING_RESOLVED, type ResolvedLayout } from '../configuration/resolved.ts'
import type { Problem } from '../errors.ts'
import type { CommonConfiguration } from '../inputs/configuration.ts'
import type { Mode } from '../inputs/specification.ts'
import type { ModePorts } from '../ports.ts'
import { present } from '../present.ts'
import { readTextFile } from '../workspace/read.ts'
import type { HouseDecisions } from './apply-decisions.ts'
import { credentialValues } from './credential-values.ts'

/** The rules of this run, and what the project's configuration file says. */
export type HouseRules = HouseDecisions & {
  readonly configuration: ProjectFile['decisions']
  /** What the file says of services, tasks and environments, as it is written. */
  readonly layout: Layout
  /** The same in the environment of the run. */
  readonly resolved: ResolvedLayout
  /** Where services run and in which order. */
  readonly placement: Placement
  /** The file's text; empty where there is none. */
  readonly text: string
  readonly problems: readonly Problem[]
  /** The environment is not known; nothing can be made of the layout. */
  readonly isUndecided?: true
  /** What is wrong with the layout as it is written. */
  readonly layoutProblems: readonly Problem[]
  /** The same, and what is wrong with it in the environment of the run or contradicts the inputs. */
  readonly placementProblems: readonly Problem[]
}

/** What decides besides the configuration file. */
export type HousePorts = Pick<ModePorts, 'workspace' | 'clock' | 'gate' | 'base' | 'env'>

/** The inputs that the configuration file goes with. */
export type HouseInputs = Pick<CommonConfiguration, 'config' | 'policy' | 'trustExceptions'> & WrittenInputs

/** readHouseRules reads the configuration file, if there is one, and decides which rules apply. */
export async function readHouseRules(inputs: HouseInputs, ports: HousePorts): Promise<HouseRules> {
  const { config, policy } = inputs
  const read = readTextFile(ports.workspace, config.file)
  const text = 'text' in read ? read.text : ''
  const missing = 'problems' in read ? read.problems : []
  const problems = missing
    .filter(({ code }) => config.named || code !== 'file-not-found')
    .map(problem => ({ ...problem, hint: 'Check the input "config".' }))
  const known = credentialValues(ports.env)
  if (text === '' && saysNothing(inputs, ports)) {
    const strictly = policy === 'detect' ? undefined : []
    return { ...PLAIN_HOUSE, rules: { optional: [], ...present({ strictly }), known }, problems }
  }
  const { houseOf } = await import('./house-file.ts')
  return houseOf({ inputs, text, problems, known }, ports)
}

/** A check without a configuration file has no place to be unsure about, and no base that could have one. */
function saysNothing({ mode, cluster, order, trustExceptions }: HouseInputs, { base }: HousePorts): boolean {
  const isBased = base !== undefined && trustExceptions !== 'head'
  return mode === 'check' && cluster === undefined && order === undefined && !isBased
}

const PLAIN_HOUSE: Omit<HouseRules, 'rules' | 'problems'> = {
  configuration: NO_DECISIONS,
  layout: NO_LAYOUT,
  resolved: NOTHING_RESOLVED,
  placement: NO_PLACEMENT,
  text: '',
  layoutProblems: [],
  placementProblems: []
}

/** What the inputs say that the configuration file may say too. */
export type WrittenInputs = Partial<
  Pick<CommonConfiguration, 'cluster' | 'region' | 'writtenRegion' | 'services' | 'environment'>
> & {
  readonly mode?: Mode
  readonly order?: Placement['order']
  readonly allowedRoles?: readonly string[]
}
