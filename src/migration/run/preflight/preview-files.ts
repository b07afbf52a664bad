import type { ResolvedEntry } from '../../../configuration/resolved.ts'
import { loadDocument } from '../../../document/load.ts'
import { type PlaceFinder, placeFinder } from '../../../document/place.ts'
import { childOf, type ObjectNode, type SourceDocument, stringOf } from '../../../document/tree.ts'
import type { Problem } from '../../../errors.ts'
import { present } from '../../../present.ts'
import { gitFailure } from '../../../workspace/git/git.ts'
import type { GitState } from '../../../workspace/git/git-state.ts'
import type { GitError } from '../../../workspace/git/run-git.ts'
import type { WritingArea } from '../../../workspace/write/placing.ts'
import { fileExists, writingProblem } from '../../../workspace/write/writer.ts'
import type { JournalMove } from '../../journal.ts'
import { type MigrationPlan, movesOf } from '../../plan.ts'
import { rewriteSource } from '../../rewrite/rewrite.ts'
import type { MigrationSource } from '../find/candidates.ts'
import type { FoundInFiles } from '../find/credentials.ts'
import type { LoadedMigration } from '../load.ts'
import { renderFor, serviceToDeploy } from '../render.ts'
import type { MigratedServices } from '../services.ts'
import type { LocatedSecret } from '../survey-secrets.ts'
import { type TemplateTask, templateTasks } from '../templates.ts'

/** A migration with decided moves. Nothing is verified yet. */
export type DecidedMigration = LoadedMigration & {
  readonly found: FoundInFiles
  readonly services: MigratedServices
  readonly plan: MigrationPlan
  /** Includes the moves of an unfinished earlier run. */
  readonly moves: readonly JournalMove[]
  /** Every secret of `moves` with its actual or expected ARN. */
  readonly located: ReadonlyMap<string, LocatedSecret>
}

/**
 * A definition as a deploy will render it, for a service or for none, and its execution role. `read` returns its tree,
 * which a run over many files makes anew each time, like that of `document`.
 */
export type PreviewedDefinition = {
  readonly service?: string
  /** The file after the migration. */
  readonly document: SourceDocument
  readonly root: ObjectNode
  readonly place: PlaceFinder
  /** As written: an ARN, or the name of a role in this account. */
  readonly executionRole?: string
}

/** A file after the migration, and the definitions made of it: one per service. A template has none. */
export type FilePreview = {
  readonly source: MigrationSource
  readonly isChanged: boolean
  readonly definitions: readonly PreviewedDefinition[]
  /** The task definitions of a CloudFormation template. */
  readonly template?: readonly TemplateTask[]
}

/**
 * previewFiles rewrites files in memory and renders the results as a deploy would, so that a problem of the deploy is
 * found here. A CloudFormation template is not rendered; only its roles are read.
 */
export async function previewFiles(
  sources: readonly MigrationSource[],
  decided: DecidedMigration
): Promise<{ readonly previews: readonly FilePreview[]; readonly problems: readonly Problem[] }> {
  const previews: FilePreview[] = []
  const problems: Problem[] = []
  for (const source of sources) {
    const file = await previewFile(source, decided)
    problems.push(...file.problems)
    if (file.preview) previews.push(file.preview)
  }
  return { previews, problems }
}

async function previewFile(
  source: MigrationSource,
  decided: DecidedMigration
): Promise<{ readonly preview?: FilePreview; readonly problems: readonly Problem[] }> {
  const { plan, moves, located, context } = decided
  const { file, text } = source.document
  const arns = new Map([...located].map(([name, { arn }]) => [name, arn]))
  const rewritten = await rewriteSource({ file, text }, movesOf(plan, file, arns))
  if (rewritten.kind === 'refused') return { problems: rewritten.problems }
  const isChanged = rewritten.kind === 'rewritten' || source.revision !== undefined
  const changed = { source, isChanged }
  if (source.isTemplate) {
    const template = await templateTasks({ file, text: rewritten.text }, { moves, located, context })
    return { preview: { ...changed, template, definitions: [] }, problems: [] }
  }
  const { definitions, problems } = await renderForAll(source, rewritten.text, decided)
  return definitions.length === 0 ? { problems } : { preview: { ...changed, definitions }, problems }
}

