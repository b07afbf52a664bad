import type { Report } from '../../src/report/report.ts'
import { isGood } from '../../src/rollout/outcome.ts'
import { isUpdate, isWrite, wasCarriedOut } from './evidence.ts'
import { nameOf, oneOffOf } from './names.ts'
import type { Played, Ran } from './run-world.ts'
import { templateOf } from './scenario.ts'

/** twistPromises checks what only some worlds have: one-off tasks, and dry runs. */
export function twistPromises(played: Played): readonly string[] {
  return [
    ...[played.first, played.second].flatMap((run, at) => oneOff(played, run, at === 0 ? 'first' : 'second')),
    ...dryRun(played)
  ]
}

/**
 * A one-off task is started once per definition, ends before the first service is changed, and stops everything if it
 * fails.
 */
function oneOff({ spec }: Played, run: Ran, which: string): readonly string[] {
  const asked = oneOffOf(spec)
  if (!asked)
    return run.oneOffs === 0 ? [] : [`one-off: ${which} run: ${run.oneOffs} tasks that nobody asked for`]
  const wrong: string[] = []
  const updates = run.requests.filter(one => isUpdate(one) && wasCarriedOut(one))
  const starts = run.requests.filter(one => one.operation === 'RunTask' && wasCarriedOut(one))
  if (run.oneOffs > spec.services.length)
    wrong.push(`${run.oneOffs} tasks for ${spec.services.length} definitions`)
  const first = updates[0]
  if (first && starts.some(({ at }) => at > first.at)) wrong.push('started after a service was touched')
  if (first && run.oneOffs < spec.services.length)
    wrong.push('a service was touched before all tasks had run')
  if (asked === 'one-off-fails') {
    if (first) wrong.push('a service was touched although the task failed')
    if (run.exit === 0) wrong.push('exit 0 although the task failed')
    if (run.report?.results.some(({ outcome }) => isGood(outcome)))
      wrong.push('good although the task failed')
  }
  return wrong.map(line => `one-off: ${which} run: ${line}`)
}

/** A dry run writes nothing, and the run then does what it reported, unless something happened in between. */
function dryRun({ spec, dry, first, texts }: Played): readonly string[] {
  if (!dry) return []
  const wrong: string[] = dry.broken === undefined ? [] : [dry.broken]
  const writes = dry.requests.filter(isWrite)
  if (writes.length > 0) wrong.push(`it wrote: ${writes.map(({ operation }) => operation).join()}`)
  const files = spec.services.map((_, index) => templateOf(spec, nameOf(index)))
  if (dry.texts.join() !== files.join()) wrong.push('it changed a file')
  const isQuiet =
    spec.others.length === 0 && spec.faults.length === 0 && spec.expiresAt === null && spec.lags.length === 0
  if (!isQuiet || !dry.report || !first.report || texts.length === 0)
    return wrong.map(line => `dry run: ${line}`)
  const said = sayingOf(dry.report, spec)
  const done = sayingOf(first.report, spec)
  if (said !== done) wrong.push(`it said ${said}, and the run: ${done}`)
  const problems = (report: Report) => report.problems.map(({ code }) => code).join()
  if (problems(dry.report) !== '' && first.report.problems.length === 0)
    wrong.push(`${problems(dry.report)}, and the run has no problem`)
  return wrong.map(line => `dry run: ${line}`)
}

/** What a report says about definitions, services and secrets. A restart plans only what it restarts. */
function sayingOf({ plan: whole, migration }: Report, { mode }: Played['spec']): string {
  const plan = mode === 'rotate-restart' ? whole && restartsOf(whole) : whole
  const definitions = plan?.definitions.map(({ family, registration: { kind } }) => `${family} ${kind}`) ?? []
  const services = plan?.services.map(({ service, action }) => `${service} ${JSON.stringify(action)}`) ?? []
  const secrets = migration?.secrets.map(({ name, variables }) => `${name} ${variables.join('+')}`) ?? []
  const moves =
    migration?.moves.map(({ file, variable, reference }) => `${file} ${variable} ${reference}`) ?? []
  const told = migration ? [...secrets, ...moves] : [...definitions, ...services]
  return told.toSorted((a, b) => (a < b ? -1 : 1)).join('; ')
}

function restartsOf({ definitions, services }: NonNullable<Report['plan']>): NonNullable<Report['plan']> {
  const restarted = services.filter(({ action }) => action.kind !== 'unchanged')
  const used = new Set(restarted.map(({ definitionId }) => definitionId))
  return { definitions: definitions.filter(({ id }) => used.has(id)), services: restarted }
}
