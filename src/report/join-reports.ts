import { present } from '../present.ts'
import type { Report } from './report.ts'

/** Requires a value for every member of a report, including the optional ones. */
type EveryMember = { readonly [Member in keyof Required<Report>]: Report[Member] }

/**
 * joinReports appends the findings, problems, results and actions of `second` to those of `first`. The description of
 * the run (mode, files, plan, migration, audit) is that of `first`. A member of Report that is forgotten here is a type
 * error.
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
        : undefined
  }
  return present(joined)
}
