import { present } from '../../present.ts'
import type { MigratedSecret, MigrationReport, MoveRow, RoleRow, ServiceRow } from '../../report/migration.ts'
import { movesInFiles } from '../journal.ts'
import { monthlyCost } from '../limits.ts'
import type { PlannedMove } from '../plan.ts'
import { type RotateRow, rotateRow, worstFirst } from '../rotate.ts'
import type { PreparedMigration } from './plan.ts'
import { templateRows } from './stacks.ts'

/** planReport is what a plan says: nothing was done. */
export function planReport(prepared: PreparedMigration): MigrationReport {
  const { plan, secrets, scope } = prepared
  const created = secrets.steps.filter(({ kind }) => kind === 'create').length
  const replicas = scope.configuration.replicaRegions.length
  return {
    applied: false,
    project: plan.project,
    store: plan.store,
    secrets: secretRows(prepared),
    moves: plan.moves.flatMap(move => moveRow(move, prepared)),
    earlierMoves: prepared.moves.length - movesInFiles(plan).length,
    roles: roleRows(prepared),
    services: serviceRows(prepared),
    templates: templateRows(prepared),
    monthlyCostUsd: plan.monthlyCostUsd,
    newCostUsd: monthlyCost(created, plan.store, { tier: 'standard', replicas }),
    policies: [],
    rotate: rotateList(prepared),
    oldRevisions: oldRevisions(prepared),
    done: []
  }
}

function secretRows({ plan, secrets, moves, targets }: PreparedMigration): readonly MigratedSecret[] {
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
      const arn = targets.get(name)?.arn
      return { name, state: 'present', variables, keys, warnings: [], ...present({ arn }) }
    })
  return [...planned, ...before]
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

function roleRows({ roles, scope }: PreparedMigration): readonly RoleRow[] {
  const isAttached = scope.configuration.policyOutput === 'attach'
  return roles.map(({ need, reads }) => {
    const { arn, services, secrets } = need
    const state = reads.kind === 'allowed' ? 'allowed' : isAttached ? 'to-grant' : 'to-print'
    return { arn, services, secrets, state }
  })
}

function serviceRows({ foreseen, running, missing, scope }: PreparedMigration): readonly ServiceRow[] {
  const creates = scope.configuration.serviceDefinition.length > 0
  const own = foreseen.filter(({ template }) => template === undefined)
  return own.flatMap(({ source }) =>
    (source.services.length === 0 ? [source.document.file] : source.services).map((service): ServiceRow => {
      const now = running.find(({ state }) => state.service === service)
      if (now === undefined) {
        const isCreated = creates && missing.includes(service)
        return { service, action: isCreated ? 'create' : 'register', plaintext: [] }
      }
      return { service, action: 'redeploy', previous: now.state.taskDefinition, plaintext: now.plaintext }
    })
  )
}

/** oldRevisions lists the revisions that services run now and that hold plaintext. */
export function oldRevisions({ running, foreseen }: PreparedMigration): readonly string[] {
  const concerned = new Set(foreseen.flatMap(({ source }) => source.services))
  return running
    .filter(({ state, plaintext }) => concerned.has(state.service) && plaintext.length > 0)
    .map(({ state }) => state.taskDefinition)
}

/** rotateList says what has to be replaced, worst first; made while the values are at hand. */
export function rotateList({ plan, found }: PreparedMigration): readonly RotateRow[] {
  const rows = plan.secrets.map(({ name, variables }) => {
    const own = found.candidates.filter(
      (one, index) => plan.moves[index]?.secret === name && variables.includes(one.variable)
    )
    const kinds = own.flatMap(one => found.kinds.get(one) ?? [])
    const shape = kinds.find(kind => kind.shape !== undefined)?.shape
    return rotateRow({
      secret: name,
      variables,
      isUrl: kinds.some(({ isUrl }) => isUrl),
      ...present({ shape })
    })
  })
  return worstFirst(rows)
}
