import { loadDocument } from '../document/load.ts'
import { placeFinder } from '../document/place.ts'
import {
  type ConfigurationSource,
  NO_CONFIGURATION,
  type ReadConfiguration,
  readConfiguration
} from './read-configuration.ts'

/**
 * loadConfiguration parses and reads the text of the configuration file, YAML or JSON. An empty one, or one of comments alone, says
 * nothing. A file that is not read without problems gives no exceptions: half of them would look like all of them.
 */
export async function loadConfiguration(
  file: string,
  text: string,
  known: Pick<ConfigurationSource, 'rules' | 'optional' | 'now'>
): Promise<ReadConfiguration> {
  if (/^(?:\s|#[^\r\n]*|---)*$/.test(text)) return NO_CONFIGURATION
  const { document, problems } = await loadDocument(file, text)
  if (document === undefined || problems.length > 0) {
    // The loader was made for task definitions and says so.
    const own = problems.map(problem =>
      problem.code === 'not-an-object'
        ? { ...problem, message: `${file} must be a mapping.`, hint: 'Start it with "exceptions:".' }
        : problem
    )
    return { ...NO_CONFIGURATION, problems: own }
  }
  const read = readConfiguration({ file, root: document.root, place: placeFinder(document), ...known })
  return read.problems.length > 0 ? { ...NO_CONFIGURATION, problems: read.problems } : read
}
