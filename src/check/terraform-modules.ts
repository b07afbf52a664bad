import { type CheckedFile, readModule, type TerraformModule } from '../detector/formats/read-for-check.ts'
import { yamlReader } from '../detector/formats/yaml-documents.ts'
import { type DocumentNode, isTerraformFile, itemsOf } from '../files/document/tree.ts'
import { moduleOf, moduleSources } from '../files/find/loaded-containers.ts'
import { decodeText, maxCheckedBytes, readTextFile } from '../files/read.ts'

/** The modules of files of Terraform, each read once. */
export type Modules = {
  /** Undefined for another file. */
  readonly of: (file: string) => TerraformModule | undefined
  readonly all: () => readonly TerraformModule[]
}

/** modulesIn reads modules of Terraform, of which there are some among the files, when they are asked for. */
export async function modulesIn(workspace: string, among: readonly string[]): Promise<Modules> {
  const { readYaml } = among.some(isTerraformFile) ? await yamlReader() : {}
  const modules = new Map<string, TerraformModule>()
  const read = (folder: string) =>
    readModule(
      moduleSources(workspace, folder).flatMap(file => {
        const one = readTextFile(workspace, file, { limit: maxCheckedBytes, decode: decodeText })
        return 'text' in one ? [{ file, text: one.text }] : []
      }),
      readYaml
    )
  return {
    of: file => {
      const folder = moduleOf(file)
      const module = folder === undefined ? undefined : (modules.get(folder) ?? read(folder))
      if (folder !== undefined && module) modules.set(folder, module)
      return module
    },
    all: () => [...modules.values()]
  }
}

/** besideThem returns the other files of modules that containers get something from, with that alone. */
export function besideThem(
  read: ReadonlyMap<string, CheckedFile>,
  modules: readonly TerraformModule[]
): ReadonlyMap<string, CheckedFile> {
  const found = new Map<string, Set<string>>()
  const isChecked = (file: string) => ['definition', 'template'].includes(read.get(file)?.kind ?? '')
  const visit = (node: DocumentNode, own: string): void => {
    const { origin } = node
    if (origin.kind === 'file' && origin.file !== own && !isChecked(origin.file))
      found.set(origin.file, (found.get(origin.file) ?? new Set()).add(rangeOf(node)))
    for (const child of childrenOf(node)) visit(child, own)
  }
  for (const [file, result] of read)
    if (result.kind === 'template' && moduleOf(file) !== undefined) visit(result.document.root, file)
  const beside = new Map<string, CheckedFile>()
  for (const { read: files } of modules)
    for (const [file, { text, result }] of files) {
      const ranges = found.get(file)
      const root = ranges && result.kind === 'tree' ? only(result.root, ranges) : undefined
      if (root)
        beside.set(file, { kind: 'template', document: { file, format: 'json', text, root }, notes: [] })
    }
  return beside
}

function childrenOf(node: DocumentNode): readonly DocumentNode[] {
  return node.kind === 'object' ? node.members.map(({ value }) => value) : itemsOf(node)
}

function rangeOf({ origin }: DocumentNode): string {
  return origin.kind === 'file' ? `${origin.start} ${origin.end}` : ''
}

/** What of a tree stands at these places, with what is around it. */
function only(node: DocumentNode, ranges: ReadonlySet<string>): DocumentNode | undefined {
  if (ranges.has(rangeOf(node))) return node
  if (node.kind === 'array') {
    const items = node.items.flatMap(item => only(item, ranges) ?? [])
    return items.length > 0 ? { ...node, items } : undefined
  }
  if (node.kind !== 'object') return undefined
  const members = node.members.flatMap(member => {
    const value = only(member.value, ranges)
    return value ? [{ ...member, value }] : []
  })
  return members.length > 0 ? { ...node, members } : undefined
}
