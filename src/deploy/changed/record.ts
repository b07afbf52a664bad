import { createHash } from 'node:crypto'
import picomatch from 'picomatch'
import { isAmong, isThere } from '../../files/git/changed.ts'
import { type Checkout, fromRoot, fromWorkspace, readCheckout } from '../../files/git/commits.ts'
import type { GitPlace } from '../../files/git/run-git.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import { isObject, type JsonObject, type JsonValue } from '../../json.ts'
import { present } from '../../present.ts'
import { isKnownMember } from '../../template/conform.ts'
import { normalizeDefinition } from '../comparison/compare.ts'
import type { Plan } from '../comparison/plan.ts'
import { withoutCommitTag } from '../comparison/plan.ts'
import type { PreparedDefinition } from '../prepare/render-all.ts'

/** scopeOf returns the environment under which a revision is recorded: several environments can share a family. */
export function scopeOf({ environment }: Pick<AwsConfiguration, 'environment'>): string | undefined {
  return environment !== undefined && /^[\w-]{1,128}$/.test(environment) ? environment : undefined
}

/**
 * countedPaths returns the paths that match patterns, like `paths` of a workflow: `!` excludes, and the last matching
 * pattern decides. A folder means everything in it. All are relative to the root of the repository.
 */
export function countedPaths(patterns: readonly string[], paths: readonly string[]): readonly string[] {
  const rules = patterns.map(text => ({
    matches: matcherOf(text.replace(/^!/, '')),
    isIncluded: !text.startsWith('!')
  }))
  return paths.filter(path => rules.findLast(({ matches }) => matches(path))?.isIncluded === true)
}

function matcherOf(pattern: string): (path: string) => boolean {
  const plain = pattern.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '')
  return plain === '' || plain === '.'
    ? () => true
    : picomatch([plain, `${plain}/**`], { dot: true, nonegate: true, noextglob: true })
}

/**
 * withCommits adds the commit to the definitions to register. It adds none if files that count differ from the commit,
 * because the revision would then claim to match Git.
 */
export function withCommits(
  plan: Plan,
  prepared: readonly PreparedDefinition[],
  { configuration, place }: { readonly configuration: AwsConfiguration; readonly place: GitPlace }
): Plan {
  const checkout = readCheckout(place)
  if ('problem' in checkout || checkout.head === undefined) return plan
  const commit = checkout.head
  const environment = scopeOf(configuration)
  const isClean = cleanFiles(checkout, place.workspace)
  const definitions = plan.definitions.map(one => {
    const patterns = prepared.flatMap(({ target }) =>
      one.files.includes(target.document.file) ? (target.entry?.paths ?? []) : []
    )
    const files = [...one.files.filter(file => !file.startsWith('live:')), configuration.config.file]
    if (one.registration.kind === 'reuse' || !files.every(isClean)) return one
    if (countedPaths(patterns, checkout.uncommitted).length > 0) return one
    const fingerprint = fingerprintOf(one.definition)
    return { ...one, record: { commit, fingerprint, ...present({ environment }) } }
  })
  return { ...plan, definitions }
}

function cleanFiles(checkout: Checkout, workspace: string): (file: string) => boolean {
  const isChanged = isAmong(
    workspace,
    checkout.uncommitted.map(path => fromWorkspace(path, checkout))
  )
  const tracked = new Set(checkout.tracked)
  return file => (tracked.has(fromRoot(file, checkout)) ? !isChanged(file) : !isThere(workspace, file))
}

/**
 * fingerprintOf returns 16 hexadecimal digits that are equal for a definition and the revision registered from it, if
 * `compareDefinitions` would find no difference: tags and members that no model has do not count.
 */
export function fingerprintOf(definition: JsonObject): string {
  const { tags: _, ...own } = normalizeDefinition(withoutCommitTag(definition))
  return createHash('sha256')
    .update(JSON.stringify(known(own, [])))
    .digest('hex')
    .slice(0, 16)
}

/** Sorts members by name, so that their order in a file does not matter. */
function known(value: JsonValue, path: readonly string[]): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(item => known(item, path))
  if (!isObject(value)) return value
  const entries = Object.entries(value)
    .filter(([key]) => isKnownMember([...path, key]))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, child]) => [key, known(child, [...path, key])]))
}
