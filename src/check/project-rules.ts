import { lastPartOf } from '../arn.ts'
import type { Finding, RuleChoice } from '../detector/rule.ts'
import { isCredentialOfRun } from '../detector/rules/policies.ts'
import type { Problem, Remark } from '../errors.ts'
import { isOutsideOf, readTextFile } from '../files/read.ts'
import {
  type Layout,
  NO_LAYOUT,
  type ProjectDecisions,
  type ProjectFile
} from '../inputs/configuration/layout.ts'
import { openLines } from '../inputs/configuration/open-lines.ts'
import {
  NO_PLACEMENT,
  type Placement,
  placeProblems,
  type ServicePlace
} from '../inputs/configuration/placement.ts'
import { NOTHING_RESOLVED, type ResolvedLayout } from '../inputs/configuration/resolve-layout.ts'
import type { CommonConfiguration } from '../inputs/configuration.ts'
import { noRegion } from '../inputs/problems.ts'
import { isObject, type JsonValue, jsonIn } from '../json.ts'
import type { ModePorts } from '../ports.ts'
import { present } from '../present.ts'
import { readText, standingDecisions } from './decisions.ts'
import type { BaseDoubt, Exception, PullRequestBase } from './exceptions/exception.ts'
import { trackedDefinitions } from './find-check-files.ts'
import { type ChoosingInputs, type LayoutOfRun, layoutForRun } from './layout-for-run.ts'
import { keyOfNamed } from './layout-sources.ts'
import type { LoadedDefinitionSources } from './source.ts'

/** readProjectRules reads the configuration file, if there is one, and determines which rules apply. */
export async function readProjectRules(
  inputs: ProjectRulesInputs,
  ports: ProjectRulesPorts
): Promise<ProjectRules> {
  const { config } = inputs
  const read = readTextFile(ports.workspace, config.file)
  const text = 'text' in read ? read.text : ''
  const missing = 'problems' in read ? read.problems : []
  const problems = missing
    .filter(({ code }) => config.named || code !== 'file-not-found')
    .map(problem => ({ ...problem, hint: 'Check the input "config".' }))
  const { event } = ports.github ?? {}
  const typed = isObject(event) ? [event['inputs'], event['client_payload']] : []
  const names = [inputs.services, inputs.cluster, inputs.environment, inputs.region].flat()
  const known = credentialValues(names, ports.env, inputs.variables, ...typed)
  return rulesFromFile({ inputs, text, problems, known }, ports)
}

/**
 * credentialValues returns the values, of all that comes into a run under a name, that are credentials, also in values
 * that are JSON. Each value has the names of its variables (a key in JSON may be secret, too). `own` are names of the
 * run (services, cluster, …), which are no credentials.
 */
