import {
  type CheckedFile,
  type ModuleFile,
  readForModule,
  type TerraformModules
} from '../detector/formats/read-for-check.ts'
import { type ModuleTrees, moduleValues } from '../detector/formats/terraform-values.ts'
import { yamlReader } from '../detector/formats/yaml-documents.ts'
import { placesIn } from '../files/document/place.ts'
import { type DocumentNode, isTerraformFile, itemsOf } from '../files/document/tree.ts'
import { moduleOf, moduleSources } from '../files/find/loaded-containers.ts'
import { localCalls } from '../files/find/module-calls.ts'
import { decodeText, maxCheckedBytes, readTextFile } from '../files/read.ts'

/** modulesIn reads the modules of the files of Terraform that are among these, and the local ones that they call. */
export async function modulesIn(workspace: string, among: readonly string[]): Promise<TerraformModules> {
  const { readYaml } = among.some(isTerraformFile) ? await yamlReader() : {}
  const read = new Map<string, ModuleFile>()
  const rootsOf = (file: string): readonly DocumentNode[] => {
    if (!read.has(file)) {
      const one = readTextFile(workspace, file, { limit: maxCheckedBytes, decode: decodeText })
      if ('text' in one) read.set(file, readForModule(file, one.text, readYaml))
    }
    const result = read.get(file)?.result
    return result?.kind === 'tree' ? [result.root] : []
  }
  const modules: ModuleTrees[] = []
  const folders = new Set(among.flatMap(file => moduleOf(file) ?? []))
  // the set grows by those that are called
  for (const folder of folders) {
    const calls = localCalls(workspace, folder)
    modules.push({ folder, roots: moduleSources(workspace, folder).flatMap(rootsOf), calls })
    for (const called of calls.values()) folders.add(called)
  }
  const place = placesIn([...read].map(([file, { text }]) => ({ file, text })))
  return { read, place, ...moduleValues(modules) }
}

/**
 * touchedModules returns the folders of modules of which something differs, and of those among these files that call
 * one, or are called by one.
 */
export function touchedModules(
  workspace: string,
  files: readonly { readonly file: string }[],
  differs: (file: string) => boolean
): ReadonlySet<string> {
  const folders = new Set(files.flatMap(({ file }) => moduleOf(file) ?? []))
  const pairs = [...folders].flatMap(folder => {
    const called = [...localCalls(workspace, folder).values()]
    return [
      [folder, folder],
      ...called.flatMap(other => [
        [folder, other],
        [other, folder]
      ])
    ] as const
  })
  return new Set(
    pairs.flatMap(([folder, other]) => (moduleSources(workspace, other).some(differs) ? folder : []))
  )
}

/** besideThem returns the other files of modules that containers get something from, with that alone. */
export function besideThem(
  read: ReadonlyMap<string, CheckedFile>,
  modules: Pick<TerraformModules, 'read'>
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
  for (const [file, { text, result }] of modules.read) {
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
