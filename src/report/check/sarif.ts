import type { Finding, Level } from '../../detector/finding.ts'
import type { Rule } from '../../detector/rule.ts'
import type { Place, Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import type { Report } from '../report.ts'
import { plain } from '../text.ts'
import { LEVELS } from './findings.ts'

/** The SARIF schema of OASIS, by the URL that GitHub's documentation uses. */
export const SARIF_SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json'

/** GitHub rejects a run with more than 25,000 results and keeps 5,000 of them; only the worst 5,000 are written. */
export const MAX_RESULTS = 5000

/** The input for a SARIF log; `rules` are the rules the run applied, `version` is the version of this program. */
export type SarifInput = {
  readonly report: Pick<Report, 'findings' | 'unscanned' | 'problems'>
  readonly rules: readonly DescribedRule[]
  readonly version: string
}

/**
 * reportToSarif returns SARIF 2.1.0 for GitHub code scanning, indented by two spaces, with a trailing line end. Files
 * that could not be read, and other problems, are notifications of an unsuccessful run. There are no snippets, because
 * a snippet would contain the value; the path in the document distinguishes results.
 */
export function reportToSarif({ report, rules, version }: SarifInput): string {
  const described = describeAll(rules, report.findings)
  const indexes = new Map(described.map(({ id }, index) => [id, index]))
  const worstFirst = [...report.findings].sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level))
  const kept = worstFirst.slice(0, MAX_RESULTS)
  const log = {
    $schema: SARIF_SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'ecs-sealed-deploy',
            informationUri: 'https://github.com/ecs-sealed-deploy/ecs-sealed-deploy',
            version,
            semanticVersion: version,
            rules: described
          }
        },
        automationDetails: { id: 'ecs-sealed-deploy/check/' },
        columnKind: 'utf16CodeUnits',
        invocations: [invocationOf(report, worstFirst.length - kept.length)],
        results: kept.map(finding => resultOf(finding, indexes.get(finding.rule) ?? -1))
      }
    ]
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

/** A finding of an unlisted rule still gets a descriptor; otherwise GitHub would reject the whole file. */
function describeAll(rules: readonly DescribedRule[], findings: readonly Finding[]): readonly SarifRule[] {
  const known = new Set(rules.map(({ id }) => id))
  const others = new Map(
    findings.filter(({ rule }) => !known.has(rule)).map(finding => [finding.rule, finding])
  )
  const unlisted = [...others.values()].map(({ rule, level, category, confidence }) => ({
    id: rule,
    level,
    category,
    confidence,
    summary: `Rule ${rule}.`,
    docs: 'docs/rules/README.md',
    controls: []
  }))
  return [...rules, ...unlisted].map(sarifRuleOf)
}

/**
 * `primaryLocationLineHash` is left to upload-sarif, which warns about any different value; the fingerprint of this
 * program has its own name.
 */
function resultOf(finding: Finding, ruleIndex: number): object {
  const { rule, level, message, hint, file, place, container, name, fingerprint } = finding
  const logical = [container, name].filter(part => part !== undefined && part !== '').join('/')
  return {
    ruleId: rule,
    ...(ruleIndex < 0 ? {} : { ruleIndex }),
    level: sarifLevelOf(level),
    message: { text: `${textOf(message)}\n${textOf(hint)}` },
    locations: [
      {
        physicalLocation: physicalLocationOf(file, place),
        ...(logical === '' ? {} : { logicalLocations: [{ fullyQualifiedName: plain(logical) }] })
      }
    ],
    partialFingerprints: { 'ecsSealedDeploy/v1': fingerprint }
  }
}

/** GitHub shows no result without a line; a value supplied by an input is shown at the first line of its file. */
function physicalLocationOf(file: string, place: Place | undefined): object {
  const region = place
    ? {
        startLine: place.line,
        startColumn: place.column,
        endLine: place.endLine,
        endColumn: place.endColumn
      }
    : { startLine: 1 }
  return { artifactLocation: artifactOf(file), region }
}

function artifactOf(file: string): object {
  const relative = file.replace(/^(?:\.?\/)+/, '')
  return { uri: relative.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' }
}

function invocationOf({ unscanned, problems }: SarifInput['report'], left: number): object {
  const silent = problems.filter(({ place }) => !unscanned.some(({ file }) => file === place?.file))
  const notifications = [
    ...unscanned.map(({ file, line, reason }) => ({
      level: 'error',
      message: { text: textOf(`${file} was not scanned: ${reason}`) },
      locations: [{ physicalLocation: { artifactLocation: artifactOf(file), region: { startLine: line } } }]
    })),
    ...silent.filter(({ place }) => place !== undefined).map(notificationOf),
    ...(left > 0 ? [{ level: 'warning', message: { text: `${left} milder results were left out.` } }] : [])
  ]
  const configuration = silent.filter(({ place }) => place === undefined).map(notificationOf)
  return {
    executionSuccessful: unscanned.length === 0 && problems.length === 0,
    toolExecutionNotifications: notifications,
    toolConfigurationNotifications: configuration
  }
}

function notificationOf({ message, hint, place }: Problem): object {
  return {
    level: 'error',
    message: { text: textOf(hint === undefined ? message : `${message} ${hint}`) },
    ...(place ? { locations: [{ physicalLocation: physicalLocationOf(place.file, place) }] } : {})
  }
}

/** Keeps a name from a file from becoming a link: viewers render `[text](target)` as one. */
function textOf(text: string): string {
  return plain(text).replaceAll('](', '] (')
}

/** The members of a rule that a report needs to describe it; every rule of the detector has them. */
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

/** The base URL of the rule documentation, for readers who see only the alert. */
const PAGES = 'https://github.com/ecs-sealed-deploy/ecs-sealed-deploy/blob/HEAD/'

/** GitHub accepts at most this many tags per rule ("SARIF results exceed one or more limits"). */
const MAX_TAGS = 20

/** sarifLevelOf converts a level to its SARIF name. */
function sarifLevelOf(level: Level): SarifLevel {
  return level === 'notice' ? 'note' : level
}

/** sarifRuleOf describes a rule for `tool.driver.rules`. */
function sarifRuleOf(rule: DescribedRule): SarifRule {
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
 * GitHub shows a security severity only for rules with the tag `security`, and sorts by it: above 9.0 critical, from
 * 7.0 high, from 4.0 medium ("SARIF support for code scanning"). Rules without security relevance only have
 * `problem.severity`.
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
    ...present({ 'security-severity': severity && (level === 'notice' ? '2.0' : severity) })
  }
}

const SEVERITIES: Readonly<Record<DescribedRule['category'], string | undefined>> = {
  credential: '8.8',
  delivery: '5.5',
  policy: '4.0',
  reference: undefined
}

/** `secret/by-name` as `SecretByName`, the form that SARIF requires of a rule name. */
function pascalCase(id: string): string {
  return id
    .split(/[^A-Za-z0-9]+/)
    .map(word => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}
