import { isTerraformFile } from '../../files/document/tree.ts'
import { moduleFiles, moduleOf } from '../../files/find/loaded-containers.ts'
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
  const isLoaded = !isTerraformFile(document.file)
  if (isLoaded || references === 'arn') return moves.map(move => ({ ...move, byArn: true }))
  return references === 'resource' ? moves.map(move => ({ ...move, byResource: true })) : moves
}

/** The other files of the module of a file of Terraform as they will be; `written` are new texts by file. */
export type ModuleReader = (file: string, written: readonly RewriteSource[]) => readonly RewriteSource[]

/** moduleReader returns a reader that reads each module once. */
export function moduleReader(workspace: string): ModuleReader {
  const modules = new Map<string, readonly RewriteSource[]>()
  return (file, written) => {
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
