import type { Level } from '../detector/finding.ts'
import type { Rule } from '../detector/rule.ts'

/** What a report must know of a rule to describe it; every rule of the detector has it. */
export type DescribedRule = Pick<
  Rule,
  'id' | 'level' | 'category' | 'confidence' | 'summary' | 'docs' | 'controls'
>

/** A `reportingDescriptor` of SARIF 2.1.0, with the properties that GitHub reads. */
export type SarifRule = {
  readonly id: string
  readonly name: string
  readonly shortDescription: { readonly text: string }
  readonly fullDescription: { readonly text: string }
  readonly help: { readonly text: string; readonly markdown: string }
  readonly helpUri: string
  readonly defaultConfiguration: { readonly level: SarifLevel }
  readonly properties: Readonly<Record<string, string | readonly string[]>>
}

export type SarifLevel = 'error' | 'warning' | 'note'

/** Where the pages of the rules can be read by somebody who sees an alert and nothing else. */
const PAGES = 'https://github.com/ecs-sealed-deploy/ecs-sealed-deploy/blob/HEAD/'

/** GitHub takes at most this many tags of a rule ("SARIF results exceed one or more limits"). */
const MAX_TAGS = 20

/** sarifLevelOf puts a level into SARIF's words. */
export function sarifLevelOf(level: Level): SarifLevel {
  return level === 'notice' ? 'note' : level
}

/** sarifRuleOf describes a rule for `tool.driver.rules`. */
export function sarifRuleOf(rule: DescribedRule): SarifRule {
  const { id, summary, docs, controls, level } = rule
  const helpUri = `${PAGES}${docs}`
  const covers = controls.length === 0 ? '' : ` Covers ${controls.join(', ')}.`
  return {
    id,
    name: pascalCase(id),
    shortDescription: { text: summary },
    fullDescription: { text: `${summary}${covers}` },
    help: {
      text: `${summary}${covers} What to write instead: ${helpUri}`,
      markdown: `${summary}${covers}\n\n[What to write instead, with examples](${helpUri})`
    },
    helpUri,
    defaultConfiguration: { level: sarifLevelOf(level) },
    properties: propertiesOf(rule)
  }
}

/**
 * GitHub shows a security severity only for rules with the tag `security`, and sorts by it: above 9.0 critical, from 7.0
 * high, from 4.0 medium ("SARIF support for code scanning"). What is no matter of security has `problem.severity` alone.
 */
function propertiesOf({ category, confidence, controls, level }: DescribedRule): SarifRule['properties'] {
  const severity = SEVERITIES[category]
  const weaknesses = controls.filter(control => /^CWE-\d+$/.test(control))
  const others = controls.filter(control => !weaknesses.includes(control))
  const tags = [
    ...(severity === undefined ? [] : ['security']),
    'ecs',
    category,
    ...weaknesses.map(weakness => `external/cwe/${weakness.toLowerCase()}`),
    ...others
  ]
  return {
    tags: tags.slice(0, MAX_TAGS),
    precision: confidence,
    'problem.severity': level === 'notice' ? 'recommendation' : level,
    ...(severity === undefined ? {} : { 'security-severity': level === 'notice' ? '2.0' : severity })
  }
}

const SEVERITIES: Readonly<Record<DescribedRule['category'], string | undefined>> = {
  credential: '8.8',
  delivery: '5.5',
  policy: '4.0',
  reference: undefined
}

/** `secret/by-name` as `SecretByName`, the form that SARIF asks of a rule's name. */
function pascalCase(id: string): string {
  return id
    .split(/[^A-Za-z0-9]+/)
    .map(word => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}
