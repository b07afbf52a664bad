import type { LoadedDefinitionSources } from '../../checking/load/source.ts'
import { loadDocument } from '../../document/load.ts'
import { childOf, itemsOf, stringOf } from '../../document/tree.ts'
import { assertNever, type Problem } from '../../errors.ts'
import { normalize } from '../../formats/normalize.ts'
import { type TaskResource, type TaskRole, taskResourcesOf } from '../../formats/task-resources.ts'
import type { PrintedPolicy, TemplateRow } from '../../report/migration/migration.ts'
import { parseOverrides } from '../../template/overrides/parse.ts'
import { parseRoleArn } from '../../verify/names.ts'
import type { JournalMove } from '../journal.ts'
import { planPolicy } from '../policy.ts'
import { printPolicy } from '../print-policy.ts'
import { HARMLESS_CODES } from '../rewrite/rewrite.ts'
import type { MigrationContext } from './ports.ts'
import { grantsFor, roleNameOf } from './preflight/iam.ts'
import type { LocatedSecret } from './survey-secrets.ts'

/**
 * The targets, and which of their files are CloudFormation templates: rewritten, but never rendered or deployed here.
 */
export type TargetsWithTemplates = LoadedDefinitionSources & { readonly templates: ReadonlySet<string> }

/** A task definition of a template that gets references, and its execution role as far as the template defines it. */
export type TemplateTask = {
  readonly resource: string
  /** Names of the secrets that it refers to. */
  readonly secrets: readonly string[]
  readonly role: { readonly kind: 'arn'; readonly arn: string } | Exclude<TaskRole, { kind: 'text' }>
}

/**
 * withTemplates separates CloudFormation templates from task definitions and normalizes their containers as a check
 * does. Templates have no service: they are deployed with their stack.
 */
export function withTemplates(loaded: LoadedDefinitionSources): TargetsWithTemplates {
  const templates = new Set(
    loaded.targets
      .filter(({ document, partial }) => !partial && taskResourcesOf(document.root).length > 0)
      .map(({ document }) => document.file)
  )
  const targets = loaded.targets.map(target => {
    if (!templates.has(target.document.file)) return target
    const { service: _, ...rest } = target
    return { ...rest, document: { ...target.document, root: normalize(target.document.root, 'data') } }
  })
  const isRead = ({ code, place }: Problem) => HARMLESS_CODES.has(code) && templates.has(place?.file ?? '')
  const generated = targets
    .filter(({ document }) => templates.has(document.file) && document.text.includes('"aws:cdk:path"'))
    .map(({ document }) => generatedTemplate(document.file))
  return {
    ...loaded,
    targets,
    templates,
    problems: [...loaded.problems.filter(problem => !isRead(problem)), ...generated]
  }
}

/**
 * templateTasks reads from the new text of a template which of its task definitions refer to which secrets of the
 * moves, and with which role. It reads the text itself, so that references written by an earlier run are included.
 */
export async function templateTasks(
  { file, text }: { readonly file: string; readonly text: string },
  known: {
    readonly moves: readonly JournalMove[]
    readonly located: ReadonlyMap<string, LocatedSecret>
    readonly context: MigrationContext
  }
): Promise<readonly TemplateTask[]> {
  const { document } = await loadDocument(file, text)
  if (document === undefined) return []
  const own = known.moves.filter(move => move.file === file)
  return taskResourcesOf(document.root).flatMap(task => {
    const secrets = [...new Set(secretsOf(task, own, known.located))].sort((a, b) => (a < b ? -1 : 1))
    return secrets.length === 0 ? [] : [{ resource: task.id, secrets, role: roleOf(task, known.context) }]
  })
}

function secretsOf(
  { containers }: TaskResource,
  moves: readonly JournalMove[],
  located: ReadonlyMap<string, LocatedSecret>
): readonly string[] {
  const references = containers
    .flatMap(container => itemsOf(childOf(container, 'Secrets')))
    .map(entry => stringOf(childOf(entry, 'ValueFrom')) ?? '')
  return moves.flatMap(({ secret }) =>
    references.some(from => refersTo(from, located.get(secret)?.arn)) ? [secret] : []
  )
}

function refersTo(from: string, arn: string | undefined): boolean {
  return arn !== undefined && (from === arn || from.startsWith(`${arn}:`))
}

