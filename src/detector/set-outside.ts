import type { ObjectNode, StringNode } from '../document/tree.ts'
import type { Candidate } from './candidate.ts'
import { addOther, type Sink, TASK } from './entries.ts'
import { contentsOf, setTextsOf } from './fields.ts'
import { holdsSettings, isCredentialAlone } from './outside-containers.ts'
import { namesStored } from './stored-names.ts'

/**
 * addNamed lists what a parameter, a variable or an output is set to, under its name, and returns whether there was
 * anything. In a container, it is listed there.
 */
export function addNamed(name: string, node: ObjectNode, sink: Sink): boolean {
  const texts = setTextsOf(node).filter(
    (text): text is StringNode => text.kind === 'string' && isCredentialAlone(name, text.value, sink)
  )
  for (const text of texts) addOther(text, { name, scope: TASK }, sink)
  if (texts.length > 0) sink.nested = true
  return texts.length > 0
}

/**
 * addContents lists `configs: {app: {content: …}}` of Compose if that file has a credential in it; what `secrets` has
 * there is one, whatever its name.
 */
export function addContents(key: string, node: ObjectNode, sink: Sink): void {
  for (const { name, content } of contentsOf(key, node)) {
    const isSecret = key === 'secrets'
    if (!isSecret && !holdsSettings(name, content.value)) continue
    addOther(content, { name: isSecret ? `${name} (secret)` : name, scope: TASK }, sink)
    sink.nested = true
  }
}

/**
 * addStored lists the credentials that were pasted where CodeBuild expects the names of parameters and secrets.
 */
export function addStored(map: ObjectNode, sink: Sink): void {
  for (const { key, value } of map.members) {
    if (value.kind !== 'string' || namesStored(value.value) || !isCredentialAlone(key, value.value, sink))
      continue
    addOther(value, { name: key, scope: TASK }, sink)
  }
}

/**
 * withoutDuplicates drops the less specific candidates of a text: one in a nested container is also a field of the
 * outer one.
 */
export function withoutDuplicates(found: readonly Candidate[]): readonly Candidate[] {
  const placed = new Set(found.filter(({ location }) => location !== 'other').map(({ node }) => node))
  const last = new Map(found.map(({ node }, index) => [node, index]))
  return found.filter(
    ({ location, node }, index) => location !== 'other' || (!placed.has(node) && last.get(node) === index)
  )
}
