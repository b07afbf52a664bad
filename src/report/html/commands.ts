import { isGood, type ServiceResult } from '../../rollout/outcome.ts'
import { groupBy } from '../../verify/group.ts'
import type { Report } from '../report.ts'

/** A command that somebody can copy: when it is the right one, and its text. */
export type NextCommand = { readonly when: string; readonly command: string }

const PROGRAM = 'npx ecs-sealed-deploy'
const FILES_NAMED = 8

/** nextCommands are what to run after this run, the likeliest first. Every name in them is one word of a shell. Pure. */
export function nextCommands(report: Report, results: readonly ServiceResult[]): readonly NextCommand[] {
  switch (report.mode) {
    case 'check':
      return report.findings.length === 0 ? [] : afterFindings(report)
    case 'audit':
      return afterAudit(report)
    case 'deploy':
    case 'continue':
    case 'rollback':
    case 'rotate-restart':
      return afterRollouts(report, results)
    case 'migrate':
    case 'plan':
    case 'render':
    case 'status':
      return []
  }
}

function afterRollouts(report: Report, results: readonly ServiceResult[]): readonly NextCommand[] {
  const of = (...outcomes: readonly ServiceResult['outcome'][]) =>
    results.filter(({ outcome, cluster }) => outcomes.includes(outcome) && cluster !== '')
  const paused = results.filter(one => one.paused !== undefined)
  const isBad = results.some(({ outcome }) => !isGood(outcome))
  const touched = results.filter(({ cluster, outcome }) => cluster !== '' && outcome !== 'not-started')
  const goOn = perSite('continue', paused, 'Go on at the pause:')
  const back = report.mode === 'rollback' ? [] : of('succeeded')
  if (!isBad)
    return [
      ...goOn,
      ...perSite('status', touched, 'See what runs now:'),
      ...perSite('rollback', back, 'Go back to what ran before:')
    ]
  return [
    ...goOn,
    ...perSite('rollback', of('failed', 'timed-out', 'cancelled'), 'Roll back what did not succeed:'),
    ...runAgain(report),
    ...perSite('rollback', back, 'Roll back the services that did get the new revision:'),
    ...perSite('status', touched, 'See what runs now:')
  ]
}

/** A run of the workflow is repeated as it was; elsewhere its command is in the history of the shell. */
function runAgain({ run }: Report): readonly NextCommand[] {
  if (run?.runId === undefined) return []
  const command = `gh run rerun ${run.runId} --failed --repo ${word(run.repository)}`
  return [
    {
      when: 'Run it again once the cause is fixed; services that run the revision already are left alone:',
      command
    }
  ]
}

/** One command for each cluster, since a command is for one. */
function perSite(mode: string, results: readonly ServiceResult[], when: string): readonly NextCommand[] {
  return groupBy(results, ({ region, cluster }) => JSON.stringify([region, cluster])).map(group => {
    const [{ region, cluster }] = group as readonly [ServiceResult]
    const names = group.map(({ key, service }) => key ?? service).join(',')
    return { when, command: `${PROGRAM} ${mode} --service ${word(names)} ${placeWords(cluster, region)}` }
  })
}

function placeWords(cluster: string, region: string): string {
  return `--cluster ${word(cluster)} --aws-region ${word(region)}`
}

function afterFindings({ findings }: Report): readonly NextCommand[] {
  const files = [...new Set(findings.map(({ file }) => file))]
  const named = files.length > FILES_NAMED ? '' : ` ${files.map(fileWord).join(' ')}`
  const hasCredential = findings.some(({ category }) => category === 'credential')
  return [
    { when: 'Check again after a change:', command: `${PROGRAM} check${named}` },
    ...(hasCredential
      ? [
          {
            when: 'Show how the values become secrets (a plan; add --cluster and --aws-region where no configuration file has them):',
            command: `${PROGRAM} migrate${named}`
          }
        ]
      : [])
  ]
}

function afterAudit({ audit }: Report): readonly NextCommand[] {
  if (audit === undefined) return []
  const { items, exposedRevisions } = audit.audit
  const exposed = items.filter(({ kind, verdict }) => kind === 'service' && verdict === 'exposed')
  const places = groupBy(items, ({ region, cluster }) => JSON.stringify([region, cluster]))
  const migrate = groupBy(exposed, ({ region, cluster }) => JSON.stringify([region, cluster])).map(group => {
    const [{ region, cluster }] = group as readonly [(typeof exposed)[0]]
    const names = group.map(({ name }) => name).join(',')
    return {
      when: 'Show how the exposed services would be moved to secrets (a plan until --apply is added):',
      command: `${PROGRAM} migrate --source live --service ${word(names)} ${placeWords(cluster, region)}`
    }
  })
  const again = places.map(group => {
    const [{ region, cluster }] = group as readonly [(typeof items)[0]]
    const purge = exposedRevisions.length > 0
    return {
      when: purge ? 'Afterwards: delete old revisions that hold plaintext:' : 'Audit again:',
      command: `${PROGRAM} audit ${placeWords(cluster, region)}${purge ? ' --purge' : ''}`
    }
  })
  return [...migrate, ...again]
}

/** A file's name that could be taken for a flag begins with its folder. */
function fileWord(file: string): string {
  return word(file.startsWith('-') ? `./${file}` : file)
}

/** One word of a POSIX shell. */
function word(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
