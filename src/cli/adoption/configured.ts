import { loadDocument } from '../../files/document/load.ts'
import { placeFinder } from '../../files/document/place.ts'
import { stringOf } from '../../files/document/tree.ts'
import { openEntries } from '../../inputs/configuration/open-lines.ts'
import { readLayout } from '../../inputs/configuration/read-layout.ts'
import { resolveLayout } from '../../inputs/configuration/resolve-layout.ts'
import type { CommandPorts } from './repository.ts'

/** What an existing configuration file has: services and files of any environment, and fields for all services. */
export type Configured = {
  readonly environments: readonly string[]
  readonly services: readonly string[]
  readonly files: readonly string[]
  readonly usual: readonly string[]
}

/** No configuration file. */
export const NOTHING_CONFIGURED: Configured = { environments: [], services: [], files: [], usual: [] }

/** readConfigured reads what a file configures. One that cannot be read sets nothing here; the check reports it. */
export async function readConfigured(file: string, ports: Pick<CommandPorts, 'read'>): Promise<Configured> {
  const text = ports.read(file)
  const { document } = await loadDocument(file, text)
  if (document?.root.kind !== 'object') return NOTHING_CONFIGURED
  const { layout } = readLayout({ document, place: placeFinder(document) })
  const environments = [...layout.environments.keys()]
  const entries = [undefined, ...environments].flatMap(name => resolveLayout(layout, name).services)
  // an environment whose task definition is a TODO has the service all the same
  const named = [...layout.environments.values()].flatMap(({ services }) =>
    [...services.values()].flatMap(({ values }) => stringOf(values.get('service')) ?? [])
  )
  return {
    environments,
    services: [...named, ...layout.services.keys(), ...entries.map(({ name }) => name), ...openEntries(text)],
    files: entries.flatMap(({ base }) => (base?.kind === 'file' ? [base.path] : [])),
    usual: [...(layout.defaults?.values.keys() ?? [])]
  }
}
