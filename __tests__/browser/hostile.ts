import type { Report } from '../../src/report/report.ts'
import { reportToHtml, reportToMarkdown } from '../../src/report/summary.ts'
import { aFinding } from '../report/findings.ts'
import { aDiagnosis, aPlan, aReport, aResult, aTimeline } from '../report/rollouts.ts'

/** What an attacker could put into a name, a log or an AWS message to break out of its place in the output. */
export const HOSTILE_TEXTS = [
  '</script><script>window.harmed = 1</script>',
  '"><img src=x onerror="window.harmed=1">',
  "' onmouseover='window.harmed=1",
  '</style><style>*{display:none}</style>',
  '<!-- --><base href="https://example.com/">',
  ']]></pre></details></main>',
  '[click](javascript:window.harmed=1) ![x](https://example.com/x.png)',
  '| a | b |\n| --- | --- |\n# heading\n- item\n```',
  '`code` ``` ~~~ ** __ @octocat #1 https://example.com',
  '\u202egnp.exe\u202c \u2066hidden\u2069 zero\u200bwidth \u001b[31mred',
  '${{ secrets.TOKEN }} %%{init: {}}%% ;:,',
  'x'.repeat(300)
]

function reportWith(text: string): Report {
  const service = text.slice(0, 300)
  const result = aResult({ service, key: `key ${text}`, outcome: 'failed', reason: text, cluster: text })
  const samples = [0, 5, 9].map(at => ({
    at: Date.parse('2026-11-24T17:03:12Z') + at * 1000,
    desired: 2,
    running: 1,
    pending: 0,
    old: 2,
    failed: at
  }))
  const plan = aPlan([service], {
    differences: [
      { path: `containerDefinitions[${text}].image`, change: 'changed', before: text, after: text } as never
    ],
    files: [text]
  })
  return aReport({
    run: {
      repository: text,
      commit: text,
      ref: text,
      actor: text,
      workflow: text,
      runId: '1',
      url: 'https://github.com/x/y'
    },
    services: [service],
    results: [result],
    timelines: [
      {
        ...aTimeline({ service }),
        cluster: text,
        samples
      }
    ],
    diagnoses: [
      aDiagnosis({
        service,
        events: [text],
        notVerified: [text],
        logs: [{ container: text, task: text, lines: [text, ''] }],
        stops: [{ count: 2, reason: text, exits: [text], explanation: text }]
      })
    ],
    findings: [aFinding({ name: text, message: text, hint: text, file: text })],
    problems: [{ code: 'x', fault: 'user', message: text, hint: text, service }],
    remarks: [{ message: text }],
    plan,
    target: [{ region: text, clusters: [text], identity: text }]
  })
}

const ALL = HOSTILE_TEXTS.map(reportWith)

/** One report with all of it. */
function hostileReport(): Report {
  const [first] = ALL as [Report, ...Report[]]
  return {
    ...first,
    services: ALL.flatMap(one => one.services),
    results: ALL.flatMap(one => one.results),
    timelines: ALL.flatMap(one => one.timelines),
    diagnoses: ALL.flatMap(one => one.diagnoses),
    findings: ALL.flatMap(one => one.findings),
    problems: ALL.flatMap(one => one.problems),
    remarks: ALL.flatMap(one => one.remarks)
  }
}

/** The page of a run in which every name and text is hostile. */
export function hostilePage(): string {
  return reportToHtml(hostileReport(), { now: Date.parse('2026-11-24T17:10:00Z') })
}

/** Its step summary. */
export function hostileSummary(): string {
  return reportToMarkdown(hostileReport())
}
