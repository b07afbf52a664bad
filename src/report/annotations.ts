import type { Finding, Level } from '../detector/rule.ts'
import type { Place } from '../errors.ts'
import { groupBy, someOf } from '../list.ts'
import { labelOf } from '../rollout/outcome.ts'
import { auditAlerts } from './audit/audit-section.ts'
import { countsOf, LEVELS } from './check/findings.ts'
import { clipped } from './markdown.ts'
import { joinAlike } from './problem-text.ts'
import type { Report } from './report.ts'
import { outcomeInWords } from './rollouts/service-facts.ts'
import { type FailedRollout, failedRollouts } from './rollouts/stories.ts'
import { visible } from './text.ts'
import type { Judgment } from './verdict.ts'

/** One annotation in the runner's form. Lines and columns count from 1; the end column is exclusive. */
export type Annotation = {
  readonly level: Level
  readonly title: string
  readonly message: string
  readonly file?: string
  readonly startLine?: number
  readonly endLine?: number
  readonly startColumn?: number
  readonly endColumn?: number
}

/**
 * Per step, GitHub shows this many annotations of each level and silently drops the rest (REST documentation, "Check
 * runs").
 */
const SHOWN_OF_A_LEVEL = 10
const NAMES_SHOWN = 40
const PART_LENGTH = 1000
const OWN_TITLE = 'ecs-sealed-deploy'
const TITLES: Record<Level, string> = { error: 'Check failed', warning: 'Check this', notice: 'Note' }

/** The part of a report that annotations are built from. */
export type AnnotatedReport = Pick<Report, 'findings' | 'problems' | 'remarks'> &
  Partial<Pick<Report, 'results' | 'diagnoses' | 'audit' | 'unscanned'>>

/**
 * annotationsOf returns the annotations of a run, worst first: failed rollouts, audit alerts, problems, findings,
 * remarks. A failed run always has an error annotation: its verdict, if there is no other error. If a level has more
 * annotations than GitHub shows, rollouts that failed alike are combined, and the first annotation of the level reports
 * the total and where to read all of them.
 */
export function annotationsOf(
  report: AnnotatedReport,
  judgment?: Pick<Judgment, 'exitCode' | 'sentence'>
): readonly Annotation[] {
  const { findings, problems, remarks, results = [], diagnoses = [], audit, unscanned = [] } = report
  const said = new Set(problems.map(({ message }) => message))
  const known: readonly Annotation[] = [
    ...rolloutAnnotations(failedRollouts(results, diagnoses, problems)),
    ...(audit === undefined ? [] : auditAlerts(audit))
      // a problem explains already what is unknown
      .filter(({ about }) => about !== 'unknown' || problems.length === 0)
      .map(({ about, title, message }) => ({
        ...{ level: about === 'old-revisions' ? ('warning' as const) : ('error' as const), title, message }
      })),
    ...joinAlike(problems).map(({ service, message, hint, place }) => {
      // a problem that concerns a whole file has no place
      const file = place ? undefined : unscanned.find(({ reason }) => reason === message)
      return {
        ...{ level: 'error' as const, title: service === undefined ? OWN_TITLE : `${OWN_TITLE}: ${service}` },
        message: hint === undefined ? message : `${message}\n${hint}`,
        ...(file ? lineOf(file) : placeOf(place))
      }
    }),
    ...unscanned
      .filter(({ reason }) => !said.has(reason))
      .map(one => ({
        ...{ level: 'error' as const, title: 'Not read whole', message: one.reason, ...lineOf(one) }
      })),
    ...findings.map(({ level, name, place, file, message, hint }) => ({
      ...{
        level,
        title: name === '' ? TITLES[level] : `${TITLES[level]}: ${name}`,
        message: `${message}\n${hint}`
      },
      ...(place ? placeOf(place) : { file })
    })),
    ...remarks.map(({ message, place, isUnverified, isWarning }) => ({
      level: isUnverified || isWarning ? ('warning' as const) : ('notice' as const),
      ...{ title: OWN_TITLE, message, ...placeOf(place) }
    }))
  ]
  const isTold = (judgment?.exitCode ?? 0) === 0 || known.some(({ level }) => level === 'error')
  const verdict = { level: 'error' as const, title: OWN_TITLE, message: judgment?.sentence ?? '' }
  const all = (isTold ? known : [verdict, ...known]).map(inPlainSight)
  return LEVELS.flatMap(level =>
    limited(
      level,
      all.filter(one => one.level === level),
      findings.filter(one => one.level === level)
    )
  )
}