/** Services that share a file can each get a different definition from it. */
async function renderForAll(
  { document, services, entry }: MigrationSource,
  text: string,
  decided: DecidedMigration
): Promise<{ readonly definitions: readonly PreviewedDefinition[]; readonly problems: readonly Problem[] }> {
  const loaded = await loadDocument(document.file, text)
  if (loaded.document === undefined) return { definitions: [], problems: loaded.problems }
  const changed = loaded.document
  const place = placeFinder(changed)
  const definitions: PreviewedDefinition[] = []
  const problems = new Map<string, Problem>()
  for (const { service, entry: own } of subjectsOf({ services, ...present({ entry }) }, decided)) {
    const rendered = await renderFor(loaded.document, present({ service, entry: own }), decided)
    for (const problem of rendered.problems) problems.set(JSON.stringify(problem), problem)
    const { root } = rendered
    if (root === undefined) continue
    const executionRole = stringOf(childOf(root, 'executionRoleArn')) || undefined
    definitions.push({ document: changed, root, place, ...present({ service, executionRole }) })
  }
  return { definitions, problems: [...problems.values()] }
}

/** One definition per service. Missing services without an entry in the configuration file share one. */
function subjectsOf(
  { services, entry }: Pick<MigrationSource, 'services' | 'entry'>,
  decided: DecidedMigration
): readonly { readonly service?: string; readonly entry?: ResolvedEntry }[] {
  const task = entry?.kind === 'task' ? entry : undefined
  if (services.length === 0) return [present({ entry: task })]
  const subjects = services.map(name => ({
    service: serviceToDeploy(name, decided),
    entry: decided.project.resolved.services.find(({ key }) => key === name)
  }))
  const distinct = new Map(subjects.map(one => [`${one.service ?? ''} ${one.entry?.key ?? ''}`, one]))
  return [...distinct.values()].map(one => present(one))
}

/** A file that a migration writes; `revision`: the file is new and written from that revision. */
type WrittenFile = { readonly file: string; readonly isChanged: boolean; readonly revision?: string }

/**
 * fileBlockers lists files that cannot or should not be written: read-only files, existing files that should be new,
 * and files with uncommitted changes, or of which git does not say whether they have some.
 */
export function fileBlockers(
  files: readonly WrittenFile[],
  git: GitState,
  run: { readonly area: WritingArea; readonly isOurs: (file: string) => boolean }
): readonly Problem[] {
  const written = files.filter(({ isChanged }) => isChanged)
  if (git.kind === 'unknown' && written.length > 0) return [notCompared(git.error)]
  const changed = new Set(git.kind === 'repository' ? git.changed : [])
  return written.flatMap(({ file, revision }) => {
    const why = writingProblem({ area: run.area, file })
    if (why !== undefined) return [notWritable(file, why)]
    if (revision !== undefined && fileExists(run.area.workspace, file)) return [isThere(file, revision)]
    return changed.has(file) && !run.isOurs(file) ? [dirty(file)] : []
  })
}

function notWritable(file: string, why: string): Problem {
  return {
    code: 'migration-file',
    fault: 'user',
    message: `${file} cannot be rewritten: ${why}.`,
    hint: `Make it writable (chmod u+w ${file}), or use open-pull-request: true, which changes no file here.`
  }
}

function dirty(file: string): Problem {
  return {
    code: 'migration-dirty',
    fault: 'user',
    message: `${file} has changes that are not committed.`,
    hint: 'Commit or stash them first, so that the changes of the migration can be reviewed and reverted.'
  }
}

function notCompared(error: GitError): Problem {
  const hint =
    error === 'not-owned'
      ? 'Run git config --global --add safe.directory with the path of the repository, and run again.'
      : 'Run git diff HEAD there to see why, and run again when git answers.'
  return {
    code: 'migration-git',
    fault: 'user',
    message: `Whether files have changes that are not committed is not known: ${gitFailure(error)}.`,
    hint
  }
}

function isThere(file: string, revision: string): Problem {
  return {
    code: 'migration-file',
    fault: 'user',
    message: `${file} would be written from ${revision}, and is there already.`,
    hint: 'Take it into the run with its service (source: both), or move it away.'
  }
}
