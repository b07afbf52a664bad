import { contextsFor } from '../../checking/contexts.ts'
import { type Placement, siteOf } from '../../configuration/placement.ts'
import { loadDocument } from '../../document/load.ts'
import { childOf, type ObjectNode, stringOf } from '../../document/tree.ts'
import type { Problem } from '../../errors.ts'
import type { MigrateConfiguration } from '../../inputs/configuration.ts'
import { present } from '../../present.ts'
import { parseOverrides } from '../../template/parse-overrides.ts'
import { prepareDefinition } from '../../template/prepare.ts'
import type { GitState } from '../../workspace/git-state.ts'
import { fileExists, whyNotWritable } from '../../workspace/replace-file.ts'
import type { Move } from '../rewrite/move.ts'
import { type RewriteSource, rewriteSource } from '../rewrite/rewrite.ts'
import type { MigrationSource } from './files.ts'
import type { MigrationPorts } from './ports.ts'
import type { TemplateTask } from './templates.ts'

/** A file as it will be, and the execution role that its definition names. */
export type Foreseen = {
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
 * foreseeFile rewrites a file in memory and renders the result as a deploy would: what is refused there is found here. A template
 * of CloudFormation is not rendered, only its roles are read.
 */
export async function foreseeFile(
  source: MigrationSource,
  moves: readonly Move[],
  run: {
    readonly configuration: MigrateConfiguration
    readonly ports: MigrationPorts
    readonly placement: Placement
    readonly account: string
    /** Whether the service is there or will be: without one its definition is rendered as a plain file's. */
    readonly isDeployed: (service: string) => boolean
    readonly tasksOf: (template: RewriteSource) => Promise<readonly TemplateTask[]>
  }
): Promise<{ readonly foreseen?: Foreseen; readonly problems: readonly Problem[] }> {
  const { document } = source
  const rewritten = await rewriteSource({ file: document.file, text: document.text }, moves)
  if (rewritten.kind === 'refused') return { problems: rewritten.problems }
  const isChanged = rewritten.kind === 'rewritten' || source.revision !== undefined
  if (source.isTemplate) {
    const template = await run.tasksOf({ file: document.file, text: rewritten.text })
    return { foreseen: { source, text: rewritten.text, isChanged, template }, problems: [] }
  }
  const rendered = await renderFor(source, rewritten.text, run)
  if (rendered.root === undefined) return { problems: rendered.problems }
  const executionRole = stringOf(childOf(rendered.root, 'executionRoleArn'))
  const foreseen = {
    source,
    text: rewritten.text,
    isChanged,
    root: rendered.root,
    ...(executionRole === undefined || executionRole === '' ? {} : { executionRole })
  }
  return { foreseen, problems: rendered.problems }
}

type Rendering = Parameters<typeof foreseeFile>[2]

async function renderFor(
  source: MigrationSource,
  text: string,
  { configuration, ports, placement, account, isDeployed }: Rendering
): Promise<{ readonly root?: ObjectNode; readonly problems: readonly Problem[] }> {
  const { document, problems } = await loadDocument(source.document.file, text)
  if (document === undefined) return { problems }
  const service = source.services.find(isDeployed)
  const site = siteOf(service, placement, configuration)
  const target = { site, ...present({ service }) }
  const contexts = contextsFor(configuration, target, ports)
  const { overrides } = parseOverrides(configuration.overrides)
  return prepareDefinition(document, {
    contexts: { ...contexts, aws: { ...contexts.aws, account } },
    overrides
  })
}

/** whatHinders lists files that can't or should not be written: read-only, there already, or with changes of a person. */
export function whatHinders(
  foreseen: readonly Foreseen[],
  git: GitState,
  run: { readonly workspace: string; readonly isOurs: (file: string) => boolean }
): readonly Problem[] {
  const changed = new Set(git.kind === 'repository' ? git.changed : [])
  return foreseen
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
