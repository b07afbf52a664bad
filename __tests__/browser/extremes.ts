import { MODES } from '../../src/inputs/tables/specification.ts'
import { emptyReport, type Report } from '../../src/report/report.ts'
import { reportToHtml } from '../../src/report/summary.ts'
import { aDiagnosis, aPlan, aReport, aResult, aTimeline } from '../report/rollouts.ts'

const NOW = Date.parse('2026-11-24T17:10:00Z')
const START = Date.parse('2026-11-24T17:03:12Z')

/** The longest name that ECS accepts, in words without a line break opportunity. */
const longName = (index: number) => `service-${index}-${'telemetry_ingestor_'.repeat(20)}`.slice(0, 255)

/** A number of services with the longest names; three of 500 failed. */
export function longNames(count: number): Report {
  const services = Array.from({ length: count }, (_, index) => longName(index))
  const sample = (seconds: number, running: number) => ({
    ...{ at: START + seconds * 1000, desired: 2, running, pending: 2 - running, old: 2, failed: 0 }
  })
  const samples = [sample(0, 0), sample(20, 1), sample(60, 2), sample(125, 2)]
  return aReport({
    services,
    results: services.map((service, index) =>
      aResult({ service, outcome: index % 200 === 7 ? 'rolled-back' : 'succeeded' })
    ),
    timelines: services.map((service, index) => ({ ...aTimeline({ service }), samples, wave: index % 9 })),
    diagnoses: services.map(service => aDiagnosis({ service })),
    plan: aPlan(services)
  })
}

/** Events, logs and reasons in right-to-left scripts, and characters of several code points. */
function rightToLeft(): Report {
  const said = 'فشل الاتصال بقاعدة البيانات (exit 1) 🔥👩‍🚒 שגיאה: החיבור נכשל'
  const [service, worker] = ['web', 'worker-ü-名前']
  return aReport({
    services: [service, worker],
    results: [
      aResult({ service, outcome: 'rolled-back', reason: said }),
      aResult({ service: worker, outcome: 'timed-out', reason: `${said} ${said}` })
    ],
    timelines: [
      aTimeline({ milestones: [{ at: START, what: 'updated', text: said }] }),
      aTimeline({ service: worker })
    ],
    diagnoses: [
      aDiagnosis({ events: [said], logs: [{ container: 'app', task: 'abc', lines: [said, 'FATAL: نهاية'] }] })
    ],
    remarks: [{ message: said }]
  })
}

/** The run was killed: the outcome of each of its services is unknown. */
function onlyUnknown(): Report {
  return aReport({
    services: ['web', 'worker'],
    target: [{ region: 'us-west-2', clusters: ['demo'], account: '123456789012' }],
    plan: aPlan(['web', 'worker']),
    taskDefinitionArns: ['arn:aws:ecs:us-west-2:123456789012:task-definition/web:8'],
    problems: [{ code: 'internal', fault: 'bug', message: 'Internal error: out of memory.' }]
  })
}

/** Reports that no run of the sandbox produces, by name. */
export const EXTREMES: Readonly<Record<string, Report>> = {
  longNames: longNames(12),
  rightToLeft: rightToLeft(),
  onlyUnknown: onlyUnknown(),
  ...Object.fromEntries(MODES.map(mode => [`empty-${mode}`, emptyReport(mode)]))
}

/** Pages of EXTREMES. */
export function extremePages(): Readonly<Record<string, string>> {
  const pages = Object.entries(EXTREMES).map(
    ([name, report]) => [name, reportToHtml(report, { now: NOW })] as const
  )
  return Object.fromEntries(pages)
}