/** If the template does not resolve the role, the input specifies it; a role named in the template takes precedence. */
function roleOf({ role }: TaskResource, { configuration, partition, region, account }: MigrationContext) {
  if (role.kind === 'text') {
    const arn = role.text
      .replaceAll('${AWS::Partition}', partition)
      .replaceAll('${AWS::AccountId}', account)
      .replaceAll('${AWS::Region}', region)
    if (parseRoleArn(arn) !== undefined) return { kind: 'arn', arn } as const
    if (/^[\w+=,.@-]{1,64}$/.test(arn))
      return { kind: 'arn', arn: `arn:${partition}:iam::${account}:role/${arn}` } as const
  }
  const given = parseOverrides(configuration.overrides).overrides.executionRoleArn
  if (role.kind !== 'none' && given !== undefined) return { kind: 'arn', arn: given } as const
  return role.kind === 'text' ? ({ kind: 'elsewhere' } as const) : role
}

function generatedTemplate(file: string): Problem {
  return {
    code: 'migration-generated',
    fault: 'user',
    message: `${file} was generated by the AWS CDK: changes made in it are lost when it is generated again.`,
    hint: 'Leave it out of "task-definition". Store the credentials with the files that are written by hand, or by hand, and refer to them in the app (secrets: ecs.Secret.fromSecretsManager(…)).'
  }
}

/** A file with its task definitions, if it is a template. */
type WithTemplateTasks = {
  readonly source: { readonly document: { readonly file: string } }
  readonly template?: readonly TemplateTask[]
}

/**
 * templateRows reports for each task definition of a template which role reads its secrets, and where the grant is
 * made.
 */
export function templateRows(previews: readonly WithTemplateTasks[]): readonly TemplateRow[] {
  return previews.flatMap(({ source, template = [] }) =>
    template.map(task => ({
      file: source.document.file,
      resource: task.resource,
      secrets: task.secrets,
      ...granter(task)
    }))
  )
}

function granter({ role }: TemplateTask): Pick<TemplateRow, 'grant' | 'role'> {
  switch (role.kind) {
    case 'arn':
      return { grant: 'here', role: roleNameOf(role.arn) }
    case 'resource':
      return { grant: 'template', role: role.id }
    case 'elsewhere':
    case 'none':
      return { grant: 'elsewhere' }
    default:
      return assertNever(role)
  }
}

/**
 * printForTemplates prints the statement for each role whose ARN is unknown; for a role that the template creates, it
 * belongs in the template. A statement that cannot be printed is a problem.
 */
export function printForTemplates(
  previews: readonly WithTemplateTasks[],
  located: ReadonlyMap<string, LocatedSecret>
): { readonly policies: readonly PrintedPolicy[]; readonly problems: readonly Problem[] } {
  const wanted = new Map<string, { readonly task: TemplateTask; readonly secrets: Set<string> }>()
  for (const { source, template = [] } of previews) {
    for (const task of template.filter(({ role }) => role.kind !== 'arn')) {
      const name =
        task.role.kind === 'resource'
          ? `${task.role.id} of ${source.document.file}`
          : `of ${task.resource} in ${source.document.file}`
      const known = wanted.get(name) ?? { task, secrets: new Set<string>() }
      for (const secret of task.secrets) known.secrets.add(secret)
      wanted.set(name, known)
    }
  }
  const policies: PrintedPolicy[] = []
  const problems: Problem[] = []
  for (const [roleName, { task, secrets }] of wanted) {
    const grants = grantsFor([...secrets].flatMap(secret => located.get(secret) ?? []))
    const planned = planPolicy(roleName, [], grants)
    if (planned.kind === 'problem') problems.push(planned.problem)
    if (planned.kind !== 'put') continue
    const role = task.role.kind === 'resource' ? { ref: task.role.id } : roleName
    const form = task.role.kind === 'resource' ? 'cloudformation' : 'json'
    policies.push({ roleName, ...printPolicy(form, role, planned) })
  }
  return { policies, problems }
}

/** stackRemarks describes the remaining steps for each template. */
export function stackRemarks(previews: readonly WithTemplateTasks[]): readonly string[] {
  return previews.flatMap(({ source, template }) => {
    if (template === undefined) return []
    const { file } = source.document
    const open = template.filter(({ role }) => role.kind !== 'arn').map(({ resource }) => resource)
    const first =
      open.length === 0
        ? ''
        : ` Before that, the execution role of ${open.join(', ')} has to be granted its secrets: the statement is printed.`
    return [
      `${file} is a CloudFormation template: it gets references by ARN and is not deployed here.${first} Deploy its stack, then run mode audit.`
    ]
  })
}
