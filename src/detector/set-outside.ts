import type { ObjectNode, StringNode } from '../files/document/tree.ts'
import type { Candidate } from './candidate.ts'
import { addText, type Sink } from './entries.ts'
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
  for (const text of texts) addText(text, name, sink)
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
    addText(content, isSecret ? `${name} (secret)` : name, sink)
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
    addText(value, key, sink)
  }
}

/**
 * withoutDuplicates drops the less specific candidates of a text: one in a nested container is also a field of the
 * outer one.
 */
export function withoutDuplicates(found: readonly Candidate[]): readonly Candidate[] {
  const placed = new Set(found.filter(({ location }) => location !== 'other').map(({ node }) => node))
  const own = found.filter(({ location, node }) => location !== 'other' || !placed.has(node))
  // A name that is written twice makes two of one text.
  const last = new Map<Candidate['node'], Map<string, Candidate>>()
  for (const one of own) last.set(one.node, (last.get(one.node) ?? new Map()).set(one.name, one))
  return own.filter(one => last.get(one.node)?.get(one.name) === one)
}
