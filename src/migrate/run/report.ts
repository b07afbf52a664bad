import { worstKind } from '../../detector/issuers.ts'
import { present } from '../../present.ts'
import type {
  MigratedSecret,
  MigrationReport,
  MoveRow,
  RoleRow,
  ServiceRow,
  TemplateRow
} from '../../report/migration/migration.ts'
import type { Report } from '../../report/report.ts'
import { count } from '../../report/text.ts'
import { exitCodeOf } from '../../report/verdict.ts'
import { isGood, keyOf } from '../../rollout/outcome.ts'
import { type Journal, type RanBefore, type SecretToRotate, sameMove, worstFirst } from '../journal.ts'
import { monthlyCost } from '../names.ts'
import type { PlannedMove } from '../plan.ts'
import { valueFromOf } from '../rewrite/moves.ts'
import { styledMove } from './new-texts.ts'
import type { PlannedMigration } from './plan-run.ts'

/**
 * planReport returns the report of a plan, in which nothing was changed. `journal` is that of the unfinished migration:
 * the secrets that it created are as new as those still to create.
 */
export function planReport(planned: PlannedMigration, journal?: Journal): MigrationReport {
  const { plan, found } = planned
  const moves = writtenMoves(planned)
  const secrets = secretRows(planned)
  const services = serviceRows(planned)
  const isNew = ({ name, state }: MigratedSecret) =>
    state === 'create' || journal?.created.includes(name) === true
  return {
    applied: false,
    project: plan.project,
    store: plan.store,
    secrets,
    moves: moveRows(moves, planned, secrets),
    earlierMoves: movesBefore(planned).length,
    roles: roleRows(planned),
    services,
    templates: templateRows(planned),
    monthlyCostUsd: monthlyCost(secrets.length, plan.store),
    newCostUsd: monthlyCost(secrets.filter(isNew).length, plan.store),
    policies: [],
    rotate: secretsToRotate(planned),
    oldRevisions: oldRevisions(ranBefore(planned), services),
    excepted: found.excepted,
    left: found.left,
    done: []
  }
}

/**
 * appliedReport returns the report of an apply, as far as it is in the plan. Once the values are removed, the findings
 * of an earlier run can no longer be determined from the files: they come from the journal.
 */
export function appliedReport(planned: PlannedMigration, journal: Journal): MigrationReport {
  const report = planReport(planned, journal)
  const rotate = [
    ...journal.rotate,
    ...report.rotate.filter(row => !journal.rotate.some(({ secret }) => secret === row.secret))
  ]
  return {
    ...report,
    applied: true,
    moves: allMoveRows(planned, report.secrets),
    rotate: worstFirst(rotate),
    oldRevisions: oldRevisions([...journal.ranBefore, ...ranBefore(planned)])
  }
}

/**
 * allMoveRows lists what moved, also in an earlier run, with the references as they are written where the secrets
 * exist: the ARN of a new one is known after its creation.
 */
export function allMoveRows(
  planned: PlannedMigration,
  secrets: readonly MigratedSecret[]
): readonly MoveRow[] {
  return moveRows([...movesBefore(planned), ...writtenMoves(planned)], planned, secrets)
}

function moveRows(
  moves: readonly PlannedMove[],
  planned: PlannedMigration,
  secrets: readonly MigratedSecret[]
): readonly MoveRow[] {
  return moves.map(move => {
    const { file, place, container, variable, service } = move
    const source = planned.sources.find(({ document }) => document.file === file)
    const arn = secrets.find(({ name }) => name === move.secret)?.arn
    const reference = source
      ? valueFromOf(file, styledMove(move, source, { ...planned, arn }))
      : move.reference
    const revision = source?.revision
    const line = revision === undefined ? place?.line : undefined
    return { file, container, variable, reference, ...present({ line, service, revision }) }
  })
}

function secretRows(migration: PlannedMigration): readonly MigratedSecret[] {
  const { plan, secrets, moves, located } = migration
  const written = new Set(writtenMoves(migration).map(({ secret }) => secret))
  const planned = plan.secrets
    .filter(({ name }) => written.has(name))
    .map(({ name, variables, keys, warnings }) => {
      const state = secrets.steps.find(({ secret }) => secret.name === name)?.kind ?? 'create'
      const arn = secrets.stored.get(name)?.arn
      return { name, state, variables, keys, warnings, ...present({ arn }) }
    })
  const before = [...new Set(moves.map(({ secret }) => secret))]
    .filter(name => !plan.secrets.some(secret => secret.name === name))
    .map((name): MigratedSecret => {
      const own = moves.filter(({ secret }) => secret === name)
      const variables = [...new Set(own.map(({ variable }) => variable))]
      const keys = [...new Set(own.flatMap(({ key }) => key ?? []))]
      return {
        name,
        state: 'present',
        variables,
        keys,
        warnings: [],
        ...present({ arn: located.get(name)?.arn })
      }
    })
  return [...planned, ...before]
}

