import type { Remark, Report } from '../../report/report.ts'
import type { PlacedDiagnosis } from '../../report/rollouts/rollout-annotations.ts'
import { labelOf } from '../../rollout/outcome.ts'
import { type ServiceEnd, timelineOf } from './rollout-run.ts'

/** How all services of a run ended. */
export type RolledOut = {
  readonly ends: readonly ServiceEnd[]
  readonly diagnoses: readonly PlacedDiagnosis[]
  readonly remarks: readonly Remark[]
}

/** Each warning is a remark. The verdict has the first one, and the number of the others. */
function warningsOf(ends: readonly ServiceEnd[]): readonly Remark[] {
  const warned = ends.filter(({ warning }) => warning !== undefined)
  return warned.map(({ result, warning = '' }, index) => {
    const message = `Service "${labelOf(result)}": ${warning}`
    const number = warned.length === 1 ? '' : ` (the first of ${warned.length}, see the notes)`
    const remark = { message, isWarning: true as const }
    return index === 0 ? { ...remark, verdict: `Warning${number}: ${message}` } : remark
  })
}

/** withEnds adds to the report how the services ended. */
export function withEnds(report: Report, { ends, diagnoses, remarks }: RolledOut): Report {
  return {
    ...report,
    problems: [...report.problems, ...ends.flatMap(({ problem }) => (problem ? [problem] : []))],
    remarks: [...report.remarks, ...warningsOf(ends), ...remarks],
    results: ends.map(({ result }) => result),
    timelines: ends.map(timelineOf),
    codeDeployIds: ends.flatMap(({ codeDeployId }) => (codeDeployId === undefined ? [] : [codeDeployId])),
    diagnoses
  }
}
