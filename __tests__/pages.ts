import { readFileSync } from 'node:fs'

/** blockAfter returns the first block of code below a mark of a page, with its last newline, or throws. */
export function blockAfter(page: string, mark: string): string {
  const text = readFileSync(page, 'utf8')
  const at = text.indexOf(mark)
  const block = at < 0 ? undefined : /^```\w+\n([\s\S]*?)^```$/m.exec(text.slice(at))?.[1]
  if (block === undefined) throw new Error(`${page} has no block of code after ${mark}`)
  return block
}
