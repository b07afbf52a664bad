import type { Finding, Level } from '../detector/finding.ts'
import type { Place, Problem } from '../errors.ts'
import { type AuditAlert, auditAlerts } from './audit/audit-section.ts'
import { countsOf, LEVELS } from './check/findings.ts'
import { joinAlike } from './problem-text.ts'
import type { Remark, Report } from './report.ts'
import { failedRollouts, rolloutTexts } from './rollouts/rollout-annotations.ts'
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
  const known = [
    ...rolloutAnnotations(report),
    ...auditAnnotations(report),
    ...problemAnnotations(report),
    ...unscannedAnnotations(report),
    ...report.findings.map(findingAnnotation),
    ...report.remarks.map(remarkAnnotation)
  ]
  const isUnspecified = (judgment?.exitCode ?? 0) !== 0 && known.every(({ level }) => level !== 'error')
  const all = (isUnspecified ? [verdictAnnotation(judgment?.sentence ?? ''), ...known] : known).map(
    inPlainSight
  )
  return LEVELS.flatMap(level =>
    limited(
      level,
      all.filter(annotation => annotation.level === level),
      report.findings
    )
  )
}

/**
 * Names can contain characters that move a terminal's cursor or turn the direction of a text. The runner's escapes
 * cover line ends.
 */
function inPlainSight(annotation: Annotation): Annotation {
  const { file, title, message } = annotation
  const shown = { ...annotation, title: visibleLines(title), message: visibleLines(message) }
  return file === undefined ? shown : { ...shown, file: visibleLines(file) }
}

function visibleLines(text: string): string {
  return text.replace(/[^\r\n]+/g, visible)
}

function limited(
  level: Level,
  annotations: readonly Annotation[],
  findings: readonly Finding[]
): readonly Annotation[] {
  if (annotations.length <= SHOWN_OF_A_LEVEL) return annotations
  const ofLevel = findings.filter(finding => finding.level === level)
  const counted =
    ofLevel.length === annotations.length ? countsOf(ofLevel) : `${annotations.length} ${level}s`
  const first: Annotation = {
    level,
    title: counted,
    message: `${counted}. GitHub shows ${SHOWN_OF_A_LEVEL} of a level; the others are in the step summary and in the log.`
  }
  return [first, ...annotations.slice(0, SHOWN_OF_A_LEVEL - 1)]
}

function rolloutAnnotations({
  results = [],
  diagnoses = [],
  problems
}: AnnotatedReport): readonly Annotation[] {
  const failures = failedRollouts(results, diagnoses, problems)
  return rolloutTexts(failures, SHOWN_OF_A_LEVEL).map(({ title, message, place }) => ({
    level: 'error',
    title: flat(title),
    message,
    ...(place ? placeProperties(place) : {})
  }))
}

/** Omits alerts about `unknown` if the run has problems, because the problems already explain them. */
function auditAnnotations({ audit, problems }: AnnotatedReport): readonly Annotation[] {
  return (audit === undefined ? [] : auditAlerts(audit))
    .filter(({ about }) => about !== 'unknown' || problems.length === 0)
    .map(({ about, title, message }) => ({ level: ALERT_LEVELS[about], title: flat(title), message }))
}

const ALERT_LEVELS: Record<AuditAlert['about'], Level> = {
  exposed: 'error',
  unknown: 'error',
  history: 'error',
  'old-revisions': 'warning'
}

function verdictAnnotation(sentence: string): Annotation {
  return { level: 'error', title: 'ecs-sealed-deploy', message: sentence }
}

function findingAnnotation({ level, name, place, file, message, hint }: Finding): Annotation {
  const at = place ? placeProperties(place) : { file }
  return { level, title: flat(`${TITLES[level]}: ${name}`), message: `${message}\n${hint}`, ...at }
}

const TITLES: Record<Level, string> = {
  error: 'Check failed',
  warning: 'Check this',
  notice: 'Note'
}

/** Returns an annotation for each incompletely read file, unless a problem already reports it. */
function unscannedAnnotations({ unscanned = [], problems }: AnnotatedReport): readonly Annotation[] {
  const said = new Set(problems.map(({ message }) => message))
  return unscanned
    .filter(({ reason }) => !said.has(reason))
    .map(({ file, line, reason }) => ({
      level: 'error',
      title: 'Not read whole',
      message: reason,
      file,
      startLine: line,
      endLine: line
    }))
}

function problemAnnotations({ problems, unscanned }: AnnotatedReport): readonly Annotation[] {
  if (problems.length === 0) return []
  return joinAlike(problems).map(problem => problemAnnotation(problem, unscanned))
}

/** A problem that concerns a whole file has no place; the matching entry in `unscanned` supplies the file. */
function problemAnnotation(
  { service, message, hint, place }: Problem,
  unscanned: Report['unscanned'] = []
): Annotation {
  const whole = place ? undefined : unscanned.find(({ reason }) => reason === message)
  return {
    ...(whole ? { file: whole.file, startLine: whole.line, endLine: whole.line } : {}),
    level: 'error',
    title: flat(service === undefined ? 'ecs-sealed-deploy' : `ecs-sealed-deploy: ${service}`),
    message: hint === undefined ? message : `${message}\n${hint}`,
    ...(place ? placeProperties(place) : {})
  }
}

function remarkAnnotation({ message, place, isUnverified, isWarning }: Remark): Annotation {
  return {
    level: isUnverified || isWarning ? 'warning' : 'notice',
    title: 'ecs-sealed-deploy',
    message,
    ...(place ? placeProperties(place) : {})
  }
}

/** GitHub rejects columns in an annotation that spans several lines. */
function placeProperties(place: Place): Partial<Annotation> {
  const lines = { file: place.file, startLine: place.line, endLine: place.endLine }
  return place.line === place.endLine
    ? { ...lines, startColumn: place.column, endColumn: place.endColumn }
    : lines
}

/** A title must be one line; the runner escapes the line ends of a message. */
function flat(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
}

/**
 * reportToCommands returns the annotations of a run as workflow commands (`::error file=…,line=…::message`), one per
 * line. GitHub's runner reads them from the output of any program, including a container or a pre-commit job.
 */
export function reportToCommands(
  report: AnnotatedReport,
  judgment?: Pick<Judgment, 'exitCode' | 'sentence'>
): readonly string[] {
  return annotationsOf(report, judgment).map(commandOf)
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

function commandOf(annotation: Annotation): string {
  const properties = PROPERTIES.flatMap(([name, member]) => {
    const value = annotation[member]
    return value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`]
  })
  return `::${annotation.level} ${properties.join(',')}::${escapeData(annotation.message)}`
}

/** Escapes as the runner expects: a line end would end the command, and a percent sign would start an escape. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
