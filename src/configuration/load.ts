import { loadDocument } from '../document/load.ts'
import { placeFinder } from '../document/place.ts'
import { NO_LAYOUT } from './layout.ts'
import { NO_DECISIONS, NO_PROJECT_FILE, type ProjectFile } from './project-file.ts'
import { type ExceptionSource, readExceptions } from './read-exceptions.ts'
import { readLayout } from './read-layout.ts'

/**
 * loadProjectFile parses the text of the configuration file, YAML or JSON. A file that is empty or contains only
 * comments sets nothing. A file with problems yields no exceptions, because an incomplete list would look complete.
 */
export async function loadProjectFile(
  file: string,
  text: string,
  known: Pick<ExceptionSource, 'rules' | 'optional' | 'now'>
): Promise<ProjectFile> {
  if (/^(?:\s|#[^\r\n]*|---)*$/.test(text)) return NO_PROJECT_FILE
  const { document, problems } = await loadDocument(file, text)
  const placed =
    document?.root.kind === 'object'
      ? readLayout({ document, place: placeFinder(document) })
      : { layout: NO_LAYOUT, problems: [] }
  const project = { layout: placed.layout, layoutProblems: placed.problems }
  if (document === undefined || problems.length > 0) {
    // The loader's message is written for task definitions.
    const own = problems.map(problem =>
      problem.code === 'not-an-object'
        ? {
            ...problem,
            message: `${file} must be a mapping.`,
            hint: 'Start it with "services:" or "exceptions:".'
          }
        : problem
    )
    return { ...project, decisions: { ...NO_DECISIONS, problems: own } }
  }
  const read = readExceptions({ file, root: document.root, place: placeFinder(document), ...known })
  const decisions = read.problems.length > 0 ? { ...NO_DECISIONS, problems: read.problems } : read
  return { ...project, decisions }
}
