import type { InputReader } from '../reader.ts'
import { type InputName, inputsFor, type Mode } from '../tables/specification.ts'

/** The modes that deploy what is registered: they render no file. */
const WITHOUT_FILES: ReadonlySet<Mode> = new Set(['rollback', 'continue', 'rotate-restart'])

/** What only files, checks and one-off tasks need. An input that names what to deploy is none of them. */
const UNNEEDED: ReadonlySet<InputName> = new Set<InputName>([
  ...inputsFor('override'),
  ...inputsFor('check'),
  ...['variables', 'env', 'policy', 'trust-exceptions'],
  ...['keep-null-value-keys', 'keep-revisions', 'allow-family-change', 'update-schedules'],
  ...['run-task-container-overrides', 'run-task-security-groups', 'run-task-subnets', 'run-task-launch-type'],
  ...['run-task-assign-public-ip', 'run-task-capacity-provider-strategy', 'run-task-started-by'],
  ...['run-task-tags', 'run-task-managed-ebs-volume-name', 'run-task-managed-ebs-volume', 'run-task'],
  ...['wait-for-task-stopped']
] as InputName[])

/** The modes that have inputs of their own. */
const WITH_OWN = ['audit', 'continue', 'migrate', 'rollback'] as const

/**
 * judgeUnneeded judges the inputs that a mode does not use. Those of one other mode are refused, since they announce
 * something else: `apply: true` must not be ignored by a deploy. If the mode renders no file, a value that cannot be
 * read becomes a remark: a rollback in an emergency must not end because of a variable of the repository, which others
 * set.
 */
export function judgeUnneeded(reader: InputReader, mode: Mode): void {
  for (const owner of WITH_OWN.filter(one => one !== mode))
    for (const name of inputsFor(owner).filter(one => !reader.isUsual(one)))
      reader.report(
        'bad-input',
        `Input "${name}" is for mode ${owner}; this is mode ${mode}.`,
        `Set mode: ${owner}, or remove ${name}.`
      )
  if (WITHOUT_FILES.has(mode)) forgive(reader, mode)
}

function forgive({ problems, remarks }: InputReader, mode: Mode): void {
  const all = problems.splice(0)
  for (const problem of all) {
    const [, name] = /^Input "([\w-]+)"/.exec(problem.message) ?? []
    const isNeeded = problem.code !== 'bad-input' || !UNNEEDED.has(name as InputName)
    if (isNeeded) problems.push(problem)
    else remarks.push({ message: `${problem.message} Mode ${mode} does not need it.` })
  }
}
