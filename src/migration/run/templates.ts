import type { LoadedSources } from '../../checking/load-sources.ts'
import { loadDocument } from '../../document/load.ts'
import { childOf, itemsOf, stringOf } from '../../document/tree.ts'
import type { Problem } from '../../errors.ts'
import { normalise } from '../../formats/normalise.ts'
import { type TaskResource, type TaskRole, taskResourcesOf } from '../../formats/task-resources.ts'
import { parseOverrides } from '../../template/parse-overrides.ts'
import { parseRoleArn } from '../../verify/names.ts'
import type { JournalMove } from '../journal.ts'
import { HARMLESS_CODES } from '../rewrite/rewrite.ts'
import type { ReadTarget } from './grants.ts'
import type { MigrationScope } from './survey.ts'

/** Targets, and which of their files are CloudFormation templates: rewritten, but never rendered or deployed here. */
export type TargetsWithTemplates = LoadedSources & { readonly templates: ReadonlySet<string> }

/** A task definition of a template that gets references, and its execution role as far as the template says it. */
export type TemplateTask = {
  readonly resource: string
  /** Names of the secrets that it refers to. */
  readonly secrets: readonly string[]
  readonly role: { readonly kind: 'arn'; readonly arn: string } | Exclude<TaskRole, { kind: 'text' }>
}

/**
 * withTemplates tells CloudFormation templates from task definitions and makes their containers visible as a check does. They
 * belong to no service: who deploys the stack deploys them.
 */
export function withTemplates(loaded: LoadedSources): TargetsWithTemplates {
  const templates = new Set(
    loaded.targets
      .filter(({ document, partial }) => !partial && taskResourcesOf(document.root).length > 0)
      .map(({ document }) => document.file)
  )
  const targets = loaded.targets.map(target => {
    if (!templates.has(target.document.file)) return target
    const { service: _, ...rest } = target
    return { ...rest, document: { ...target.document, root: normalise(target.document.root, 'data') } }
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

/** resourceOf is the logical id of the resource that a pointer of a template leads into; it stands for the service there. */
export function resourceOf(pointer: string): string | undefined {
  return /^\/Resources\/([^/]+)\//.exec(pointer)?.[1]
}

/**
 * templateTasks reads from a template's new text which of its task definitions refer to which secrets of the moves, and with which
 * role. The text itself is asked, so that also what an earlier run has rewritten is known.
 */
export async function templateTasks(
  { file, text }: { readonly file: string; readonly text: string },
  known: {
    readonly moves: readonly JournalMove[]
    readonly targets: ReadonlyMap<string, ReadTarget>
    readonly scope: MigrationScope
  }
): Promise<readonly TemplateTask[]> {
  const { document } = await loadDocument(file, text)
  if (document === undefined) return []
  const own = known.moves.filter(move => move.file === file)
  return taskResourcesOf(document.root).flatMap(task => {
    const secrets = [...new Set(secretsOf(task, own, known.targets))].sort((a, b) => (a < b ? -1 : 1))
    return secrets.length === 0 ? [] : [{ resource: task.id, secrets, role: roleOf(task, known.scope) }]
  })
}

function secretsOf(
  { containers }: TaskResource,
  moves: readonly JournalMove[],
  targets: ReadonlyMap<string, ReadTarget>
): readonly string[] {
  const references = containers
    .flatMap(container => itemsOf(childOf(container, 'Secrets')))
    .map(entry => stringOf(childOf(entry, 'ValueFrom')) ?? '')
  return moves.flatMap(({ secret }) =>
    references.some(from => refersTo(from, targets.get(secret)?.arn)) ? [secret] : []
  )
}

function refersTo(from: string, arn: string | undefined): boolean {
  return arn !== undefined && (from === arn || from.startsWith(`${arn}:`))
}

/** The input says it where the template leaves it open; a template that names a role is right about itself. */
function roleOf({ role }: TaskResource, { configuration, partition, region, account }: MigrationScope) {
  if (role.kind === 'text') {
    const arn = role.text
      .replaceAll('${AWS::Partition}', partition)
      .replaceAll('${AWS::AccountId}', account)
      .replaceAll('${AWS::Region}', region)
    if (parseRoleArn(arn) !== undefined) return { kind: 'arn', arn } as const
  }
  const given = parseOverrides(configuration.overrides).overrides.executionRoleArn
  if (role.kind !== 'none' && given !== undefined) return { kind: 'arn', arn: given } as const
  return role.kind === 'text' ? ({ kind: 'elsewhere' } as const) : role
}

function generatedTemplate(file: string): Problem {
  return {
    code: 'migration-generated',
    fault: 'user',
    message: `${file} was made by the AWS CDK: what is changed there is lost when it is made again.`,
    hint: 'Leave it out of "task-definition". Store the credentials with the files that are written by hand, or by hand, and refer to them in the app (secrets: ecs.Secret.fromSecretsManager(…)).'
  }
}
