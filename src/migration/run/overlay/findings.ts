import { applyProjectRules } from '../../../checking/decisions/apply-decisions.ts'
import type { ProjectRules } from '../../../checking/decisions/rule-decisions.ts'
import { examine } from '../../../checking/examine/examine.ts'
import { overlaySources } from '../../../checking/examine/overlay-findings.ts'
import type { DefinitionSource } from '../../../checking/load/source.ts'
import { NO_LAYOUT } from '../../../configuration/layout.ts'
import type { Finding } from '../../../detector/finding.ts'
import { loadDocument } from '../../../document/load.ts'
import { quotedName } from '../../../template/naming.ts'
import type { MigrationCandidate } from '../../candidate.ts'
import type { MigrationPorts } from '../ports.ts'
import { pointersOf, takersByPointer } from './values.ts'

/**
 * overlayErrors finds the credentials of every level of the configuration file, including those of other environments.
 */
export async function overlayErrors(
  project: ProjectRules,
  ports: Pick<MigrationPorts, 'mask' | 'clock'>
): Promise<readonly Finding[]> {
  if (project.layout === NO_LAYOUT) return []
  const targets = overlaySources(project.layout)
  const findings = await examine(targets, [], { rules: project.rules, mask: ports.mask })
  const files = targets.map(({ document }) => document.file)
  const loaded = { files, targets, unscanned: [], problems: [] }
  const judged = await applyProjectRules({ findings, loaded }, project, ports)
  const isOfFile = ({ level, category, file }: Finding) =>
    level === 'error' && category === 'credential' && file === project.layout.document.file
  return judged.findings.filter(isOfFile)
}

/** settingsSource returns the configuration file for a text search; nothing if it does not define services. */
export async function settingsSource({
  layout
}: Pick<ProjectRules, 'layout'>): Promise<readonly Pick<DefinitionSource, 'document' | 'place'>[]> {
  if (layout === NO_LAYOUT) return []
  const { document } = await loadDocument(layout.document.file, layout.document.text)
  return document ? [{ document, place: layout.place }] : []
}

/**
 * othersInSettings lists the variables of the configuration file that the run does not move, each as `file pointer`;
 * other runs have to move them.
 */
export function othersInSettings(
  { layout }: Pick<ProjectRules, 'layout'>,
  candidates: readonly MigrationCandidate[]
): readonly string[] {
  const own = new Set(
    candidates.flatMap(({ source, overlay }) => (overlay && source.kind === 'file' ? [source.pointer] : []))
  )
  return pointersOf(layout)
    .filter(pointer => !own.has(pointer))
    .map(pointer => `${layout.document.file} ${pointer}`)
}

/** Credentials that stay in the configuration file: their places, and a remark about each. */
export type RemainingCredentials = {
  readonly pointers: readonly string[]
  readonly remarks: readonly string[]
}

/**
 * stillInPlaintext reports for each credential of the configuration file that the run does not remove who uses it and
 * how to remove it, because a check still finds it.
 */
export function stillInPlaintext(
  errors: readonly Finding[],
  candidates: readonly MigrationCandidate[],
  project: Pick<ProjectRules, 'layout' | 'resolved'>
): RemainingCredentials {
  const own = new Map(
    candidates.flatMap(({ source, overlay }) =>
      source.kind === 'file' && overlay ? [[source.pointer, overlay] as const] : []
    )
  )
  const left = errors.filter(
    ({ pointer }) =>
      pointer.includes('/environment-variables/') && (own.get(pointer)?.stays ?? !own.has(pointer))
  )
  const takers = takersByPointer(project.layout)
  const { environment } = project.resolved
  const reaches = ({ pointer }: Finding) => takers.get(pointer)?.has(environment ?? '') === true
  const remarks = left.flatMap(finding => {
    const { pointer, place, name } = finding
    const at = place ? `${place.file}:${place.line}` : project.layout.document.file
    const where = `${at} still has ${quotedName(name, 'a variable')} in plaintext`
    const by = [...(takers.get(pointer) ?? [])].filter(one => one !== '' && one !== environment)
    const others = own.get(pointer)?.others ?? by.map(one => `environment ${one}`)
    if (others.length > 0) return [`${where}, for ${others.join(' and ')}: ${nextFor(others)}`]
    return reaches(finding)
      ? []
      : [`${where}, which no definition takes: take it out there, and rotate it. ${STOPS}`]
  })
  return { pointers: left.map(({ pointer }) => pointer), remarks }
}

const STOPS = 'Until then check, plan and deploy stop at it.'

function nextFor(others: readonly string[]): string {
  const names = others.flatMap(one => (one.startsWith('environment ') ? [one.slice(12)] : []))
  const how = names.length > 0 ? ` (${names.map(name => `environment: ${name}`).join(', ')})` : ''
  return `run migrate there too${how}. ${STOPS}`
}

/**
 * wayOutOfVariables returns a hint for a value that consists only of a variable of the configuration file: written as
 * an environment variable of the container, it can be moved.
 */
export function wayOutOfVariables(
  { value, variable, source }: MigrationCandidate,
  targets: readonly DefinitionSource[],
  { layout }: Pick<ProjectRules, 'layout'>
): string | undefined {
  const [, name] = /^\$\{\{\s*vars\.([\w-]+)\s*\}\}$/.exec(value.reveal()) ?? []
  if (name === undefined || source.kind !== 'file') return undefined
  const own = targets.filter(({ document }) => document.file === source.file)
  const [found] = own.flatMap(({ entry }) => entry?.overlay.variables.get(name) ?? [])
  if (found === undefined) return undefined
  const place = layout.place(found.node.origin)
  const at = place ? `${place.file}:${place.line}` : layout.document.file
  return `vars.${name} is at ${at} ("variables" of ${found.layer}). Write it there under "environment-variables" as ${quotedName(variable, 'the variable')}, remove its entry from ${source.file}, and run again to move it.`
}
