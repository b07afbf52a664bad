import { NO_LAYOUT } from '../../configuration/layout.ts'
import { NO_PLACEMENT } from '../../configuration/no-placement.ts'
import { NO_DECISIONS } from '../../configuration/project-file.ts'
import { NOTHING_RESOLVED } from '../../configuration/resolved.ts'
import { judgeName } from '../../detector/names/credential-name.ts'
import { present } from '../../present.ts'
import { readTextFile } from '../../workspace/read.ts'
import type { ProjectRules, ProjectRulesInputs, ProjectRulesPorts } from './rule-decisions.ts'

/**
 * The minimum length and the plain form of values that are not searched for: `postgres` is in many task definitions.
 */
const SHORTEST = 8

const PLAIN = /^(?:[A-Za-z]+|\d+|(?:arn|secretsmanager|ssm):.*|[/\w.-]*\/[/\w.-]*)$/

/** readProjectRules reads the configuration file, if there is one, and determines which rules apply. */
export async function readProjectRules(
  inputs: ProjectRulesInputs,
  ports: ProjectRulesPorts
): Promise<ProjectRules> {
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
    return { ...DEFAULT_RULES, rules: { optional: [], ...present({ strictly }), known }, problems }
  }
  const { rulesFromFile } = await import('./project-rules-file.ts')
  return rulesFromFile({ inputs, text, problems, known }, ports)
}

/**
 * Without a configuration file, a check has no location to verify, and no base that could have a configuration file.
 */
function saysNothing(
  { mode, cluster, order, trustExceptions }: ProjectRulesInputs,
  { base }: ProjectRulesPorts
): boolean {
  const isBased = base !== undefined && trustExceptions !== 'head'
  return mode === 'check' && cluster === undefined && order === undefined && !isBased
}

const DEFAULT_RULES: Omit<ProjectRules, 'rules' | 'problems'> = {
  configuration: NO_DECISIONS,
  layout: NO_LAYOUT,
  resolved: NOTHING_RESOLVED,
  placement: NO_PLACEMENT,
  text: '',
  layoutProblems: [],
  placementProblems: []
}

/**
 * credentialValues returns the values of variables that may hold a credential, because of the variable's name or as a
 * URL with a login. Each value has the names of its variables. Whether a variable's name really means a credential is
 * decided if its value is found in a task definition (`knownValue`).
 */
export function credentialValues(
  env: Readonly<Record<string, string>>
): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>()
  for (const [name, text] of Object.entries(env)) {
    const value = text.trim()
    const isOurs = name.startsWith('INPUT_') && name !== 'INPUT_GITHUB-TOKEN'
    if (isOurs || value.length < SHORTEST || PLAIN.test(value)) continue
    if (value.includes('@') || judgeName(name).strength !== 'none')
      values.set(value, [...(values.get(value) ?? []), name])
  }
  return values
}
