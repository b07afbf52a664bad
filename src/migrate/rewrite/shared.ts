import { type Node, parseAllDocuments, visit } from 'yaml'
import type { PlaceFinder } from '../../files/document/place.ts'
import type { DocumentNode, SourceDocument } from '../../files/document/tree.ts'
import { isWithin, type Range } from './ranges.ts'

/** Why a move is refused, and the node that shows it. */
export type MoveFault = {
  readonly reason: string
  readonly node?: DocumentNode | undefined
  /** The lines of the aliases that use the entry, in words. */
  readonly uses?: string
}

/** What must not change because other places of a file of YAML use it too, by aliases (*) or merge keys (<<). */
export type Sharing = {
  /** Why an entry does not leave: an anchor shares it, or an anchor in it is used elsewhere. */
  ofEntry(entry: DocumentNode | undefined): MoveFault | undefined
  /** Why a list gets no entry: an anchor shares all of it. */
  ofList(list: DocumentNode | undefined): MoveFault | undefined
}

/** An anchor that is used, and one of the aliases that use it. */
type SharedPart = { readonly anchor: Range; readonly alias: Range }

/** sharedParts finds what aliases and merge keys use in a file; nothing else of it is bound to other places. */
export function sharedParts({ file, text, format }: SourceDocument, place: PlaceFinder): Sharing {
  const parts = format === 'yaml' ? partsOf(text) : []
  const lineOf = (range: Range) => `line ${place({ kind: 'file', file, pointer: '', ...range })?.line}`
  const faultOf = (
    node: DocumentNode | undefined,
    isBound: (own: Range, anchor: Range) => boolean
  ): MoveFault | undefined => {
    if (node?.origin.kind !== 'file') return undefined
    const own = node.origin
    const used = parts.filter(({ anchor }) => isBound(own, anchor))
    const [first] = used
    if (first === undefined) return undefined
    const uses = [...new Set(used.map(({ alias }) => lineOf(alias)))].join(', ')
    return { reason: `the anchor on ${lineOf(first.anchor)} has it, which ${uses} uses too`, node, uses }
  }
  return {
    ofEntry: entry => faultOf(entry, (own, anchor) => isWithin(own, anchor) || isWithin(anchor, own)),
    ofList: list => {
      const fault = faultOf(list, isWithin)
      return fault && { ...fault, reason: `of the list for its reference, ${fault.reason}` }
    }
  }
}

function partsOf(text: string): readonly SharedPart[] {
  const parts: SharedPart[] = []
  const documents = parseAllDocuments(text, { merge: true, uniqueKeys: false, logLevel: 'silent' })
  for (const document of 'empty' in documents ? [] : documents)
    visit(document, {
      Alias: (_, alias) => {
        const anchor = alias.resolve(document)
        if (anchor) parts.push({ anchor: extentOf(anchor), alias: extentOf(alias) })
      }
    })
  return parts
}

function extentOf({ range }: Node): Range {
  const [start = 0, end = 0] = range ?? []
  return { start, end }
}
