import type { Excepted } from '../check/exceptions/exception.ts'
import type { Plan } from '../deploy/comparison/plan.ts'
import type { ScheduleRow } from '../deploy/schedules/find-schedules.ts'
import type { Finding } from '../detector/rule.ts'
import type { Problem, Remark } from '../errors.ts'
import type { Configuration } from '../inputs/configuration.ts'
import type { Mode } from '../inputs/tables/specification.ts'
import type { ActingPlace } from '../log.ts'
import type { Diagnosis } from '../rollout/diagnosis/diagnosis.ts'
import type { ServiceResult, Timeline } from '../rollout/outcome.ts'
import type { PermissionRow } from '../secrets/verification.ts'
import type { AuditSection } from './audit/audit-section.ts'
import type { MigrationReport } from './migration/migration.ts'
import type { SelectedService } from './run-sections.ts'
import type { StatusSection } from './status-section.ts'

export type { Remark }

/**
 * A file that the rules did not process completely: the line where the unprocessed part begins (1 for the whole file),
 * and the reason.
 */
export type Unscanned = { readonly file: string; readonly line: number; readonly reason: string }

/** The workflow run that produced the report, and its commit. Members that the runner does not provide are absent. */
export type RunOrigin = {
  /** `owner/name`. */
  readonly repository: string
  readonly commit?: string
  /** Branch, tag or `7/merge`. */
  readonly ref?: string
  /** Who started the run. */
  readonly actor?: string
  readonly workflow?: string
  readonly runId?: string
  /** The URL of the run. */
  readonly url?: string
  /** The base URL of the workspace's files; absent if the workspace is not a checkout of the repository. */
  readonly filesUrl?: string
}

/**
 * The complete result of a run, created however it ends. The surfaces (outputs, summary, annotations, text, JSON) only
 * read it.
 */
export type Report = {
  readonly mode: Mode
  /** The workflow run that created it; absent outside a workflow. */
  readonly run?: RunOrigin
  /** The account, Region and identity of the run; absent if AWS was not called. */
  readonly target?: readonly ActingPlace[]
  /** The services of this run, in the order of their files. */
  readonly services: readonly string[]
  /** The files that were read. */
  readonly files: readonly string[]
  /** Files that could not be read completely; never clean. */
  readonly unscanned: readonly Unscanned[]
  readonly findings: readonly Finding[]
  /** Findings that do not count, because an exception or a comment covers them. */
  readonly excepted: readonly Excepted[]
  /** The lowest level of a finding that makes the run fail, or for a plan that any change does. */
  readonly failOn: 'error' | 'warning' | 'change'
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
  readonly plan?: Plan
  /** The planned or completed changes of a migration. */
  readonly migration?: MigrationReport
  readonly results: readonly ServiceResult[]
  readonly diagnoses: readonly Diagnosis[]
  /** The timeline of each touched service. */
  readonly timelines: readonly Timeline[]
  /** Rules and schedules that run a family of the run, and the result for each. */
  readonly schedules: readonly ScheduleRow[]
  /** The permissions of the roles, as verified before the first change. */
  readonly permissions: readonly PermissionRow[]
  /** IDs of the CodeDeploy deployments that were started. */
  readonly codeDeployIds: readonly string[]
  /** ARNs of the one-off tasks that were started. */
  readonly taskArns: readonly string[]
  /** ARNs of the revisions that were registered or found equal, in the order of the plan. */
  readonly taskDefinitionArns: readonly string[]
  /** Paths of the rendered definitions, as sent to ECS. */
  readonly renderedFiles: readonly string[]
  /** Path of the SARIF file that was written. */
  readonly sarifFile?: string
  /** Path of the page that was written. */
  readonly reportFile?: string
  /** The results of `audit`. */
  readonly audit?: AuditSection
  /** The results of `status`. */
  readonly status?: StatusSection
  /** With `service: changed`: the services of the run and the reasons. */
  readonly selection?: readonly SelectedService[]
  /** The inputs as read, for what a section shows of them; absent if they were refused. */
  readonly configuration?: Configuration
  /** An exception ended the run: the report does not contain what was done before it. */
  readonly cutShort?: true
}

/** hasErrors reports whether a finding stops the run. */
export function hasErrors({ findings }: Pick<Report, 'findings'>): boolean {
  return findings.some(({ level }) => level === 'error')
}

/** emptyReport returns the report that every run starts with. */
export function emptyReport(mode: Mode): Report {
  return {
    mode,
    services: [],
    files: [],
    unscanned: [],
    findings: [],
    excepted: [],
    failOn: 'error',
    problems: [],
    remarks: [],
    results: [],
    diagnoses: [],
    timelines: [],
    schedules: [],
    permissions: [],
    codeDeployIds: [],
    taskArns: [],
    taskDefinitionArns: [],
    renderedFiles: []
  }
}

/** isUnsealed reports whether findings make the run fail: an error, or with `fail-on: warning` also a warning. */
export function isUnsealed({ findings, failOn }: Pick<Report, 'findings' | 'failOn'>): boolean {
  return findings.some(({ level }) => level === 'error' || (level === 'warning' && failOn === 'warning'))
}

/** What two reports in one have of the first one only. */
const OF_FIRST: ReadonlySet<string> = new Set(
  'mode services files excepted failOn plan migration sarifFile audit status'.split(' ')
)

/**
 * joinReports appends the findings, problems, results and actions of `second` to those of `first`. The description of
 * the run (mode, files, plan, migration, audit) is that of `first`, and so is where it acts.
 */
export function joinReports(first: Report, second: Report): Report {
  const added = (Object.entries(second) as [keyof Report, unknown][]).flatMap(([name, value]) => {
    const own = first[name]
    if (own === undefined) return OF_FIRST.has(name) ? [] : [[name, value]]
    const isAdded = Array.isArray(own) && !OF_FIRST.has(name) && name !== 'target'
    return isAdded ? [[name, [own, value].flat()]] : []
  })
  return { ...first, ...Object.fromEntries(added) }
}
