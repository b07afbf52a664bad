import { loadDocument } from '../../document/load.ts'
import { type DocumentNode, type FileOrigin, scalarTextOf } from '../../document/tree.ts'

/** A file before and after. */
type Change = { readonly file: string; readonly before: string; readonly after: string }

/**
 * diffOf returns the lines of a file that change, each with its number and `-` or `+`. It shows names and the
 * references of the plan; every other value and every comment could contain a credential and is replaced by `…`.
 */
export async function diffOf(
  { file, before, after }: Change,
  references: ReadonlySet<string>
): Promise<readonly string[]> {
  const [old, fresh] = await Promise.all(
    [before, after].map(async text => (await withoutValues(file, text, references)).split(/\r\n|\r|\n/))
  )
  return old && fresh ? linesOf(old, fresh) : []
}

async function withoutValues(file: string, text: string, shown: ReadonlySet<string>): Promise<string> {
  const { document } = await loadDocument(file, text)
  if (document === undefined) return ''
  const hidden = new Map<number, FileOrigin>()
  for (const node of scalarsIn(document.root))
    if (node.origin.kind === 'file' && !shown.has(scalarTextOf(node) ?? ''))
      hidden.set(node.origin.start, node.origin)
  let result = document.text
  for (const { start, end } of [...hidden.values()].toSorted((a, b) => b.start - a.start)) {
    const value = result.slice(start, end)
    if (value === '') continue
    // keeps the line numbers
    const breaks = value.match(/\r\n|\r|\n/g) ?? []
    result = `${result.slice(0, start)}…${breaks.join('')}${result.slice(end)}`
  }
  const comment = document.format === 'json' ? /\/[/*].*/g : /(?<=^|\s)#.*/gm
  return result.replace(comment, '# …')
}

function scalarsIn(node: DocumentNode): readonly DocumentNode[] {
  if (node.kind === 'array') return node.items.flatMap(scalarsIn)
  return node.kind === 'object' ? node.members.flatMap(({ value }) => scalarsIn(value)) : [node]
}

function linesOf(old: readonly string[], fresh: readonly string[]): readonly string[] {
  const common = commonLengths(old, fresh)
  const at = (left: number, right: number) => common[left]?.[right] ?? 0
  const lines: string[] = []
  let [left, right] = [0, 0]
  while (left < old.length || right < fresh.length) {
    const isLeft = left < old.length
    if (isLeft && right < fresh.length && old[left] === fresh[right]) {
      left++
      right++
    } else if (right >= fresh.length || (isLeft && at(left + 1, right) >= at(left, right + 1)))
      lines.push(`${left + 1} - ${old[left++]}`)
    else lines.push(`${right + 1} + ${fresh[right++]}`)
  }
  return lines
}

/** The number of lines that both have in common, by the lines from which both are read. */
function commonLengths(old: readonly string[], fresh: readonly string[]): readonly (readonly number[])[] {
  const table = old.map(() => fresh.map(() => 0))
  const at = (left: number, right: number) => table[left]?.[right] ?? 0
  for (let left = old.length - 1; left >= 0; left--)
    for (let right = fresh.length - 1; right >= 0; right--)
      (table[left] as number[])[right] =
        old[left] === fresh[right]
          ? at(left + 1, right + 1) + 1
          : Math.max(at(left + 1, right), at(left, right + 1))
  return table
}
