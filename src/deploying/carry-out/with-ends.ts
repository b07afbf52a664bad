import type { Report } from '../../report/report.ts'
import type { RolledOut } from './rolling.ts'

/** withEnds puts how the services ended into the report. */
export function withEnds(report: Report, { ends, diagnoses }: RolledOut): Report {
  return {
    ...report,
    problems: [...report.problems, ...ends.flatMap(({ problem }) => (problem ? [problem] : []))],
    results: ends.map(({ result }) => result),
    timelines: ends.map(({ result, milestones }) => ({
      service: result.service,
      cluster: result.cluster,
      region: result.region,
      milestones
    })),
    codeDeployIds: ends.flatMap(({ codeDeployId }) => (codeDeployId === undefined ? [] : [codeDeployId])),
    diagnoses
  }
}
