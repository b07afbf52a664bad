import { assertNever } from '../../errors.ts'
import type { PrintedPolicy, TemplateRow } from '../../report/migration.ts'
import { planPolicy } from '../policy.ts'
import { printPolicy } from '../print-policy.ts'
import { grantsFor, nameOf, type ReadTarget } from './grants.ts'
import type { PreparedMigration } from './plan.ts'
import type { TemplateTask } from './templates.ts'

/** templateRows says of each task definition of a template which role reads its secrets, and who grants it. */
export function templateRows({ foreseen }: Pick<PreparedMigration, 'foreseen'>): readonly TemplateRow[] {
  return foreseen.flatMap(({ source, template = [] }) =>
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
      return { grant: 'here', role: nameOf(role.arn) }
    case 'resource':
      return { grant: 'template', role: role.id }
    case 'elsewhere':
    case 'none':
      return { grant: 'elsewhere' }
    default:
      return assertNever(role)
  }
}

/** printForTemplates prints the statement for each role that is not to be had by its ARN: one that the template makes takes it there. */
export function printForTemplates(
  { foreseen }: Pick<PreparedMigration, 'foreseen'>,
  targets: ReadonlyMap<string, ReadTarget>
): readonly PrintedPolicy[] {
  const wanted = new Map<string, { readonly task: TemplateTask; readonly secrets: Set<string> }>()
  for (const { source, template = [] } of foreseen) {
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
  return [...wanted].flatMap(([roleName, { task, secrets }]) => {
    const grants = grantsFor([...secrets].flatMap(secret => targets.get(secret) ?? []))
    const planned = planPolicy(roleName, [], grants)
    if (planned.kind !== 'put') return []
    const role = task.role.kind === 'resource' ? { ref: task.role.id } : roleName
    const form = task.role.kind === 'resource' ? 'cloudformation' : 'json'
    return [{ roleName, ...printPolicy(form, role, planned) }]
  })
}

/** stackRemarks says of each template what is left to do. */
export function stackRemarks({ foreseen }: Pick<PreparedMigration, 'foreseen'>): readonly string[] {
  return foreseen.flatMap(({ source, template }) => {
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