export function credentialValues(
  own: readonly unknown[],
  ...sources: readonly (JsonValue | undefined)[]
): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>()
  const rest = sources.map(source => ({ name: '', variable: '', given: source }))
  // Grows while it is read: JSON can be nested deeper than functions may call each other.
  for (const { name, variable, given } of rest) {
    if (Array.isArray(given)) for (const item of given) rest.push({ name, variable, given: item })
    if (isObject(given))
      for (const [key, value] of Object.entries(given))
        rest.push({ name: key, variable: variable || key, given: value })
    if (typeof given !== 'string' || (name.startsWith('INPUT_') && name !== 'INPUT_GITHUB-TOKEN')) continue
    const value = given.trim()
    rest.push({ name, variable, given: /^[[{]/.test(value) ? jsonIn(value) : undefined })
    if (!own.includes(value) && isCredentialOfRun(name, value))
      values.set(value, [...(values.get(value) ?? []), variable])
  }
  return values
}

/** What is known about the configuration file before it is parsed. */
type HouseFile = {
  readonly inputs: ProjectRulesInputs
  /** Empty if there is no file. */
  readonly text: string
  readonly problems: readonly Problem[]
  readonly known: RuleChoice['known']
}

/**
 * Which roles the configuration file may name: those that an input allows. Without the input, any role is allowed, but
 * on a pull request none.
 */
type RoleTrust = { readonly allowed?: readonly string[]; readonly isPullRequest: boolean }

/**
 * Combines the text of the configuration file, the inputs and the base of a pull request to the rules of
 * the run.
 */
async function rulesFromFile(
  { inputs, text, problems, known }: HouseFile,
  { workspace, env, clock, gate, base }: ProjectRulesPorts
): Promise<ProjectRules> {
  const { config, policy, trustExceptions, allowedRoles } = inputs
  // Messages quote the file if an exception is used or rejected.
  gate.learn(text)
  const project = await readText(config.file, text, clock.now())
  const { layout } = project
  const { resolved, placement, problems: unplaced, isUndecided } = layoutFor(inputs, project)
  const { decisions, standing } = await decided(project.decisions, {
    file: config.file,
    now: clock.now(),
    base: trustExceptions === 'head' ? undefined : base,
    isOutside: isOutsideOf(workspace, config.file)
  })
  const names = namesOf(inputs, placement)
  gate.keep(names)
  return {
    rules: {
      ...{ optional: decisions.optionalRules, names },
      ...present({ strictly: policy === 'detect' ? undefined : decisions.allowedNames }),
      known
    },
    configuration: decisions,
    ...present({ standing }),
    trackedDefinitions: () => trackedDefinitions({ workspace, env }),
    layout,
    resolved,
    placement,
    ...present({ isUndecided }),
    layoutProblems: project.layoutProblems,
    placementProblems: [
      ...project.layoutProblems,
      ...unplaced,
      ...(isUndecided ? [] : contradictions(inputs, resolved, placement)),
      ...roleProblems(resolved, { isPullRequest: base !== undefined, ...present({ allowed: allowedRoles }) })
    ],
    text,
    toFillIn: openLines(config.file, text),
    problems: [...problems, ...decisions.problems]
  }
}

/** The names of the run's services, clusters and accounts. */
function namesOf({ cluster, services }: WrittenInputs, { usual, places }: Placement): readonly string[] {
  const named = Array.isArray(services) ? (services as readonly string[]) : []
  const sites: readonly ServicePlace[] = [present({ cluster }), ...(usual ? [usual] : []), ...places.values()]
  const texts = sites.flatMap(one => [lastPartOf(one.cluster ?? ''), one.name ?? '', one.account ?? ''])
  return [...named, ...places.keys(), ...texts].filter(text => text !== '')
}

function layoutFor(inputs: WrittenInputs, { layout }: ProjectFile): LayoutOfRun {
  if (layout !== NO_LAYOUT) return layoutForRun(inputs, layout)
  const { order = [], region, mode } = inputs
  const problems = region === '' && mode !== undefined ? [noRegion(mode)] : []
  return { resolved: NOTHING_RESOLVED, placement: { ...NO_PLACEMENT, order }, problems }
}

function isUnspecified({ usual, places }: Placement): boolean {
  return usual === undefined && places.size === 0
}

type Decided = {
  readonly file: string
  readonly now: number
  readonly base: PullRequestBase | undefined
  readonly isOutside: boolean
}

/** On a pull request, only merged decisions apply. */
async function decided(
  decisions: ProjectFile['decisions'],
  { file, now, base, isOutside }: Decided
): Promise<{ readonly decisions: ProjectFile['decisions'] } & Pick<Partial<ProjectRules>, 'standing'>> {
  if (base === undefined) return { decisions }
  // The user named a file outside the repository, which no commit of it can change.
  if (isOutside) return { decisions, standing: { base, pending: [] } }
  const { counted, pending, doubt } = await standingDecisions({ file, decisions, now }, base)
  return { decisions: counted, standing: { base, pending, ...present({ doubt }) } }
}

/** Contradictions between the inputs and the configuration file about where to deploy. */
function contradictions(
  { cluster, region, writtenRegion, services, isDropIn = false }: WrittenInputs,
  resolved: ResolvedLayout,
  placement: Placement
): readonly Problem[] {
  if (isUnspecified(placement) && !cluster?.startsWith('arn:')) return []
  const names = Array.isArray(services) ? (services as readonly string[]) : undefined
  const named = isDropIn ? names?.map(name => keyOfNamed(name, resolved)) : names
  const given = present({ cluster, region: writtenRegion, usualRegion: region, services: named })
  return placeProblems(given, placement)
}

/**
 * roleProblems finds the roles of the configuration file that the run may not assume. The author of a pull request can
 * change that file, and could otherwise choose the permissions with which a plan or a deployment accesses AWS.
 */
function roleProblems(
  { placement: { usual, places }, tasks }: ResolvedLayout,
  { allowed, isPullRequest }: RoleTrust
): readonly Problem[] {
  if (allowed === undefined && !isPullRequest) return []
  const named = [
    ['', usual?.roleArn] as const,
    ...[...places].map(([service, { roleArn }]) => [` for the service "${service}"`, roleArn] as const),
    ...tasks.map(({ key, site: { roleArn } }) => [` for the task "${key}"`, roleArn] as const)
  ]
  return named
    .filter(([, roleArn]) => roleArn !== undefined && !allowed?.includes(roleArn))
    .map(([whose]) => ({
      code: 'role-not-allowed',
      fault: 'user' as const,
      message:
        allowed === undefined
          ? `The configuration file has a role to assume${whose}, and this run is for a pull request, which may have written it.`
          : `The configuration file has a role to assume${whose} that is not in the input "allowed-roles".`,
      hint: 'Name the ARNs of the roles that may be assumed in the input "allowed-roles", one per line, or take "role-to-assume" out of the file.'
    }))
}

/** The rules of a run, and the project's decisions about their findings. */
export type RuleDecisions = {
  readonly rules: RuleChoice
  readonly configuration: ProjectDecisions
  /** On a pull request: its base, and the exceptions that do not apply until they are merged. */
  readonly standing?: {
    readonly base: PullRequestBase
    readonly pending: readonly Exception[]
    readonly doubt?: BaseDoubt
  }
  /** Finds every task definition that Git tracks. */
  readonly trackedDefinitions?: () => readonly string[]
}

/** The findings and the files that the exceptions are applied to. */
export type Examined = { readonly findings: readonly Finding[]; readonly loaded: LoadedDefinitionSources }

/** The rules of this run, and the content of the project's configuration file. */
export type ProjectRules = RuleDecisions & {
  readonly configuration: ProjectFile['decisions']
  /** Services, tasks and environments, as written in the file. */
  readonly layout: Layout
  /** The same, resolved for the environment of the run. */
  readonly resolved: ResolvedLayout
  /** Where services run and in which order they are deployed. */
  readonly placement: Placement
  /** The file's text. Empty if there is no file. */
  readonly text: string
  /** What `init` left to be filled in, and is not yet. */
  readonly toFillIn: readonly Remark[]
  readonly problems: readonly Problem[]
  /** The environment is unknown, so the layout cannot be used. */
  readonly isUndecided?: true
  /** The problems of the layout as written. */
  readonly layoutProblems: readonly Problem[]
  /** The same, plus the problems of the layout in the environment of the run and contradictions with the inputs. */
  readonly placementProblems: readonly Problem[]
}

/** What else determines the rules besides the configuration file. */
export type ProjectRulesPorts = Pick<ModePorts, 'workspace' | 'clock' | 'gate' | 'base' | 'env'> &
  Partial<Pick<ModePorts, 'github'>>

/** The inputs that are combined with the configuration file. */
export type ProjectRulesInputs = Pick<CommonConfiguration, 'config' | 'policy' | 'trustExceptions'> &
  Partial<Pick<CommonConfiguration, 'variables'>> &
  WrittenInputs

/** The inputs that the configuration file can set too. */
export type WrittenInputs = ChoosingInputs & { readonly allowedRoles?: readonly string[] }
