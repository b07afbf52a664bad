import { applyProjectRules } from '../../check/decisions.ts'
import { configurationValues, examine, onceEach } from '../../check/examine.ts'
import type { Excepted } from '../../check/exceptions/exception.ts'
import { type DefinitionSource, isLiveName, type RenderedTarget } from '../../check/source.ts'
import { isTerraform } from '../../detector/advice.ts'
import { type CredentialKind, credentialKind } from '../../detector/issuers.ts'
import type { Finding } from '../../detector/rule.ts'
import { matchShape } from '../../detector/shapes/match.ts'
import { walk } from '../../detector/walk.ts'
import type { Problem } from '../../errors.ts'
import { NO_LAYOUT } from '../../inputs/configuration/layout.ts'
import { distinctBy } from '../../list.ts'
import { present } from '../../present.ts'
import type { ExceptedRow, LeftRow } from '../../report/migration/migration.ts'
import { quotedName } from '../../template/naming.ts'
import { idOf, isLeftOut, type MigrationCandidate, selectCandidates } from '../candidate.ts'
import { holdsLogin, SecretValue } from '../secret-value.ts'
import type { LoadedMigration } from './load.ts'
import type { MigrationContext } from './ports.ts'
import { findHarmlessCopies, findSameValues } from './same-values.ts'
import { isOfTerraform, type MigrationSource } from './sources.ts'
import { besideWorkflows, ofOtherServices, unreadRows } from './workflows.ts'

/** The result of searching the files: what moves, and what would still stop a deploy afterwards. */
export type FoundCredentials = {
  readonly candidates: readonly MigrationCandidate[]
  /** The kind of each of these, in the same order; determined while the values are available. */
  readonly kinds: readonly CredentialKind[]
  /** Credentials that an exception or a comment keeps in plaintext. */
  readonly excepted: readonly ExceptedRow[]
  readonly problems: readonly Problem[]
  readonly remarks: readonly string[]
  /** What no run can move, in workflows and other resources of Terraform; remarks have the reason. */
  readonly left: readonly LeftRow[]
}

/**
 * What holds credentials besides the files of a migration, and does not move: `rendered` are the definitions that a
 * deploy would make of them, with what expressions and inputs contribute; `workflows` give values to containers.
 */
type CredentialSources = Pick<LoadedMigration, 'workflows'> & { readonly rendered: readonly RenderedTarget[] }

/**
 * findCredentials finds the credentials of `environment` and of log options in each file, as written. What an exception
 * covers stays unless the user includes it by name or a baseline wrote it. All values are masked before anything is
 * printed.
 */
