import type { OldRevision } from '../audit/old-revisions.ts'
import type { Finding } from '../detector/finding.ts'
import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import type { Problem, Remark } from '../errors.ts'
import type { Excepted } from '../exceptions/exception.ts'
import type { PermissionCheck } from '../inputs/configuration.ts'
import type { Mode } from '../inputs/specification.ts'
import type { Plan } from '../plan/plan.ts'
import { present } from '../present.ts'
import type { ServiceResult, Timeline } from '../rollout/outcome.ts'
import type { ScheduleRow } from '../schedules/found.ts'
import type { PermissionRow } from '../verify/verification.ts'
import type { AuditSection } from './audit-section.ts'
import type { ExplainedDefinition } from './explained.ts'
import type { MigrationReport } from './migration.ts'
import type { SelectedService } from './selection.ts'
import type { StatusSection } from './status-section.ts'
import type { TargetPlace } from './target.ts'

export type { Remark }

/** A file of which something was not given to the rules: where that begins (1 where it is the whole file), and why. */
export type Unscanned = { readonly file: string; readonly line: number; readonly reason: string }

/** Which run of which workflow this is, and of which commit. Members that the runner does not tell are absent. */
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
  /** The run's page. */
  readonly url?: string
  /** Where the files of the workspace can be read; absent where the workspace is not a checkout of the repository. */
  readonly filesUrl?: string
}

/** All that a run has to say, made however it ends. The surfaces (outputs, summary, annotations, text, JSON) only read it. */
export type Report = {
  readonly mode: Mode
  /** The run of a workflow that made it; absent elsewhere. */
  readonly run?: RunOrigin
  /** Where the run acts and as whom; absent where AWS was not asked. */
  readonly target?: readonly TargetPlace[]
  /** Services this run is for, in the order of their files. */
  readonly services: readonly string[]
  /** Files that were looked at. */
  readonly files: readonly string[]
  /** Files that could not be read whole; never clean. */
  readonly unscanned: readonly Unscanned[]
  readonly findings: readonly Finding[]
  /** Findings that don't count, since an exception or a comment covers them. */
  readonly excepted: readonly Excepted[]
  /** The lowest level of a finding that makes the run fail. */
  readonly failOn: 'error' | 'warning'
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
  readonly plan?: Plan
  /** What a migration would do, or did. */
  readonly migration?: MigrationReport
  readonly results: readonly ServiceResult[]
  readonly diagnoses: readonly Diagnosis[]
  /** What happened when, per service that was touched. */
  readonly timelines: readonly Timeline[]
  /** Rules and schedules that run a family of the run, and what became of them. */
  readonly schedules: readonly ScheduleRow[]
  /** What the roles may do, as it was verified before anything was sent. */
  readonly permissions: readonly PermissionRow[]
  /** Ids of the CodeDeploy deployments that were started. */
  readonly codeDeployIds: readonly string[]
  /** ARNs of the one-off tasks that were started. */
  readonly taskArns: readonly string[]
  /** ARNs of the revisions registered or found equal, in the order of the plan. */
  readonly taskDefinitionArns: readonly string[]
  /** Paths of the rendered definitions, as they are sent. */
  readonly renderedFiles: readonly string[]
  /** Where every value of the definitions came from, where that was asked for. */
  readonly explained?: readonly ExplainedDefinition[]
  /** Path of the SARIF file that was written. */
  readonly sarifFile?: string
  /** Path of the page that was written. */
  readonly reportFile?: string
  /** What `audit` found. */
  readonly audit?: AuditSection
  /** What `status` found. */
  readonly status?: StatusSection
  /** With `service: changed`: which services the run is for, and why. */
  readonly selection?: readonly SelectedService[]
  /** What `keep-revisions` has done about old revisions; absent where it was not asked for. */
  readonly oldRevisions?: readonly OldRevision[]
  /** What was chosen of the configuration file, and the file where it was named: a command to copy has to say it too. */
  readonly chosen?: { readonly environment?: string; readonly config?: string }
  /** How much of `permissions` had to be known. */
  readonly verifyPermissions?: PermissionCheck
  /** An exception ended the run: what was done before it is not in here. */
  readonly cutShort?: true
}

/** A value for every member of a report, those that a report may lack too. */
type EveryMember = { readonly [Member in keyof Required<Report>]: Report[Member] }

/**
 * joinReports puts what `second` tells after what `first` tells: findings, problems, results and all that was done. What describes
 * the run (mode, files, plan, migration, audit) is that of `first`. A member of Report that is forgotten here is a type error.
 */
export function joinReports(first: Report, second: Report): Report {
  const { mode, services, files, excepted, failOn, plan, migration, sarifFile, audit, status } = first
  const { verifyPermissions } = first
  const joined: EveryMember = {
    ...{
      mode,
      services,
      files,
      excepted,
      failOn,
      plan,
      migration,
      sarifFile,
      audit,
      status,
      verifyPermissions
    },
    run: first.run ?? second.run,
    chosen: first.chosen ?? second.chosen,
    target: first.target ?? second.target,
    reportFile: first.reportFile ?? second.reportFile,
    cutShort: first.cutShort ?? second.cutShort,
    oldRevisions: first.oldRevisions ?? second.oldRevisions,
    unscanned: [...first.unscanned, ...second.unscanned],
    findings: [...first.findings, ...second.findings],
    problems: [...first.problems, ...second.problems],
    remarks: [...first.remarks, ...second.remarks],
    results: [...first.results, ...second.results],
    diagnoses: [...first.diagnoses, ...second.diagnoses],
    timelines: [...first.timelines, ...second.timelines],
    schedules: [...first.schedules, ...second.schedules],
    permissions: [...first.permissions, ...second.permissions],
    codeDeployIds: [...first.codeDeployIds, ...second.codeDeployIds],
    taskArns: [...first.taskArns, ...second.taskArns],
    taskDefinitionArns: [...first.taskDefinitionArns, ...second.taskDefinitionArns],
    renderedFiles: [...first.renderedFiles, ...second.renderedFiles],
    selection:
      first.selection || second.selection
        ? [...(first.selection ?? []), ...(second.selection ?? [])]
        : undefined,
    explained:
      first.explained || second.explained
        ? [...(first.explained ?? []), ...(second.explained ?? [])]
        : undefined
  }
  return present(joined)
}

/** hasErrors says whether a finding stops the run. */
export function hasErrors({ findings }: Pick<Report, 'findings'>): boolean {
  return findings.some(({ level }) => level === 'error')
}

/** emptyReport is where every run starts. */
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
