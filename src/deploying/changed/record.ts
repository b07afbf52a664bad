import type { AwsConfiguration } from '../../inputs/configuration.ts'
import type { Plan } from '../../plan/plan.ts'
import { present } from '../../present.ts'
import { isAmong, isThere } from '../../workspace/git/changed.ts'
import { type Checkout, fromRoot, fromWorkspace, readCheckout } from '../../workspace/git/commits.ts'
import type { GitPlace } from '../../workspace/git/run-git.ts'
import type { PreparedDefinition } from '../prepare/render-all.ts'
import { fingerprintOf } from './fingerprint.ts'
import { countedPaths } from './paths.ts'

/** scopeOf returns the environment under which a revision is recorded: several environments can share a family. */
export function scopeOf({ environment }: Pick<AwsConfiguration, 'environment'>): string | undefined {
  return environment !== undefined && /^[\w-]{1,128}$/.test(environment) ? environment : undefined
}

/**
 * withCommits adds the commit to the definitions to register. It adds none if relevant files differ from the commit,
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
  const pathsOf = new Map<string, string[]>()
  for (const { target } of prepared) {
    const { file } = target.document
    const paths = pathsOf.get(file) ?? []
    paths.push(...(target.entry?.paths ?? []))
    pathsOf.set(file, paths)
  }
  const definitions = plan.definitions.map(one => {
    const patterns = one.files.flatMap(file => pathsOf.get(file) ?? [])
    const isLive = (file: string) => file.startsWith('live:')
    const files = [...one.files.filter(file => !isLive(file)), configuration.config.file]
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
  return file => {
    const path = fromRoot(file, checkout)
    return tracked.has(path) ? !isChanged(file) : !isThere(workspace, file)
  }
}
