import { present } from '../../../present.ts'
import type { ServiceRow } from '../../../report/migration/migration.ts'
import type { Report } from '../../../report/report.ts'
import { count } from '../../../report/text.ts'
import { exitCodeOf } from '../../../report/verdict.ts'
import { isGood, keyOf } from '../../../rollout/outcome.ts'
import type { Journal } from '../../journal.ts'

/**
 * deployedRows marks the services that the deploy has completed, and those among them that were left as they are. A run
 * that continues finds the new revision where an earlier one has deployed: such a service was changed by the migration.
 */
export function deployedRows(
  rows: readonly ServiceRow[],
  report: Report,
  { ranBefore }: Pick<Journal, 'ranBefore'>
): readonly ServiceRow[] {
  const results = new Map(report.results.map(result => [keyOf(result), result]))
  return rows.map(({ isUnchanged: _, ...row }): ServiceRow => {
    const result = results.get(row.service)
    const isDone = result !== undefined && isGood(result.outcome)
    const isRegistered = row.action === 'register' || row.action === 'task'
    if (!isDone && !(isRegistered && exitCodeOf(report) === 0)) return row
    const before = { ...row, ...ranBefore?.find(({ service }) => service === row.service) }
    const isSame = result?.outcome === 'unchanged' && result.taskDefinitionArn === before.previous
    return { ...before, isDone: true, ...present({ isUnchanged: isSame ? (true as const) : undefined }) }
  })
}

/** withoutRunning leaves out the revisions that a service of the run still runs: they are not old. */
export function withoutRunning(revisions: readonly string[], rows: readonly ServiceRow[]): readonly string[] {
  const running = new Set(rows.flatMap(({ isUnchanged, previous }) => (isUnchanged ? previous : [])))
  return revisions.filter(revision => !running.has(revision))
}

/** sentenceFor says what was deployed, for the completed steps. `verified`: the services whose tasks are all new. */
export function sentenceFor(
  { results, taskDefinitionArns }: Report,
  verified: readonly string[],
  rows: readonly ServiceRow[]
): string {
  const keys = new Set(rows.flatMap(({ service, isUnchanged }) => (isUnchanged ? service : [])))
  const unchanged = new Set(results.filter(result => keys.has(keyOf(result))).map(({ service }) => service))
  const changed = results.length - results.filter(({ service }) => unchanged.has(service)).length
  const still = results.length - changed
  const proven = verified.filter(service => !unchanged.has(service))
  const tasks =
    proven.length === 0
      ? ''
      : `; every task of ${proven.join(', ')} runs the new revision and started after the secrets existed`
  const deployed =
    results.length === 0
      ? 'No service runs these files'
      : changed === 0
        ? `${count(still, 'service')} unchanged`
        : `Deployed ${count(changed, 'service')}${still === 0 ? '' : `, ${still} unchanged`}`
  return `${deployed}, ${count(taskDefinitionArns.length, 'definition')} registered or found equal${tasks}.`
}
