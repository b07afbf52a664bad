import type { Problem } from '../../errors.ts'
import { isTerraformFile } from '../../files/document/tree.ts'
import { moduleFiles, moduleOf } from '../../files/find/loaded-containers.ts'
import { readTextFile } from '../../files/read.ts'
import { present } from '../../present.ts'
import type { MigrationPlan, PlannedMove } from '../plan.ts'
import type { Move } from '../rewrite/moves.ts'
import { type RewriteSource, rewriteSource } from '../rewrite/rewrite.ts'
import type { MigrationContext } from './ports.ts'
import type { ReferenceStyle } from './references.ts'
import { isOfTerraform, type MigrationSource } from './sources.ts'

/** A file with its new text, which is the old one if nothing in it moves any more. */
export type RewrittenFile = RewriteSource & { readonly source: MigrationSource; readonly isChanged: boolean }

/** What decides about the references of files. */
type Referring = {
  readonly context: Pick<MigrationContext, 'configuration'>
  readonly references: ReferenceStyle
}

/**
 * newTexts rewrites files in memory, with references to the secrets at these ARNs, and reports why some cannot be
 * rewritten.
 */
export async function newTexts(
  sources: readonly MigrationSource[],
  { plan, ...known }: Referring & { readonly plan: MigrationPlan; readonly context: MigrationContext },
  arns: ReadonlyMap<string, { readonly arn: string }>
): Promise<{ readonly files: readonly RewrittenFile[]; readonly problems: readonly Problem[] }> {
  const { workspace } = known.context.ports
  const besideOf = moduleReader(workspace)
  const files: RewrittenFile[] = []
  const problems: Problem[] = []
  for (const source of sources) {
    const { file, text: loaded } = source.document
    const read = source.revision === undefined ? readTextFile(workspace, file) : { text: loaded }
    // the text on disk can have a byte order mark
    if (!('text' in read) || read.text.replace(/^\uFEFF/, '') !== loaded.replace(/^\uFEFF/, '')) {
      problems.push(changedMeanwhile(file))
      continue
    }
    const { text } = read
    const moves = plan.moves
      .filter(move => move.file === file)
      .map(move => styledMove(move, source, { ...known, arn: arns.get(move.secret)?.arn }))
    const result = await rewriteSource({ file, text }, moves, besideOf(file, files))
    if (result.kind === 'refused') problems.push(...result.problems)
    else files.push({ file, source, text: result.text, isChanged: result.kind === 'rewritten' })
  }
  return { files, problems }
}

/**
 * styledMove returns a move with the form of its reference: an ARN in a template, in a file that something else
 * registers too, and in one that Terraform only loads; in Terraform's own language a data source, or what the input
 * `references` selects. `arn` is that of the secret, if it is known.
 */
export function styledMove(
  move: PlannedMove,
  { document, isTemplate }: Pick<MigrationSource, 'document' | 'isTemplate'>,
  { context, references, arn }: Referring & { readonly arn: string | undefined }
): Move {
  const { file, variable, reference, secret, key, pointer } = move
  const wanted = context.configuration.references
  const isOwn = isOfTerraform(document) && isTerraformFile(file)
  const byArn = isOwn ? wanted === 'arn' : isTemplate === true || references.byArn.has(file)
  const full = arn === undefined || key === undefined ? arn : `${arn}:${key}::`
  return {
    ...{ pointer, variable, reference, secret, ...present({ arn: full, key }) },
    ...(byArn ? { byArn } : isOwn && wanted === 'resource' ? { byResource: true } : {})
  }
}

function changedMeanwhile(file: string): Problem {
  return {
    code: 'migration-file',
    fault: 'user',
    message: `${file} cannot be rewritten: it was changed while the migration was running.`,
    hint: 'Run again: a new plan is made, and secrets that are already stored are reused.'
  }
}

/** The other files of the module of a file of Terraform as they will be; each module is read once. */
function moduleReader(workspace: string) {
  const modules = new Map<string, readonly RewriteSource[]>()
  return (file: string, written: readonly RewriteSource[]): readonly RewriteSource[] => {
    const folder = moduleOf(file)
    if (folder === undefined) return []
    const all =
      modules.get(folder) ??
      moduleFiles(workspace, folder).flatMap(one => {
        const read = readTextFile(workspace, one)
        return 'text' in read ? { file: one, text: read.text } : []
      })
    modules.set(folder, all)
    return all.flatMap(one => (one.file === file ? [] : (written.find(own => own.file === one.file) ?? one)))
  }
}
