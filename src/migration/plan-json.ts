import type { JsonObject } from '../json.ts'
import type { Move } from './move.ts'
import type { MigrationPlan, PlannedMove } from './plan.ts'

/** planToJson is the plan file: names, places and references; no value, no hash of one, no length. */
export function planToJson(plan: MigrationPlan): JsonObject {
  const { project, store, monthlyCostUsd, problems } = plan
  return {
    version: 1,
    project,
    store,
    monthlyCostUsd,
    secrets: plan.secrets.map(({ name, variables, keys, warnings }) => ({ name, variables, keys, warnings })),
    moves: plan.moves.map(moveToJson),
    problems: problems.map(({ code, message, hint = '' }) => ({ code, message, hint }))
  }
}

function moveToJson({
  source,
  service,
  family,
  container,
  variable,
  secret,
  key,
  reference
}: PlannedMove): JsonObject {
  const place =
    source.kind === 'live'
      ? { revision: source.revision }
      : { file: source.file, line: source.place?.line ?? 0 }
  return {
    ...place,
    pointer: source.pointer,
    ...(service === undefined ? {} : { service }),
    ...(family === undefined ? {} : { family }),
    container,
    variable,
    secret,
    ...(key === undefined ? {} : { key }),
    reference
  }
}

/** filesOf lists the files that a plan changes, each once, in the order of the alphabet. */
export function filesOf({ moves }: MigrationPlan): readonly string[] {
  const files = moves.flatMap(({ source }) => (source.kind === 'file' ? [source.file] : []))
  return [...new Set(files)].sort((a, b) => (a < b ? -1 : 1))
}

/** movesOf gives what `rewriteSource` is to do in one file. `arns` are the created secrets' by name; templates of CloudFormation need them. */
export function movesOf(
  { moves }: MigrationPlan,
  file: string,
  arns: ReadonlyMap<string, string> = new Map()
): readonly Move[] {
  return moves.flatMap(({ source, variable, secret, key, reference }) => {
    if (source.kind !== 'file' || source.file !== file) return []
    const arn = arns.get(secret)
    const full = arn === undefined || key === undefined ? arn : `${arn}:${key}::`
    return [{ pointer: source.pointer, variable, reference, ...(full === undefined ? {} : { arn: full }) }]
  })
}
