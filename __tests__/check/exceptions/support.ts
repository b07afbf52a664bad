import type { LocatedDocument } from '../../../src/check/exceptions/comments.ts'
import type { Finding } from '../../../src/detector/rule.ts'
import { loadDocument } from '../../../src/files/document/load.ts'
import { placeFinder } from '../../../src/files/document/place.ts'
import type { ReadExceptions } from '../../../src/inputs/configuration/layout.ts'
import { loadProjectFile } from '../../../src/inputs/configuration/load.ts'
import { aFinding } from '../../report/findings.ts'

export const CONFIG = '.github/ecs-sealed-deploy.yml'
export const NOW = Date.parse('2030-03-01T12:00:00Z')
export const RULES = ['secret/by-name', 'secret/token-shape', 'policy/references-only']

/** configuration reads a configuration file at noon of the first of March 2030. */
export async function configuration(text: string): Promise<ReadExceptions> {
  const { decisions } = await loadProjectFile(CONFIG, text, {
    rules: RULES,
    optional: ['secret/high-entropy'],
    now: NOW
  })
  return decisions
}

/** entry is one exception as YAML; pass the members that differ, and null for those to omit. */
export function entry(given: Readonly<Record<string, string | null>> = {}): string {
  const all = {
    file: 'deploy/app.json',
    container: 'app',
    variable: 'DB_PASSWORD',
    rule: 'secret/by-name',
    reason: 'test data only',
    expires: '2030-06-30',
    ...given
  }
  const lines = Object.entries(all).flatMap(([key, value]) => (value === null ? [] : [`${key}: ${value}`]))
  return `  - ${lines.join('\n    ')}\n`
}

/** looked loads a task definition as a check does. */
export async function looked(file: string, text: string): Promise<LocatedDocument> {
  const { document, problems } = await loadDocument(file, text)
  if (!document) throw new Error(problems.map(({ message }) => message).join('\n'))
  return { document, place: placeFinder(document) }
}

/** findingAt is a finding of `secret/by-name` at the text of a pointer, with its real location. */
export function findingAt(
  { document, place }: LocatedDocument,
  pointer: string,
  name = 'DB_PASSWORD'
): Finding {
  const steps = pointer.split('/').slice(1)
  let node = document.root
  for (const step of steps) {
    const next =
      node.kind === 'array'
        ? node.items[Number(step)]
        : node.kind === 'object'
          ? node.members.find(({ key }) => key === step)?.value
          : undefined
    if (!next) throw new Error(`nothing at ${pointer}`)
    node = next
  }
  const at = place(node.origin)
  if (!at) throw new Error(`no place at ${pointer}`)
  return aFinding({ file: document.file, pointer, place: at, name })
}
