import { loadDocument } from '../document/load.ts'
import { placeFinder } from '../document/place.ts'
import { NO_LAYOUT } from './layout.ts'
import { NO_DECISIONS, NO_PROJECT_FILE, type ProjectFile } from './project-file.ts'
import { type ExceptionSource, readExceptions } from './read-exceptions.ts'
import { readLayout } from './read-layout.ts'

/**
 * loadProjectFile parses and reads the text of the configuration file, YAML or JSON. An empty one, or one of comments alone, says
 * nothing. A file that is not read without problems gives no exceptions: half of them would look like all of them.
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
    // The loader was made for task definitions and says so.
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
