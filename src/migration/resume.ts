import { type Journal, type JournalMove, sameMove, wasBegun } from './journal.ts'
import type { MigrationPlan } from './plan.ts'
import type { SecretNameRule } from './secret-names.ts'

/**
 * namesFrom keeps the names that an unfinished migration has given: a name may depend on what else is migrated, and once
 * files are rewritten that is less. Before the first file is touched everything is as it was and names itself again.
 */
export function namesFrom(journal: Journal | undefined): readonly SecretNameRule[] {
  if (journal === undefined || !wasBegun(journal, 'rewrite')) return []
  const rules = new Map<string, SecretNameRule | undefined>()
  for (const { service, variable, secret, key } of journal.moves) {
    const rule = {
      variable,
      secret,
      ...(service === undefined ? {} : { service }),
      ...(key === undefined ? {} : { key })
    }
    const id = `${service ?? ''} ${variable}`
    const known = rules.get(id)
    // two files without a service that give one name two secrets: the template tells them apart, as it did before
    const isAmbiguous = rules.has(id) && (known?.secret !== secret || known.key !== key)
    rules.set(id, isAmbiguous ? undefined : rule)
  }
  return [...rules.values()].filter(rule => rule !== undefined)
}

/** movesInFiles lists what a plan moves out of files, as a journal has it. */
export function movesInFiles({ moves }: MigrationPlan): readonly JournalMove[] {
  return moves.flatMap(({ source, container, variable, secret, key, reference, service }) => {
    if (source.kind !== 'file') return []
    const move = { file: source.file, container, variable, secret, reference }
    return [{ ...move, ...(key === undefined ? {} : { key }), ...(service === undefined ? {} : { service }) }]
  })
}

/** allMoves joins what an unfinished migration has moved with what is left to move, each once. */
export function allMoves(journal: Journal | undefined, now: readonly JournalMove[]): readonly JournalMove[] {
  const before = journal?.moves ?? []
  return [...before, ...now.filter(move => !before.some(other => sameMove(other, move)))]
}
