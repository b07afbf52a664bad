import { moduleFiles } from '../../files/find/loaded-containers.ts'
import { readTextFile } from '../../files/read.ts'
import type { Move } from '../rewrite/moves.ts'
import type { RewriteSource } from '../rewrite/rewrite.ts'
import type { MigrationContext } from './ports.ts'
import { isOfTerraform, type MigrationSource } from './sources.ts'

/**
 * withStyle returns how the moves of a file refer to their secrets if Terraform deploys it: by data sources, or by what
 * the input `references` selects; a file that Terraform only loads can refer to nothing, and gets ARNs.
 */
export function withStyle(
  moves: readonly Move[],
  { document }: Pick<MigrationSource, 'document'>,
  { configuration: { references } }: Pick<MigrationContext, 'configuration'>
): readonly Move[] {
  if (!isOfTerraform(document)) return moves
  const isLoaded = !/\.(?:tf|tofu)$/i.test(document.file)
  if (isLoaded || references === 'arn') return moves.map(move => ({ ...move, byArn: true }))
  return references === 'resource' ? moves.map(move => ({ ...move, byResource: true })) : moves
}

/** besideOf returns the other files of a module of Terraform as they will be; `written` are new texts by file. */
export function besideOf(
  file: string,
  workspace: string,
  written: readonly RewriteSource[]
): readonly RewriteSource[] {
  return moduleFiles(workspace, file).flatMap(other => {
    if (other === file) return []
    const read = written.find(one => one.file === other) ?? readTextFile(workspace, other)
    return 'text' in read ? { file: other, text: read.text } : []
  })
}
