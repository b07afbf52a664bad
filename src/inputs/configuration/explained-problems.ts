import { lastPartOf } from '../../arn.ts'
import type { Problem, Remark } from '../../errors.ts'
import { someOf } from '../../list.ts'
import { didYouMean } from '../../nearest.ts'
import { present } from '../../present.ts'
import type { Placement } from './placement.ts'

const PLACES_SHOWN = 3

/** explained adds to problems what the configuration file states about their services and clusters. Pure. */
export function explained(problems: readonly Problem[], placement: Placement): readonly Problem[] {
  const known = problems.map(problem => {
    const { code, service = '', message } = problem
    if (code !== 'service-not-found' || isKnown(service, placement)) return problem
    const said = message.replace(/ Did you mean "[^"]*"\?$/, '')
    return {
      ...problem,
      ...unknown(`${said} The configuration file has no such service either.`, service, placement)
    }
  })
  return withClusterPlaces(known, placement)
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
    const { about, hint } = problem
    // a cluster can be named by its ARN
    const lost = about !== undefined && 'cluster' in about ? lastPartOf(about.cluster) : undefined
    const said = [...(usual ? [usual] : []), ...places.values()].flatMap(({ cluster, written }) =>
      cluster !== undefined && written?.cluster !== undefined && lastPartOf(cluster) === lost
        ? [`${written.cluster.file}:${written.cluster.line}`]
        : []
    )
    if (said.length === 0) return problem
    const where = `It is named at ${someOf([...new Set(said)], PLACES_SHOWN)}.`
    return { ...problem, hint: hint === undefined ? where : `${hint} ${where}` }
  })
}

/**
 * unknownServices returns the problems of named services whose cluster nothing states, if the configuration file has
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
 * causeFirst leaves the problems of references out if a cluster does not exist: the likely cause is a wrong Region or
 * account, where no reference can exist either. Pure.
 */
export function causeFirst(references: readonly Problem[], services: readonly Problem[]): readonly Problem[] {
  const isLost = services.some(
    ({ code, about }) => code === 'aws-missing' && about !== undefined && 'region' in about
  )
  return isLost ? services : [...references, ...services]
}

/** What only checks and definitions need of the configuration file. */
const UNNEEDED: ReadonlySet<string> = new Set(['bad-exception', 'bad-config-value'])

/**
 * neededProblems separates the mistakes of a configuration file in exceptions, and in what makes a definition, from its
 * other problems: they do not matter where nothing is checked or rendered, and must not stop a rollback. Pure.
 */
export function neededProblems(
  problems: readonly Problem[],
  mode: string
): { readonly needed: readonly Problem[]; readonly remarks: readonly Remark[] } {
  return {
    needed: problems.filter(({ code }) => !UNNEEDED.has(code)),
    remarks: problems
      .filter(({ code }) => UNNEEDED.has(code))
      .map(({ message, place }) => ({
        message: `${message} Mode ${mode} does not need it.`,
        ...present({ place })
      }))
  }
}
