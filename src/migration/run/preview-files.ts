import { contextsFor } from '../../checking/contexts.ts'
import { siteOf } from '../../configuration/placement.ts'
import { loadDocument } from '../../document/load.ts'
import { childOf, type ObjectNode, stringOf } from '../../document/tree.ts'
import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import { parseOverrides } from '../../template/parse-overrides.ts'
import { prepareDefinition } from '../../template/prepare.ts'
import type { GitState } from '../../workspace/git-state.ts'
import { fileExists, whyNotWritable } from '../../workspace/replace-file.ts'
import type { JournalMove } from '../journal.ts'
import { type MigrationPlan, movesOf } from '../plan.ts'
import { rewriteSource } from '../rewrite/rewrite.ts'
import type { FoundInFiles, MigrationSource } from './credentials.ts'
import type { LoadedMigration } from './load.ts'
import type { MigratedServices } from './services.ts'
import type { LocatedSecret } from './survey-secrets.ts'
import { type TemplateTask, templateTasks } from './templates.ts'

/** A migration of which it is decided what moves where. Nothing of it is verified yet. */
export type DecidedMigration = LoadedMigration & {
  readonly found: FoundInFiles
  readonly services: MigratedServices
  readonly plan: MigrationPlan
  /** Also what an unfinished run before this one has moved. */
  readonly moves: readonly JournalMove[]
  /** Every secret of `moves` with its ARN, or the expected one. */
  readonly located: ReadonlyMap<string, LocatedSecret>
}

/** A file as it will be, and the execution role that its definition names. */
export type FilePreview = {
  readonly source: MigrationSource
  readonly text: string
  readonly isChanged: boolean
  /** The definition as a deploy renders it; a template has none. */
  readonly root?: ObjectNode
  readonly executionRole?: string
  /** The task definitions of a CloudFormation template. */
  readonly template?: readonly TemplateTask[]
}

/**
 * previewFiles rewrites files in memory and renders the results as a deploy would: what is refused there is found
 * here. A template of CloudFormation is not rendered, only its roles are read.
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
  const changed = { source, text: rewritten.text, isChanged }
  if (source.isTemplate) {
    const template = await templateTasks({ file, text: rewritten.text }, { moves, located, context })
    return { preview: { ...changed, template }, problems: [] }
  }
  const { root, problems } = await renderFor(source, rewritten.text, decided)
  if (root === undefined) return { problems }
  const executionRole = stringOf(childOf(root, 'executionRoleArn')) || undefined
  return { preview: { ...changed, root, ...present({ executionRole }) }, problems }
}

/** A file whose service is not there and will not be is rendered as a plain file's. */
async function renderFor(
  source: MigrationSource,
  text: string,
  { context, placement, services }: DecidedMigration
): Promise<{ readonly root?: ObjectNode; readonly problems: readonly Problem[] }> {
  const { configuration, ports, account } = context
  const { document, problems } = await loadDocument(source.document.file, text)
  if (document === undefined) return { problems }
  const creates = configuration.serviceDefinition.length > 0
  const service = source.services.find(name => creates || !services.missing.includes(name))
  const site = siteOf(service, placement, configuration)
  const contexts = contextsFor(configuration, { site, ...present({ service }) }, ports)
  const { overrides } = parseOverrides(configuration.overrides)
  return prepareDefinition(document, {
    contexts: { ...contexts, aws: { ...contexts.aws, account } },
    overrides
  })
}

/**
 * fileBlockers lists files that can't or should not be written: read-only, there already, or with changes of a
 * person.
 */
export function fileBlockers(
  previews: readonly FilePreview[],
  git: GitState,
  run: { readonly workspace: string; readonly isOurs: (file: string) => boolean }
): readonly Problem[] {
  const changed = new Set(git.kind === 'repository' ? git.changed : [])
  return previews
    .filter(({ isChanged }) => isChanged)
    .flatMap(({ source }) => {
      const { file } = source.document
      const why = whyNotWritable(run.workspace, file)
      if (why !== undefined) return [notWritable(file, why)]
      if (source.revision !== undefined && fileExists(run.workspace, file))
        return [isThere(file, source.revision)]
      return changed.has(file) && !run.isOurs(file) ? [dirty(file)] : []
    })
}

function notWritable(file: string, why: string): Problem {
  return {
    code: 'migration-file',
    fault: 'user',
    message: `${file} can not be rewritten: ${why}.`,
    hint: `Make it writable (chmod u+w ${file}), or use open-pull-request: true, which changes no file here.`
  }
}

function dirty(file: string): Problem {
  return {
    code: 'migration-dirty',
    fault: 'user',
    message: `${file} has changes that are not committed.`,
    hint: 'Commit or stash them first, so that the difference that the migration makes can be seen and taken back.'
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