export async function findCredentials(
  sources: readonly MigrationSource[],
  { rendered, workflows }: CredentialSources,
  context: MigrationContext
): Promise<FoundCredentials> {
  const { configuration, ports } = context
  const judged = await judge([...sources, ...workflows.targets], rendered, context)
  const settings = await settingsErrors(context)
  const found = distinctBy([...judged.errors, ...settings], one => `${one.file} ${one.pointer} ${one.rule}`)
  const errors = onceEach(found, configuration.config.file)
  // what a baseline accepts for a while is what a migration is for
  const toMove = judged.excepted.flatMap(one => (one.isBaseline ? one.finding : []))
  const all = sources
    .filter(({ document }) => !isLiveName(document.file))
    .flatMap(source => candidatesIn(source, [...errors, ...toMove]))
  const sure = selectCandidates(all, configuration)
  const kept = new Set([
    ...all.filter(one => isLeftOut(one, configuration)).map(idOf),
    ...judged.excepted.flatMap(({ finding, isBaseline }) => (isBaseline ? [] : idOf(finding)))
  ])
  const copies = findHarmlessCopies(all, sure, kept)
  const candidates = [...sure, ...copies]
  const ofTerraform = new Set(
    sources.flatMap(({ document }) => (isOfTerraform(document) ? document.file : []))
  )
  const ofWorkflows = new Set(workflows.targets.map(({ document }) => document.file))
  // Terraform's other resources are no part of a task definition
  const isAside = ({ file, container, pointer, category }: Finding) =>
    ofWorkflows.has(file) ||
    (ofTerraform.has(file) &&
      (category !== 'credential' || (container === undefined && !/definitions|map_/.test(pointer))))
  const moved = new Set([...candidates.map(idOf), ...kept])
  const others = ofOtherServices(errors, workflows.targets, context)
  const stays = [...errors.filter(isAside), ...judged.warnings].filter(one => !others.includes(one))
  const aside = stays.filter(one => !moved.has(idOf(one)))
  ports.mask(candidates.flatMap(({ value }) => [value.reveal(), ...value.reveal().split(/\r?\n/)]))
  return {
    candidates,
    kinds: candidates.map(kindOf),
    excepted: exceptedRows(judged.excepted, candidates),
    problems: [
      ...workflows.problems.filter(({ place }) => place === undefined),
      ...madeByExpressions(candidates),
      ...notMovedOf(
        errors.filter(one => !isAside(one)),
        candidates
      ),
      ...findSameValues(sources, candidates, kept)
    ],
    remarks: [...aside.map(besideContainers), ...besideWorkflows(workflows.problems, others)],
    left: [
      ...aside.filter(one => isOfValue(one) || ofWorkflows.has(one.file)).map(leftRow),
      ...unreadRows(workflows.problems)
    ]
  }
}

/** Whether a finding is about a value, whatever else is wrong beside it. */
function isOfValue({ category, level }: Finding): boolean {
  return category === 'credential' || (category === 'delivery' && level === 'warning')
}

function leftRow({ file, place, level }: Finding): LeftRow {
  return { file, isCertain: level === 'error', ...present({ line: place?.line }) }
}

/** Errors, warnings about what may be a credential or is filled in, and what an exception or a comment accepts. */
type Judged = {
  readonly errors: readonly Finding[]
  readonly warnings: readonly Finding[]
  readonly excepted: readonly Excepted[]
}

async function judge(
  targets: readonly DefinitionSource[],
  rendered: readonly RenderedTarget[],
  { rules, ports }: MigrationContext
): Promise<Judged> {
  const findings = await examine(targets, rendered, { rules: rules.rules, mask: ports.mask })
  const files = targets.map(({ document }) => document.file)
  const loaded = { files, targets, unscanned: [], problems: [] }
  const judged = await applyProjectRules({ findings, loaded }, rules, ports)
  const errors = judged.findings.filter(({ level }) => level === 'error')
  const warnings = judged.findings.filter(one => one.level === 'warning' && isOfValue(one))
  return { errors, warnings, excepted: judged.excepted }
}

/** Credentials in `variables` and commands of the configuration file are not moved, and a deploy stops at them. */
async function settingsErrors(context: MigrationContext): Promise<readonly Finding[]> {
  const { layout } = context.rules
  if (layout === NO_LAYOUT) return []
  const { errors } = await judge(configurationValues(layout), [], context)
  return errors.filter(({ category }) => category === 'credential')
}

/** candidatesIn returns every variable of a file that could become a secret, with the rule that matched, if any. */
export function candidatesIn(
  { document, services, place, isTemplate }: MigrationSource,
  errors: readonly Finding[]
): readonly MigrationCandidate[] {
  const { file } = document
  const rules = new Map(
    errors
      .filter(one => one.file === file && one.category === 'credential')
      .map(({ pointer, rule }) => [pointer, rule])
  )
  return walk(document.root).flatMap(({ location, node, value, name, container = '' }) => {
    if (node.origin.kind !== 'file') return []
    const { pointer } = node.origin
    if (location !== 'environment' && location !== 'log-option') return []
    // in templates, the name of the resource replaces the service
    const [, resource] =
      /^\/(?:Resources|resource\/aws_ecs_task_definition|module)\/([^/]+)\//.exec(pointer) ?? []
    const service = isTemplate ? resource : services.length === 1 ? services[0] : undefined
    const text = node.kind === 'string' ? node.value : value
    const candidate = { file, pointer, container, variable: name, value: new SecretValue(text) }
    return [{ ...candidate, ...present({ place: place(node.origin), service, rule: rules.get(pointer) }) }]
  })
}

