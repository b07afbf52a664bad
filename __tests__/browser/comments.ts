import { planToPullRequest, reportToPullRequest } from '../../src/action/github/report-to-pull-request.ts'
import type { Report } from '../../src/report/report.ts'
import { aFinding } from '../report/findings.ts'
import { aPlan, aReport } from '../report/rollouts.ts'

const GITHUB = {
  server_url: 'https://github.com',
  repository: 'example/ops-pipeline',
  sha: 'c0ffee'.repeat(6)
}

function differing(): Report {
  const added = [
    'containerDefinitions[app].secrets[DB_PASSWORD]',
    'executionRoleArn',
    'containerDefinitions[app].healthCheck'
  ]
  const differences = [
    ...added.map(path => ({ path, change: 'added' as const })),
    {
      path: 'containerDefinitions[app].image',
      change: 'changed' as const,
      before: 'app:1' as never,
      after: 'app:2' as never
    },
    { path: 'containerDefinitions[app].environment[DB_PASSWORD]', change: 'removed' as const }
  ]
  return aReport({ mode: 'plan', plan: aPlan(['web', 'worker'], { differences }) })
}

/** Pull request comments: of a plan with added, changed and removed findings, and of a check. */
export function comments(): Readonly<Record<'plan' | 'check', string>> {
  const findings = ['web', 'worker'].flatMap(app =>
    ['DB_PASSWORD', 'BROKER_KEY'].map((name, index) => {
      const file = `deploy/${app}.json`
      return aFinding({
        name,
        file,
        message: `Variable ${name} of container "app" holds a credential. Everyone who can read this file can read it.`,
        place: { file, line: 8 + index, column: 9, endLine: 8 + index, endColumn: 20 }
      })
    })
  )
  const by = { workflow: 'Deploy', job: 'plan' }
  return {
    plan: planToPullRequest(differing(), GITHUB, by).markdown,
    check: reportToPullRequest(aReport({ mode: 'check', files: ['deploy/web.json'], findings }), GITHUB)
      .markdown
  }
}
