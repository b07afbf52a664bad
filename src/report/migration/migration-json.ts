import { present } from '../../present.ts'
import type { MigrationReport } from './migration.ts'

/**
 * migrationToJson returns the plan file and the output `plan`: names, places, references and ARNs; no value, hash or
 * length.
 */
export function migrationToJson(migration: MigrationReport): object {
  const { applied, project, store, secrets, moves, roles, services, rotate, oldRevisions } = migration
  const { monthlyCostUsd, newCostUsd, pullRequest, templates, excepted } = migration
  return {
    version: 1,
    kind: 'migration',
    applied,
    project,
    store,
    secrets,
    moves,
    roles,
    services,
    templates,
    monthlyCostUsd,
    newCostUsd,
    rotate,
    oldRevisions,
    excepted,
    ...present({ pullRequest })
  }
}