function isExpression(value: SecretValue): boolean {
  return value.reveal().includes('${{')
}

/** madeByExpressions reports variables that contain an expression: its value is known only at deploy time. */
export function madeByExpressions(candidates: readonly MigrationCandidate[]): readonly Problem[] {
  return candidates
    .filter(({ value }) => isExpression(value))
    .map(({ variable, place }) => ({
      code: 'migration-expression',
      fault: 'user',
      message: `${quotedName(variable, 'A variable')} is made by an expression and cannot become a secret.`,
      hint: 'Store what the expression gives as a secret by hand and refer to it, or leave the variable out with "exclude".',
      ...present({ place })
    }))
}

/**
 * notMovedOf reports the findings that stop a deploy and are not moved. They are reported before the first write,
 * because nothing could be deployed afterwards.
 */
export function notMovedOf(
  errors: readonly Finding[],
  candidates: readonly MigrationCandidate[]
): readonly Problem[] {
  const moved = new Set(candidates.map(idOf))
  return errors.filter(one => !moved.has(idOf(one))).map(notMoved)
}

const IN_ECS =
  'This definition is in ECS: take the value out where it is registered (Terraform, another workflow), or name a file in "task-definition" of the entry and run with source: live, which writes it.'

/** What no run moves: the password of a database, what Terraform fills in; with what to write in its place. */
function besideContainers({ message, hint, place, category }: Finding): string {
  const at = place === undefined ? '' : `${place.file}:${place.line}: `
  return `${at}Not moved: ${message}${category === 'delivery' ? ` ${hint}` : ''}`
}

/** notMoved returns the problem for a finding that stays and stops a deploy. */
export function notMoved({ message, hint, place, container, file, pointer }: Finding): Problem {
  return {
    code: 'migration-left',
    fault: 'user',
    message: `Not moved, and would stop the deploy${container === undefined ? '' : ` (container ${container})`}: ${message}`,
    hint: isLiveName(file)
      ? IN_ECS
      : isTerraform(file) || /\/variables\/[^/]+$/.test(pointer)
        ? hint
        : 'Only variables of "environment" and log options that are not in "exclude" are moved. Change this one by hand first; if it is not a credential, add an exception in .github/ecs-sealed-deploy.yml.',
    ...present({ place })
  }
}

function kindOf({ value, variable: name }: MigrationCandidate): CredentialKind {
  const shape = matchShape(value.reveal(), name)?.shape.what
  const rule = holdsLogin(value) ? 'secret/url-userinfo' : 'secret/by-name'
  return credentialKind({ rule, name, ...present({ shape }) })
}

/** The credentials that would stop a deploy without their exception, and that the run does not move anyway. */
function exceptedRows(
  excepted: readonly Excepted[],
  candidates: readonly MigrationCandidate[]
): readonly ExceptedRow[] {
  const moved = new Set(candidates.map(idOf))
  const rows = excepted
    .filter(({ finding }) => finding.level === 'error' && finding.category === 'credential')
    .filter(({ finding }) => !moved.has(idOf(finding)))
  return distinctBy(rows, ({ finding }) => `${idOf(finding)} ${finding.input ?? ''}`).map(
    ({ finding, by, place, until }) => ({
      file: finding.place?.file ?? finding.file,
      ...present({ line: finding.place?.line, container: finding.container, until }),
      variable: quotedName(finding.name, '') === '' ? 'a variable' : finding.name,
      by: by === 'comment' ? 'comment' : 'exception',
      exception: `${place.file}:${place.line}`
    })
  )
}
