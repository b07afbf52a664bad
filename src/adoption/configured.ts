import { loadDocument } from '../document/load.ts'
import { childOf } from '../document/tree.ts'

/** knownKeys returns the keys of the services in a configuration file. */
export async function knownKeys(file: string, text: string): Promise<ReadonlySet<string>> {
  const { document } = await loadDocument(file, text)
  const services = childOf(document?.root, 'services')
  return new Set(services?.kind === 'object' ? services.members.map(({ key }) => key) : [])
}
