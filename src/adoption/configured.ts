import { readLayout } from '../configuration/read-layout.ts'
import { resolveLayout } from '../configuration/resolve-layout.ts'
import { loadDocument } from '../document/load.ts'
import { placeFinder } from '../document/place.ts'
import { present } from '../present.ts'

/** A service of the configuration file in one environment, and what its deploy takes from there. */
export type ConfiguredService = {
  readonly key: string
  readonly environment?: string
  /** Its name in ECS. */
  readonly service: string
  readonly cluster?: string
  readonly region?: string
  /** The path of a file, or `live` for the revision that the service runs. */
  readonly 'task-definition'?: string
  /** The family of a live task definition. */
  readonly live?: string
}

/** configuredServices returns the services of a configuration file, once for each of its environments. */
export async function configuredServices(file: string, text: string): Promise<readonly ConfiguredService[]> {
  const { document } = await loadDocument(file, text)
  if (document?.root.kind !== 'object') return []
  const { layout } = readLayout({ document, place: placeFinder(document) })
  const environments = layout.environments.size > 0 ? [...layout.environments.keys()] : [undefined]
  return environments.flatMap(environment =>
    resolveLayout(layout, environment).services.map(({ key, name, site, base }) => ({
      ...{ key, service: name },
      ...present({
        environment,
        cluster: site.cluster,
        region: site.region,
        'task-definition':
          base?.kind === 'file' ? base.path : base && base.family === undefined ? 'live' : undefined,
        live: base?.kind === 'live' ? base.family : undefined
      })
    }))
  )
}
