import { chosenRules, findingsOf, type JudgedTexts, look, mergeFindings } from '../detector/detect.ts'
import type { Finding, RuleChoice } from '../detector/rule.ts'
import { sensitiveIn } from '../detector/sensitive.ts'
import { childOf, type DocumentNode, type Member, type ObjectNode, stringOf } from '../files/document/tree.ts'
import type { Layout, LayoutEntry } from '../inputs/configuration/layout.ts'
import { distinctBy, grouped } from '../list.ts'
import type { DefinitionSource, RenderedTarget } from './source.ts'

/** The rules to apply, and the function that receives the values at findings. */
export type Examination = {
  readonly rules: RuleChoice
  readonly mask: (values: readonly string[]) => void
}

/**
 * examine checks each file as written and each task definition after rendering, because a template variable or an input
 * can introduce a literal. It passes the values at findings to `mask` before anything is reported about them. Names of
 * services are not masked, because that would hide what the run is about, and reveal that a name is also a password.
 */
export async function examine(
  targets: readonly DefinitionSource[],
  rendered: readonly RenderedTarget[],
  { rules: choice, mask }: Examination
): Promise<readonly Finding[]> {
  const rules = chosenRules(choice)
  const known = [...(choice.names ?? []), ...targets.map(({ service }) => service)]
  const findIn = ({ target, root }: RenderedTarget): readonly Finding[] => {
    const looked = look(root, rules)
    if (looked.judged.length === 0) return []
    const names = new Set([...known, stringOf(childOf(root, 'family'))])
    mask(sensitiveIn(looked).filter(value => !names.has(value)))
    const judged = looked.judged.map(one => (names.has(one.candidate.value) ? saidToBeName(one) : one))
    return findingsOf({ file: target.document.file, root, place: target.place }, { ...looked, judged })
  }
  const files = distinctBy(targets, ({ document }) => document.file)
  const asWritten = files.flatMap(target => findIn({ target, root: target.document.root }))
  // A task definition that rendering did not change has already been examined.
  const changed = rendered.filter(({ target, root }) => root !== target.document.root)
  return mergeFindings(asWritten, changed.flatMap(findIn))
}

/** Names are not masked, and whoever tries them first has the credential. */
function saidToBeName<Found extends JudgedTexts['judged'][number]>(found: Found): Found {
  const { rule, evidence } = found
  if ((evidence.category ?? rule.category) !== 'credential') return found
  const message = `${evidence.message} Its value is also the name of a service, cluster, family or account of this run: names are not masked, so that anybody can read and guess it.`
  return { ...found, evidence: { ...evidence, message } }
}

/**
 * configurationValues returns what the configuration file puts into task definitions (`variables` and the commands of
 * tasks) in the form that the rules read: one container for each level of the file, each node with its place.
 */
export function configurationValues({ document, place, ...layout }: Layout): readonly DefinitionSource[] {
  const containers = levelsOf(layout).flatMap(level => containerOf(level))
  const [first] = containers
  if (first === undefined) return []
  const root = objectAt(first, [
    memberAt(first, 'containerDefinitions', { kind: 'array', items: containers, origin: first.origin })
  ])
  return [{ document: { ...document, format: 'yaml', root }, place }]
}

/** onceEach reports a value of the configuration file once, even if several task definitions contain it. */
export function onceEach(findings: readonly Finding[], file: string): readonly Finding[] {
  const seen = new Set<string>()
  const once = findings.filter(finding => {
    if (finding.file !== file || finding.pointer === '') return true
    const isNew = !seen.has(finding.pointer)
    seen.add(finding.pointer)
    return isNew
  })
  return once.map(finding => (finding.file === file ? inKeysOfTheFile(finding) : finding))
}

/** oneReferenceForFile keeps one warning a file about references: a later step may fill in all of them. */
export function oneReferenceForFile(findings: readonly Finding[]): readonly Finding[] {
  const isOpen = ({ category, level }: Finding) => category === 'reference' && level === 'warning'
  const open = grouped(findings.filter(isOpen), ({ file }) => file)
  return findings.flatMap((finding): readonly Finding[] => {
    const [first, ...others] = isOpen(finding) ? (open.get(finding.file) ?? []) : []
    if (first === undefined || (first === finding && others.length === 0)) return [finding]
    if (first !== finding) return []
    const more = `So are ${others.length} more references of this file.`
    return [{ ...finding, message: `${finding.message} ${more}` }]
  })
}

/** A variable of a container in a task definition is one of `variables` in the configuration file, of no container. */
function inKeysOfTheFile(finding: Finding): Finding {
  const { container: _, ...own } = finding
  const { pointer, name, message, hint } = finding
  const [, path = ''] = /^\/(.+)\/variables\/[^/]+$/.exec(pointer) ?? []
  if (path === '') return finding
  const level = path.split('/').join('.')
  return {
    ...own,
    message: message
      .replace(/ of container "[^"]*"/, ` of ${level}`)
      .replace('in "environment"', 'in "variables"'),
    hint: hint.replace(
      /Remove it from "environment" and add to "secrets": \{.*?\}/,
      () =>
        `Remove it from "variables" of ${level}, and write it under "secrets" of the container in the task definition: {"name": "${name}", "valueFrom": "secretsmanager:<secret name>"}`
    )
  }
}

type Level = readonly [string, LayoutEntry]

function levelsOf({
  defaults,
  services,
  tasks,
  environments
}: Pick<Layout, 'defaults' | 'services' | 'tasks' | 'environments'>): readonly Level[] {
  return [
    ...(defaults ? [['defaults', defaults] as const] : []),
    ...services,
    ...tasks,
    ...[...environments].flatMap(([name, own]): readonly Level[] => [
      [name, own.general],
      ...[...own.services, ...own.tasks].map(([key, entry]) => [`${name}/${key}`, entry] as const)
    ])
  ]
}

function containerOf([name, entry]: Level): readonly ObjectNode[] {
  const variables = entry.values.get('variables')
  const command = entry.values.get('command')
  if (variables?.kind !== 'object' && command === undefined) return []
  const items = variables?.kind === 'object' ? variables.members.map(variableOf) : []
  return [
    objectAt(entry, [
      memberAt(entry, 'name', { kind: 'string', value: name, origin: entry.origin }),
      memberAt(entry, 'environment', { kind: 'array', items, origin: entry.origin }),
      ...(command ? [memberAt(command, 'command', command)] : [])
    ])
  ]
}

function variableOf({ key, keyOrigin, value }: Member): ObjectNode {
  return objectAt(value, [
    memberAt({ origin: keyOrigin }, 'name', { kind: 'string', value: key, origin: keyOrigin }),
    memberAt({ origin: keyOrigin }, 'value', value)
  ])
}

type Placed = Pick<DocumentNode, 'origin'>

function objectAt({ origin }: Placed, members: readonly Member[]): ObjectNode {
  return { kind: 'object', members, origin }
}

function memberAt({ origin }: Placed, key: string, value: DocumentNode): Member {
  return { key, keyOrigin: origin, value }
}
