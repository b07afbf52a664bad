import { present } from '../../present.ts'
import type {
  MigratedSecret,
  MigrationReport,
  MoveRow,
  RoleRow,
  ServiceRow
} from '../../report/migration/migration.ts'
import { type Journal, type JournalMove, movesInFiles, type RanBefore, sameMove } from '../journal.ts'
import { monthlyCost } from '../limits.ts'
import type { PlannedMove } from '../plan.ts'
import { type SecretToRotate, secretToRotate, worstFirst } from '../rotate.ts'
import { belongsToEntry } from './deploy/deploy-steps.ts'
import { withoutRunning } from './deploy/deployed-rows.ts'
import type { PreparedMigration } from './prepare.ts'
import { templateRows } from './templates.ts'

/**
 * planReport returns the report of a plan, in which nothing was changed. `journal` is that of the unfinished migration:
 * the secrets that it created are as new as those still to create.
 */
export function planReport(prepared: PreparedMigration, journal?: Journal): MigrationReport {
  const { plan, context } = prepared
  const secrets = secretRows(prepared)
  const services = serviceRows(prepared)
  const isNew = ({ name, state }: MigratedSecret) =>
    state === 'create' ||
    journal?.steps.some(({ step, subject }) => step === 'create' && subject === name) === true
  const replicas = context.configuration.replicaRegions.length
  const costOf = (number: number) => monthlyCost(number, plan.store, { tier: 'standard', replicas })
  return {
    applied: false,
    project: plan.project,
    store: plan.store,
    secrets,
    moves: plan.moves.flatMap(move => moveRow(move, prepared)),
    earlierMoves: earlierMoves(prepared).length,
    roles: roleRows(prepared),
    services,
    templates: templateRows(prepared.previews),
    monthlyCostUsd: costOf(secrets.length),
    newCostUsd: costOf(secrets.filter(isNew).length),
    policies: [],
    rotate: secretsToRotate(prepared),
    oldRevisions: withoutRunning(oldRevisions(prepared), services),
    left: prepared.found.left,
    excepted: prepared.found.excepted,
    exposed: prepared.others.exposed,
    notLooked: prepared.others.notLooked,
    done: []
  }
}

function secretRows({ plan, secrets, moves, located }: PreparedMigration): readonly MigratedSecret[] {
  const planned = plan.secrets.map(({ name, variables, keys, warnings }) => {
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
      const arn = located.get(name)?.arn
      return { name, state: 'present', variables, keys, warnings: [], ...present({ arn }) }
    })
  return [...planned, ...before]
}

/** earlierMoves returns the moves that an interrupted run has made: no file has their values any more. */
export function earlierMoves({ plan, moves }: PreparedMigration): readonly MoveRow[] {
  const planned = movesInFiles(plan)
  const isPlanned = (move: JournalMove) => planned.some(other => sameMove(other, move))
  return moves
    .filter(move => !isPlanned(move))
    .map(({ file, container, variable, reference, service }) => ({
      file,
      container,
      variable,
      reference,
      ...present({ service })
    }))
}

function moveRow(move: PlannedMove, { found }: PreparedMigration): readonly MoveRow[] {
  const { source, container, variable, reference, service } = move
  if (source.kind !== 'file') return []
  const revision = found.sources.find(({ document }) => document.file === source.file)?.revision
  return [
    {
      file: source.file,
      container,
      variable,
      reference,
      ...(source.place && revision === undefined ? { line: source.place.line } : {}),
      ...present({ service, revision })
    }
  ]
}

function roleRows({ roles, context }: PreparedMigration): readonly RoleRow[] {
  const isAttached = context.configuration.policyOutput === 'attach'
  return roles.map(({ need, reads }) => {
    const { arn, services, secrets } = need
    const state = reads.kind === 'allowed' ? 'allowed' : isAttached ? 'to-grant' : 'to-print'
    return { arn, services, secrets, state }
  })
}

function serviceRows({
  previews,
  services,
  context,
  differences,
  unchanged
}: PreparedMigration): readonly ServiceRow[] {
  const creates = context.configuration.serviceDefinition.length > 0
  const own = previews.filter(({ template }) => template === undefined)
  return own.flatMap(({ source }) => {
    const { entry } = source
    if (entry?.kind === 'task' && source.services.length === 0)
      return [{ service: entry.key, action: 'task', plaintext: [] }]
    return (source.services.length === 0 ? [source.document.file] : source.services).map(
      (service): ServiceRow => {
        const now = services.running.find(({ key }) => key === service)
        if (now === undefined) {
          const isCreated = creates && services.missing.includes(service)
          const action = isCreated ? 'create' : belongsToEntry(source) ? 'absent' : 'register'
          return { service, action, plaintext: [] }
        }
        const previous = now.state.taskDefinition
        const besides = differences.get(service) ?? []
        const changes = besides.length === 0 ? undefined : besides
        const isUnchanged = unchanged.has(service) ? (true as const) : undefined
        return {
          ...{ service, action: 'redeploy', previous, plaintext: now.plaintext },
          ...present({ differences: changes, isUnchanged })
        }
      }
    )
  })
}

/** ranBefore lists what each service of the migration ran before it, for a run that continues it. */
export function ranBefore(prepared: PreparedMigration): readonly RanBefore[] {
  return serviceRows(prepared).flatMap(({ service, previous, plaintext }) =>
    previous === undefined ? [] : [{ service, previous, plaintext }]
  )
}

/** oldRevisions lists the revisions with plaintext that services currently run. */
export function oldRevisions({ services, previews }: PreparedMigration): readonly string[] {
  const concerned = new Set(previews.flatMap(({ source }) => source.services))
  return services.running
    .filter(({ key, plaintext }) => concerned.has(key) && plaintext.length > 0)
    .map(({ state }) => state.taskDefinition)
}

/** secretsToRotate lists what has to be replaced, worst first; determined while the values are available. */
export function secretsToRotate({ plan, found }: PreparedMigration): readonly SecretToRotate[] {
  const rows = plan.secrets.map(({ name, variables }) => {
    const own = found.candidates.filter(
      (one, index) => plan.moves[index]?.secret === name && variables.includes(one.variable)
    )
    const kinds = own.flatMap(one => found.kinds.get(one) ?? [])
    const shape = kinds.find(kind => kind.shape !== undefined)?.shape
    return secretToRotate({
      secret: name,
      variables,
      isUrl: kinds.some(({ isUrl }) => isUrl),
      ...present({ shape })
    })
  })
  return worstFirst(rows)
}
