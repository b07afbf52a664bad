import { lastPartOf } from '../../arn.ts'
import type { ConfiguredService } from '../configured.ts'
import { entryOf, environmentIn, jobEnvironmentOf, knownValueOf } from '../survey/entry.ts'
import type { DeploySite, SiteName } from '../survey/find-sites.ts'
import { whyLeft } from './why-left.ts'

const unknownEnvironment = (unknown: string | undefined) =>
  `the \`environment:\` of its job depends on ${unknown ?? 'the run'}, so the environment cannot be determined statically; make it an input of type "choice" with "options"`

/**
 * nameInConfiguration finds the service of the configuration file that a place deploys, by its name in ECS, and the
 * environment that says the same cluster, region and task definition. A step that deployed another one than before
 * would do so without anybody noticing, so it is left instead.
 */
export function nameInConfiguration(
  site: DeploySite,
  configured: readonly ConfiguredService[]
): SiteName | { readonly left: string } {
  const { key, environment } = entryOf(site)
  const service = knownValueOf(site.cells.service)
  // Such a step is left, with its own reason.
  if (service === undefined || whyLeft(site) !== undefined) return { key }
  const own = configured.filter(one => one.service === service)
  if (own.length === 0) return { left: `the configuration file has no service "${service}"` }
  const meant = inEnvironment(own, environment?.meaning)
  const [first] = meant
  if (first === undefined)
    return { left: `the configuration file has no environment "${environment?.word}" for "${service}"` }
  const [fit, ...more] = meant.filter(one => differenceOf(one, site) === undefined)
  if (fit === undefined)
    return {
      left: `the configuration file does not say the same ${differenceOf(first, site)} for "${first.key}"${first.environment === undefined ? '' : ` in ${first.environment}`}; correct it there, or give the step its own environment there`
    }
  if (more.length > 0)
    return { left: `its environment of the configuration file cannot be determined statically` }
  if (fit.environment === undefined) return { key: fit.key }
  const ofJob = jobEnvironmentOf(site)
  if (environment === undefined && ofJob.isExpression && ofJob.value === undefined)
    return { left: unknownEnvironment(ofJob.unknown) }
  return { key: fit.key, environment: fit.environment }
}

/** isOfConfiguration reports whether a step was left because of what the configuration file says, or does not say. */
export function isOfConfiguration(why: string): boolean {
  return why.startsWith('the configuration file ')
}

/** The entries of the environment that a word means. Environments with names of their own can mean any. */
function inEnvironment(
  own: readonly ConfiguredService[],
  meaning: string | undefined
): readonly ConfiguredService[] {
  const meaningOf = (one: ConfiguredService) => environmentIn(one.environment ?? '')?.meaning
  const exact = own.filter(
    one => meaningOf(one) === meaning || (meaning !== undefined && one.environment === meaning)
  )
  if (exact.length > 0) return exact
  return meaning === undefined ? own : own.filter(one => meaningOf(one) === undefined)
}

/** The first setting in which the configuration file differs from what the place says. */
function differenceOf(one: ConfiguredService, { cells, deployment }: DeploySite): string | undefined {
  const { cluster, region } = cells
  // AWS's action and command line deploy to the cluster "default" where none is given.
  const from = cluster?.kind === 'open' ? undefined : (knownValueOf(cluster) ?? 'default')
  const to = one.cluster ?? (cluster === undefined ? 'default' : '')
  if (from !== undefined && lastPartOf(from) !== lastPartOf(to)) return 'cluster'
  const isSaid = one.region !== undefined || deployment?.call?.region !== undefined
  if (isSaid && region?.kind === 'known' && region.value !== one.region) return 'region'
  const file = knownValueOf(cells['task-definition'])
  if (plain(file) !== plain(one['task-definition']) || knownValueOf(cells.live) !== one.live)
    return 'task-definition'
  return undefined
}

const plain = (path: string | undefined) => path?.replace(/^(?:\.\/)+/, '')