/**
 * Names can contain characters that move a terminal's cursor or turn the direction of a text. A title is one line; the
 * runner's escapes cover the line ends of a message.
 */
function inPlainSight(annotation: Annotation): Annotation {
  const { file, title, message } = annotation
  const lines = (text: string) => text.replace(/[^\r\n]+/g, visible)
  const flat = title.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
  const shown = { ...annotation, title: visible(flat), message: lines(message) }
  return file === undefined ? shown : { ...shown, file: lines(file) }
}

function limited(
  level: Level,
  annotations: readonly Annotation[],
  findings: readonly Finding[]
): readonly Annotation[] {
  if (annotations.length <= SHOWN_OF_A_LEVEL) return annotations
  const title =
    findings.length === annotations.length ? countsOf(findings) : `${annotations.length} ${level}s`
  const message = `${title}. GitHub shows ${SHOWN_OF_A_LEVEL} of a level; the others are in the step summary and in the log.`
  return [{ level, title, message }, ...annotations.slice(0, SHOWN_OF_A_LEVEL - 1)]
}

/** One annotation per failure; if there are more than GitHub shows, one for all services that failed alike. */
function rolloutAnnotations(failures: readonly FailedRollout[]): readonly Annotation[] {
  const isFew = failures.length <= SHOWN_OF_A_LEVEL
  const groups = isFew ? failures.map(one => [one]) : groupBy(failures, likeness)
  return groups
    .toSorted((a, b) => b.length - a.length)
    .map(alike => {
      const [{ reason, cause, remedy, place, outcome, isUnverified }] = alike as [FailedRollout]
      const names = alike.map(labelOf)
      const who = alike.length === 1 ? names[0] : `${names[0]} and ${alike.length - 1} more`
      const lines = [
        reason,
        cause === undefined || cause === reason ? '' : `Cause: ${cause}`,
        remedy === undefined ? '' : `→ ${remedy}`,
        alike.length === 1 ? '' : `Services: ${someOf(names, NAMES_SHOWN)}`
      ].filter(line => line !== '')
      return {
        ...{ level: 'error', title: `${who} ${outcomeInWords(outcome, isUnverified)}` },
        message: lines.map(line => clipped(line, PART_LENGTH)).join('\n'),
        ...placeOf(place)
      }
    })
}

/** Ignores counts, which differ between services that fail alike. */
function likeness({ outcome, cause, remedy, reason, place }: FailedRollout): string {
  const why = (cause ?? reason).replace(/^\d+ tasks? stopped: /, '')
  return JSON.stringify([outcome, why, remedy, place?.file, place?.line])
}

function lineOf({ file, line }: { readonly file: string; readonly line: number }): Partial<Annotation> {
  return { file, startLine: line, endLine: line }
}

/** GitHub rejects columns in an annotation that spans several lines. */
function placeOf(place: Place | undefined): Partial<Annotation> {
  if (place === undefined) return {}
  const lines = { file: place.file, startLine: place.line, endLine: place.endLine }
  return place.line === place.endLine
    ? { ...lines, startColumn: place.column, endColumn: place.endColumn }
    : lines
}

/** The names of annotation properties in workflow commands, in the order of @actions/core. */
const PROPERTIES = [
  ['title', 'title'],
  ['file', 'file'],
  ['line', 'startLine'],
  ['endLine', 'endLine'],
  ['col', 'startColumn'],
  ['endColumn', 'endColumn']
] as const

/**
 * reportToCommands returns the annotations of a run as workflow commands (`::error file=…,line=…::message`), one per
 * line. GitHub's runner reads them from the output of any program, including a container or a pre-commit job.
 */
export function reportToCommands(
  report: AnnotatedReport,
  judgment?: Pick<Judgment, 'exitCode' | 'sentence'>
): readonly string[] {
  return annotationsOf(report, judgment).map(annotation => {
    const properties = PROPERTIES.flatMap(([name, member]) => {
      const value = annotation[member]
      const escaped = escapeData(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')
      return value === undefined ? [] : [`${name}=${escaped}`]
    })
    return `::${annotation.level} ${properties.join(',')}::${escapeData(annotation.message)}`
  })
}

/** Escapes as the runner expects: a line end would end the command, and a percent sign would start an escape. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}
