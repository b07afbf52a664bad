import type { Problem, Remark } from '../../errors.ts'
import { present } from '../../present.ts'
import type { EntryKey } from './keys.ts'
import { type Layout, NO_LAYOUT } from './layout.ts'

/** The keys of an entry that say where a service is, and how it is deployed; the others make its definition. */
const KEYS_NEEDED: ReadonlySet<string> = new Set<EntryKey>([
  'service',
  'cluster',
  'region',
  'role-to-assume',
  'desired-count'
])

/**
 * neededProblems separates the mistakes of a configuration file in exceptions, and in what makes a definition, from its
 * other problems: they do not matter where nothing is checked or rendered, and must not stop a rollback. Pure.
 */
export function neededProblems(
  problems: readonly Problem[],
  layout: Layout,
  mode: string
): { readonly needed: readonly Problem[]; readonly remarks: readonly Remark[] } {
  const isUnneeded = ({ code, message }: Problem) => {
    const [, key] = /^"([\w-]+)" is not (?:valid\.|set here:)/.exec(message) ?? []
    const isOfDefinition = key !== undefined && !KEYS_NEEDED.has(key)
    return layout !== NO_LAYOUT && (code === 'bad-exception' || isOfDefinition)
  }
  return {
    needed: problems.filter(problem => !isUnneeded(problem)),
    remarks: problems.filter(isUnneeded).map(({ message, place }) => ({
      message: `${message} Mode ${mode} does not need it.`,
      ...present({ place })
    }))
  }
}