/** The moves that an interrupted run has made: no file has their values any more. */
function movesBefore({ plan, moves }: PlannedMigration): readonly PlannedMove[] {
  return moves.filter(move => !plan.moves.some(other => sameMove(other, move)))
}

/** The moves of the plan, without those of a file that cannot be rewritten. */
function writtenMoves({ plan, previews }: PlannedMigration): readonly PlannedMove[] {
  const files = new Set(previews.map(({ source }) => source.document.file))
  return plan.moves.filter(({ file }) => files.has(file))
}

function roleRows({ roles, context }: PlannedMigration): readonly RoleRow[] {
  const isAttached = context.configuration.policyOutput === 'attach'
  return roles.map(({ need: { arn, services, secrets }, reads }) => {
    const state = reads.kind === 'allowed' ? 'allowed' : isAttached ? 'to-grant' : 'to-print'
    return { arn, services, secrets, state }
  })
}

function templateRows({ previews, moves }: PlannedMigration): readonly TemplateRow[] {
  return previews
    .filter(({ source }) => source.isTemplate)
    .map(({ source: { document } }) => {
      const own = moves.filter(({ file }) => file === document.file)
      return { file: document.file, secrets: [...new Set(own.map(({ secret }) => secret))] }
    })
}

function serviceRows(planned: PlannedMigration): readonly ServiceRow[] {
  const { previews, services, context, differences, unchanged } = planned
  const creates = context.configuration.serviceDefinition.length > 0
  const own = previews.map(({ source }) => source).filter(({ isTemplate }) => !isTemplate)
  return own.flatMap((source): readonly ServiceRow[] => {
    const { entry, document } = source
    if (entry?.kind === 'task' && source.services.length === 0)
      return [{ service: entry.key, action: 'task', plaintext: [] }]
    return (source.services.length === 0 ? [document.file] : source.services).map(service => {
      const now = services.running.find(({ key }) => key === service)
      if (now === undefined) {
        const isCreated = creates && services.missing.includes(service)
        return { service, action: isCreated ? 'create' : 'register', plaintext: [] }
      }
      const besides = differences.get(service) ?? []
      const { taskDefinition: previous } = now
      const plaintext = now.plaintext.map(({ words }) => words)
      return {
        ...{ service, action: 'redeploy', previous, plaintext },
        ...(besides.length > 0 ? { differences: besides } : {}),
        ...(unchanged.has(service) ? { isUnchanged: true as const } : {})
      }
    })
  })
}

/** ranBefore lists what each service of the migration ran before it, for a run that continues it. */
export function ranBefore(planned: PlannedMigration): readonly RanBefore[] {
  return serviceRows(planned).flatMap(({ service, previous, plaintext }) =>
    previous === undefined ? [] : [{ service, previous, plaintext }]
  )
}

/** oldRevisions lists the revisions with plaintext, without those that a service of `rows` still runs. */
export function oldRevisions(ran: readonly RanBefore[], rows: readonly ServiceRow[] = []): readonly string[] {
  const running = new Set(rows.flatMap(({ isUnchanged, previous }) => (isUnchanged ? previous : [])))
  const old = ran.filter(({ plaintext, previous }) => plaintext.length > 0 && !running.has(previous))
  return [...new Set(old.map(({ previous }) => previous))]
}

/** secretsToRotate lists what has to be replaced, worst first; determined while the values are available. */
export function secretsToRotate({ plan, found }: PlannedMigration): readonly SecretToRotate[] {
  const rows = plan.secrets.map(({ name: secret, variables }) => {
    // the moves have the order of the candidates
    const kinds = plan.moves.flatMap((move, index) => (move.secret === secret && found.kinds[index]) || [])
    return { secret, variables, ...worstKind(kinds) }
  })
  return worstFirst(rows)
}

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
    const before = { ...row, ...ranBefore.find(({ service }) => service === row.service) }
    const isSame = result?.outcome === 'unchanged' && result.taskDefinitionArn === before.previous
    return { ...before, isDone: true, ...(isSame ? { isUnchanged: true } : {}) }
  })
}

/** sentenceFor returns what was deployed, for the completed steps. */
export function sentenceFor({ results, taskDefinitionArns }: Report, rows: readonly ServiceRow[]): string {
  const keys = new Set(rows.flatMap(({ service, isUnchanged }) => (isUnchanged ? service : [])))
  const unchanged = new Set(results.filter(result => keys.has(keyOf(result))).map(({ service }) => service))
  const changed = results.filter(({ service }) => !unchanged.has(service)).length
  const still = results.length - changed
  const deployed =
    results.length === 0
      ? 'No service runs these files'
      : changed === 0
        ? `${count(still, 'service')} unchanged`
        : `Deployed ${count(changed, 'service')}${still === 0 ? '' : `, ${still} unchanged`}`
  return `${deployed}, ${count(taskDefinitionArns.length, 'definition')} registered or found equal.`
}
