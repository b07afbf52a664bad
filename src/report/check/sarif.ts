import type { Finding, Level, Rule } from '../../detector/rule.ts'
import type { Place } from '../../errors.ts'
import { present } from '../../present.ts'
import type { Report } from '../report.ts'
import { plain } from '../text.ts'
import { LEVELS } from './findings.ts'

/** The SARIF schema of OASIS, by the URL that GitHub's documentation uses. */
const SARIF_SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json'

/** GitHub rejects a run with more than 25,000 results and keeps 5,000 of them; only the worst 5,000 are written. */
const MAX_RESULTS = 5000

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
            rules: rules.map(sarifRuleOf)
          }
        },
        automationDetails: { id: 'ecs-sealed-deploy/check/' },
        columnKind: 'utf16CodeUnits',
        invocations: [invocationOf(report, worstFirst.length - kept.length)],
        results: kept.map(resultOf)
      }
    ]
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

/**
 * `primaryLocationLineHash` is left to upload-sarif, which warns about any different value; the fingerprint of this
 * program has its own name.
 */
function resultOf({
  rule,
  level,
  message,
  hint,
  file,
  place,
  container,
  name,
  fingerprint
}: Finding): object {
  const logical = [container, name].filter(part => part !== undefined && part !== '').join('/')
  return {
    ruleId: rule,
    level: sarifLevelOf(level),
    message: { text: `${textOf(message)}\n${textOf(hint)}` },
    locations: [
      {
        ...locationOf(file, place),
        ...(logical === '' ? {} : { logicalLocations: [{ fullyQualifiedName: plain(logical) }] })
      }
    ],
    partialFingerprints: { 'ecsSealedDeploy/v1': fingerprint }
  }
}

/** GitHub shows no result without a line; a value supplied by an input is shown at the first line of its file. */
function locationOf(file: string, place: Place | undefined, line = 1): object {
  const { line: startLine, column: startColumn, endLine, endColumn } = place ?? {}
  const region = place ? { startLine, startColumn, endLine, endColumn } : { startLine: line }
  const uri = file
    .replace(/^(?:\.?\/)+/, '')
    .split('/')
    .map(encodeURIComponent)
    .join('/')
  return { physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region } }
}

function invocationOf({ unscanned, problems }: SarifInput['report'], left: number): object {
  const silent = problems.filter(({ place }) => !unscanned.some(({ file }) => file === place?.file))
  const notification = (text: string, location?: object) => ({
    ...{ level: 'error', message: { text: textOf(text) } },
    ...(location === undefined ? {} : { locations: [location] })
  })
  return {
    executionSuccessful: unscanned.length === 0 && problems.length === 0,
    toolExecutionNotifications: [
      ...unscanned.map(({ file, line, reason }) =>
        notification(`${file} was not scanned: ${reason}`, locationOf(file, undefined, line))
      ),
      ...silent.map(({ message, hint, place }) =>
        notification(
          hint === undefined ? message : `${message} ${hint}`,
          place && locationOf(place.file, place)
        )
      ),
      ...(left > 0 ? [{ ...notification(`${left} milder results were left out.`), level: 'warning' }] : [])
    ]
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

/** The base URL of the rule documentation, for readers who see only the alert. */
const PAGES = 'https://github.com/ecs-sealed-deploy/ecs-sealed-deploy/blob/HEAD/'

/** sarifLevelOf converts a level to its SARIF name. */
function sarifLevelOf(level: Level): string {
  return level === 'notice' ? 'note' : level
}

/**
 * A `reportingDescriptor` with the properties that GitHub reads. It shows a security severity only for rules with the
 * tag `security`, and sorts by it: above 9.0 critical, from 7.0 high, from 4.0 medium ("SARIF support for code
 * scanning"). Rules without security relevance only have `problem.severity`.
 */
function sarifRuleOf({ id, summary, docs, controls, level, category, confidence }: DescribedRule): object {
  const helpUri = `${PAGES}${docs}`
  const about = controls.length === 0 ? summary : `${summary} Covers ${controls.join(', ')}.`
  const severity = SEVERITIES[category]
  const weaknesses = controls.map(one => (/^CWE-\d+$/.test(one) ? `external/cwe/${one.toLowerCase()}` : one))
  const tags = [...(severity === undefined ? [] : ['security']), 'ecs', category, ...weaknesses]
  return {
    id,
    name: pascalCase(id),
    shortDescription: { text: summary },
    fullDescription: { text: about },
    help: {
      text: `${about} What to write instead: ${helpUri}`,
      markdown: `${about}\n\n[What to write instead, with examples](${helpUri})`
    },
    helpUri,
    defaultConfiguration: { level: sarifLevelOf(level) },
    properties: {
      tags,
      precision: confidence,
      'problem.severity': level === 'notice' ? 'recommendation' : level,
      ...present({ 'security-severity': severity && (level === 'notice' ? '2.0' : severity) })
    }
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
  return id.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9]?)/g, (_, first: string) => first.toUpperCase())
}
