import { lastPartOf } from '../../arn.ts'
import type { Problem } from '../../errors.ts'
import { someOf } from '../../list.ts'
import { didYouMean } from '../../nearest.ts'
import type { Placement } from './placement.ts'

const PLACES_SHOWN = 3

/** explained adds to problems what the configuration file says about their services and clusters. Pure. */
export function explained(problems: readonly Problem[], placement: Placement): readonly Problem[] {
  return withClusterPlaces(withUnknownServices(problems, placement), placement)
}

/**
 * withClusterPlaces adds to the problems of a cluster that does not exist, or that AWS refuses, where the configuration
 * file names it. Pure.
 */
export function withClusterPlaces(
  problems: readonly Problem[],
  { usual, places }: Placement
): readonly Problem[] {
  return problems.map(problem => {
    const said = [...(usual ? [usual] : []), ...places.values()].flatMap(({ cluster, written }) =>
      cluster !== undefined && written?.cluster !== undefined && isAbout(problem, cluster)
        ? [`${written.cluster.file}:${written.cluster.line}`]
        : []
    )
    if (said.length === 0) return problem
    const where = `It is named at ${someOf([...new Set(said)], PLACES_SHOWN)}.`
    return { ...problem, hint: problem.hint === undefined ? where : `${problem.hint} ${where}` }
  })
}

/** A cluster can be named by its ARN. */
function isAbout({ about }: Problem, cluster: string): boolean {
  return about !== undefined && 'cluster' in about && lastPartOf(about.cluster) === lastPartOf(cluster)
}

/**
 * withUnknownServices turns the problem of a service that ECS has not into a mistake of the inputs, if the
 * configuration file has services and not this one. Pure.
 */
function withUnknownServices(problems: readonly Problem[], placement: Placement): readonly Problem[] {
  return problems.map(problem => {
    const { code, service } = problem
    if (code !== 'service-not-found' || service === undefined || isKnown(service, placement)) return problem
    return {
      ...problem,
      ...unknown(`${problem.message} The configuration file has no such service either.`, service, placement)
    }
  })
}

/**
 * unknownServices returns the problems of named services whose cluster nothing says, if the configuration file has
 * services and not these. Pure.
 */
export function unknownServices(
  services: readonly { readonly service: string; readonly site: { readonly cluster: string } }[],
  placement: Placement
): readonly Problem[] {
  return services
    .filter(({ service, site }) => site.cluster === '' && !isKnown(service, placement))
    .map(({ service }) => unknown(`The configuration file has no service "${service}".`, service, placement))
}

function isKnown(service: string, { places }: Placement): boolean {
  return places.size === 0 || places.has(service) || [...places.values()].some(({ name }) => name === service)
}

function unknown(message: string, service: string, { places }: Placement) {
  const keys = [...places.keys()]
  return {
    code: 'unknown-service',
    fault: 'user',
    service,
    message: `${message}${didYouMean(service, keys)}`,
    hint: `Services of the configuration file: ${someOf(keys)}.`
  } as const
}

/**
 * causeFirst puts the problem of a cluster that does not exist before those of references in its Region, and takes the
 * commands that create a secret there out of these: the likely cause is a wrong Region or account, and a secret created
 * in it would be of no use. Without such a cluster the references come first. Pure.
 */
export function causeFirst(references: readonly Problem[], services: readonly Problem[]): readonly Problem[] {
  const lost = services.filter(one => lostRegionOf(one) !== undefined)
  if (lost.length === 0) return [...references, ...services]
  const regions = lost.map(lostRegionOf)
  return [
    ...lost,
    ...references.map(problem => withoutCreation(problem, regions)),
    ...services.filter(one => !lost.includes(one))
  ]
}

/** The Region in which there is no such cluster. Where AWS denied a call, it is not known whether there is one. */
function lostRegionOf({ code, about }: Problem): string | undefined {
  return code === 'aws-missing' && about !== undefined && 'region' in about ? about.region : undefined
}

/** A reference can name another Region by its ARN. */
const CREATION = /,? or create it: aws .* --region (\S+) .*$/

function withoutCreation(problem: Problem, regions: readonly (string | undefined)[]): Problem {
  const [command, region] = CREATION.exec(problem.hint ?? '') ?? []
  return command !== undefined && regions.includes(region)
    ? { ...problem, hint: problem.hint?.replace(command, '.') ?? '' }
    : problem
}
