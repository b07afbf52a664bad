import type { Place, Remark } from '../../errors.ts'

/** A TODO of `init` that nobody has filled in. */
export type OpenLine = Remark & { readonly place: Place }

/** How a TODO for a step begins whose service is not known; its place follows. */
export const OPEN_STEP = 'the service of the step in'

/** The comments that `init` writes; of any other, nothing is shown. */
const TODO = new RegExp(`^( *)# TODO (${OPEN_STEP} [\\w./-]+:\\d+|[\\w-]{1,60}): `)

/** openEntries lists the services that are a TODO in place of their entry. Pure. */
export function openEntries(text: string): readonly string[] {
  return text.split('\n').flatMap(line => {
    const [, indent, what = ''] = TODO.exec(line) ?? []
    return indent === '  ' ? what : []
  })
}

/** A line that opens an entry or a job; what is in a job has none of its own. */
const OWNER = /^ *(?!(?:steps|with|permissions):)[\w-]+:\s*(?:#.*)?$/

/** openLines lists what is still a TODO in the text of a file of `init`, each with its entry or job. Pure. */
export function openLines(file: string, text: string): readonly OpenLine[] {
  const lines = text.split('\n')
  return lines.flatMap((line, index) => {
    const [whole, indent = '', what = ''] = TODO.exec(line) ?? []
    if (whole === undefined) return []
    const owner = lines.slice(0, index).findLast(one => OWNER.test(one) && one.search(/\S/) < indent.length)
    const of = indent.length < 4 || owner === undefined ? '' : ` of ${owner.trim().split(':')[0]}`
    const place = {
      file,
      line: index + 1,
      column: indent.length + 1,
      endLine: index + 1,
      endColumn: line.length + 1
    }
    return [{ message: `TODO: ${what}${of}. Fill it in as its comment says, or remove the comment.`, place }]
  })
}
