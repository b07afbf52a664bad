import { oneLine } from '../aws/error.ts'
import { mapBounded } from '../bounded.ts'
import { withMember } from '../document/made-tree.ts'
import { PackedTree } from '../document/packed-tree.ts'
import { childOf, type DocumentNode, itemsOf, memberOf, type ObjectNode, stringOf } from '../document/tree.ts'
import type { Problem } from '../errors.ts'
import { distinctBy } from '../list.ts'
import { present } from '../present.ts'
import { describeUse } from './faults.ts'
import { type ExpandingPorts, type FoundParts, lookAll } from './look-under.ts'
import type { ReferenceFault } from './reference.ts'
import type { UnresolvedDocument } from './resolution.ts'
import { parseWhole, printWhole, variableOf, type WholeReference, wholeFault, wholeKey } from './whole.ts'

/** Documents in which every entry names one thing, and the problems of the other entries. */
export type Expanded<Document> = {
  readonly documents: readonly Document[]
  readonly problems: readonly Problem[]
}

const AT_ONCE = 8

/**
 * expandReferences replaces an entry that stands for several things by one entry per parameter under a path, or per key
 * of a secret, in the order of their names. Parameters are listed by name only; no value is read. Throws errors other
 * than AwsError.
 */
export async function expandReferences<Document extends UnresolvedDocument>(
  documents: readonly Document[],
  ports: ExpandingPorts
): Promise<Expanded<Document>> {
  const entries = documents.flatMap(document =>
    secretsOf(document.read()).map(entry => ({ document, entry }))
  )
  const wanted = new Map<string, WholeReference>()
  for (const { entry } of entries) {
    const whole = parseWhole(entry.text)
    if (whole) wanted.set(wholeKey(whole, ports.region), whole)
  }
  const found = new Map(
    await mapBounded(
      [...wanted],
      AT_ONCE,
      async ([key, whole]) => [key, await lookAll(whole, ports)] as const
    )
  )
  const problems: Problem[] = []
  const answerFor = (whole: WholeReference) => found.get(wholeKey(whole, ports.region))
  const expanded = documents.map(document => {
    const judge = new Containers(document, answerFor)
    const root = document.read()
    const expanded = judge.expand(root)
    problems.push(...judge.problems)
    if (expanded === root) return document
    const tree = new PackedTree(expanded, document.file)
    return { ...document, read: () => tree.read() }
  })
  return { documents: expanded, problems: distinctBy(problems, JSON.stringify) }
}

type SecretEntry = { readonly name: string; readonly text: string }

function secretsOf(root: ObjectNode): readonly SecretEntry[] {
  return itemsOf(childOf(root, 'containerDefinitions')).flatMap(container =>
    itemsOf(childOf(container, 'secrets')).map(entryOf)
  )
}

function entryOf(item: DocumentNode): SecretEntry {
  return { name: stringOf(childOf(item, 'name')) ?? '', text: stringOf(childOf(item, 'valueFrom')) ?? '' }
}

/** The containers of one document. */
class Containers {
  readonly problems: Problem[] = []
  readonly #document: UnresolvedDocument
  readonly #answerFor: (whole: WholeReference) => FoundParts | undefined

  constructor(document: UnresolvedDocument, answerFor: (whole: WholeReference) => FoundParts | undefined) {
    this.#document = document
    this.#answerFor = answerFor
  }

  expand(root: ObjectNode): ObjectNode {
    const list = childOf(root, 'containerDefinitions')
    if (list?.kind !== 'array') return root
    const items = list.items.map(item => (item.kind === 'object' ? this.#container(item) : item))
    if (items.every((item, index) => item === list.items[index])) return root
    return withMember(root, 'containerDefinitions', { ...list, items })
  }

  #container(container: ObjectNode): ObjectNode {
    const list = childOf(container, 'secrets')
    if (list?.kind !== 'array' || !list.items.some(item => isStarred(entryOf(item)))) return container
    const taken = new Map<string, string>()
    for (const { name, from } of writtenNames(container)) taken.set(name, from)
    const items = list.items.flatMap(item =>
      isStarred(entryOf(item)) ? this.#entry(item, container, taken) : [item]
    )
    return withMember(container, 'secrets', { ...list, items })
  }

  #entry(item: DocumentNode, container: ObjectNode, taken: Map<string, string>): readonly DocumentNode[] {
    const { name, text } = entryOf(item)
    const whole = parseWhole(text)
    const report = (fault: ReferenceFault) => {
      this.#report(fault, { item, container })
      return []
    }
    const fault = wholeFault({ name, text, isSecret: true })
    if (fault || whole === undefined) return fault ? report(fault) : [item]
    const answer = this.#answerFor(whole)
    if (answer === undefined) return [item]
    if ('problem' in answer) {
      this.problems.push(answer.problem)
      return []
    }
    if ('fault' in answer) return report(answer.fault)
    return answer.parts.flatMap(({ below, reference }) => {
      const variable = variableOf(name, below)
      const from = `${printWhole(whole)} (${oneLine(below)})`
      const before = taken.get(variable)
      if (before !== undefined) return report(nameTwice(variable, before, from))
      taken.set(variable, from)
      return item.kind === 'object' ? [named(item, variable, reference)] : []
    })
  }

  #report(fault: ReferenceFault, at: { readonly item: DocumentNode; readonly container: ObjectNode }): void {
    const { service, place } = this.#document
    const node = childOf(at.item, 'valueFrom') ?? at.item
    const container = stringOf(childOf(at.container, 'name'))
    const name = entryOf(at.item).name
    const use = { field: 'secrets' as const, name, ...present({ container }) }
    this.problems.push({
      code: fault.code,
      fault: 'user',
      message: `${describeUse(use)}: ${fault.message}.`,
      hint: fault.hint,
      ...present({ place: place(node.origin), service })
    })
  }
}

function isStarred({ name, text }: SecretEntry): boolean {
  return name.includes('*') || parseWhole(text) !== undefined
}

/** Names that the container already has, and where. */
function writtenNames(container: ObjectNode): readonly { readonly name: string; readonly from: string }[] {
  return (['environment', 'secrets'] as const).flatMap(list =>
    itemsOf(childOf(container, list))
      .map(entryOf)
      .filter(entry => entry.name !== '' && !isStarred(entry))
      .map(({ name }) => ({ name, from: `"${list}"` }))
  )
}

function nameTwice(variable: string, before: string, from: string): ReferenceFault {
  return {
    code: 'expanded-name-twice',
    message: `${variable}, which ${from} becomes, already comes from ${before}`,
    hint: 'Rename one of the two, or write another name around the star, for example "DB_*".'
  }
}

/** The new entry keeps the position of the entry that it was expanded from. */
function named(item: ObjectNode, variable: string, reference: string): ObjectNode {
  const text = (key: string, value: string): DocumentNode => ({
    kind: 'string',
    value,
    origin: memberOf(item, key)?.value.origin ?? item.origin
  })
  return withMember(
    withMember(item, 'name', text('name', variable)),
    'valueFrom',
    text('valueFrom', reference)
  )
}
