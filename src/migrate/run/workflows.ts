import type { DefinitionSource } from '../../check/source.ts'
import type { Finding } from '../../detector/rule.ts'
import type { Problem } from '../../errors.ts'
import { childOf, type DocumentNode, stepsOf, stringOf } from '../../files/document/tree.ts'
import { namedByKey } from '../../inputs/configuration/placement.ts'
import { someOf } from '../../list.ts'
import type { LeftRow } from '../../report/migration/migration.ts'
import type { MigrationContext } from './ports.ts'

/** besideWorkflows says what was not looked at, and `others`, what is in steps for other services. */
export function besideWorkflows(unread: readonly Problem[], others: readonly Finding[]): readonly string[] {
  const places = others.map(({ file, place }) => `${file}:${place?.line ?? 1}`)
  return [
    ...unread.flatMap(({ message, place }) =>
      place ? [`Not looked at: ${place.file}:${place.line}: ${message}`] : []
    ),
    ...(places.length === 0 ? [] : [`In steps for other services, not moved either: ${someOf(places)}.`])
  ]
}

/** unreadRows lists workflows that could not be read: a check refuses them, and what they give is not known. */
export function unreadRows(unread: readonly Problem[]): readonly LeftRow[] {
  return unread.flatMap(({ place }) =>
    place ? [{ file: place.file, line: place.line, isCertain: true }] : []
  )
}

/**
 * ofOtherServices returns the findings in steps of workflows that name their services, none of which is one of the
 * migration; none if that is for all services.
 */
export function ofOtherServices(
  findings: readonly Finding[],
  workflows: readonly DefinitionSource[],
  { configuration: { services }, rules }: MigrationContext
): readonly Finding[] {
  if (!Array.isArray(services)) return []
  const own = (services as readonly string[]).flatMap(key => [key, namedByKey(key, rules.placement).service])
  return workflows.flatMap(({ document: { file, written } }) =>
    findings.filter(one => one.file === file && isForOthers(serviceOf(written, one.pointer), own))
  )
}

/** The input `service` of the step that a pointer leads into. */
function serviceOf(root: DocumentNode | undefined, pointer: string): string {
  const [, path] = /^(\/.*\/steps\/\d+)\/with\//.exec(pointer) ?? []
  if (path === undefined) return ''
  const step = stepsOf(path).reduce<DocumentNode | undefined>(
    (node, part) => (node?.kind === 'array' ? node.items[Number(part)] : childOf(node, part)),
    root
  )
  return stringOf(childOf(childOf(step, 'with'), 'service')) ?? ''
}

function isForOthers(text: string, own: readonly string[]): boolean {
  const named = text.split(/[,\n]/).flatMap(part => part.trim() || [])
  return named.length > 0 && !named.some(name => own.includes(name) || name.includes('${{') || name === 'all')
}
