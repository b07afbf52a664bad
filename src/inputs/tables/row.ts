/**
 * The modes. How a mode is chosen and what it may do: check needs no AWS, render only for a base that is in ECS, plan
 * and status only read, the others write.
 */
export const MODES = [
  'check',
  'render',
  'plan',
  'deploy',
  'status',
  'continue',
  'rollback',
  'migrate',
  'audit',
  'rotate-restart'
] as const
export type Mode = (typeof MODES)[number]

/** A heading of `<mode> --help`, in the order of output, and the modes that use the inputs under it. */
export const INPUT_GROUPS = {
  what: { title: 'Files and services', modes: MODES },
  where: { title: 'Cluster, Region and environment', modes: MODES },
  templates: {
    title: 'Templates',
    modes: ['check', 'render', 'plan', 'deploy', 'migrate', 'audit', 'status']
  },
  check: { title: 'Findings', modes: ['check'] },
  base: { title: 'Use a registered task definition', modes: ['render', 'plan', 'deploy'] },
  overrides: {
    title: 'Overrides of the definition',
    modes: ['check', 'render', 'plan', 'deploy', 'migrate']
  },
  secrets: { title: 'Secrets that are stored', modes: ['plan', 'deploy', 'migrate'] },
  rollout: {
    title: 'Rollout',
    modes: ['plan', 'deploy', 'continue', 'rollback', 'migrate', 'rotate-restart']
  },
  rollback: { title: 'Rollback', modes: ['rollback'] },
  continue: { title: 'Pauses', modes: ['continue'] },
  service: { title: 'Settings of the service', modes: ['plan', 'deploy'] },
  codedeploy: { title: 'CodeDeploy', modes: ['plan', 'deploy', 'rollback', 'migrate', 'rotate-restart'] },
  task: { title: 'One-off task before the services', modes: ['plan', 'deploy'] },
  after: { title: 'Schedules and old revisions', modes: ['plan', 'deploy'] },
  migrate: { title: 'Migration', modes: ['migrate'] },
  audit: { title: 'Audit', modes: ['audit'] },
  aws: {
    title: 'AWS and GitHub',
    modes: ['plan', 'deploy', 'status', 'continue', 'rollback', 'migrate', 'audit', 'rotate-restart']
  },
  output: { title: 'Output', modes: MODES }
} as const satisfies Readonly<Record<string, { readonly title: string; readonly modes: readonly Mode[] }>>

/**
 * One input, all of it: the reader, the files action.yml, docs/inputs.md, the flags and the help of the command line
 * are derived from its row.
 */
export type InputRow = {
  readonly group: keyof typeof INPUT_GROUPS
  /** The modes that use it, if not all of its group. */
  readonly modes?: readonly Mode[]
  /** Whether the root's action.yml declares it (45 at most); the action of a mode declares all inputs of that mode. */
  readonly inRoot?: true
  /** Only the command line has it. */
  readonly isFlag?: true
  /** The description: Markdown without line breaks. `--help` shows its first clause. */
  readonly says: string
  /**
   * Used if the input is not given, and declared in action.yml. An input whose default depends on something else has
   * none, because the runner passes every default as if it were given (decision 33).
   */
  readonly default?: string
  /** What a value, or each line or name, must match; what it is otherwise (after the value), and the form to write. */
  readonly form?: Pick<RegExp, 'test'>
  readonly wrong?: string
  readonly hint?: string
  /** The names that a wrong value is compared with. */
  readonly near?: readonly string[]
  /** What its names name, if no service. */
  readonly noun?: string
  /** The modes that do not use it refuse it, since it announces something that they do not do; what to write there. */
  readonly elsewhere?: string
  /** The modes that refuse it, if not all of them do: a rollback in an emergency must not end because of it. */
  readonly refusedIn?: readonly Mode[]
} & (
  | {
      /** A `block` is a text of one or more lines that is not changed. */
      readonly kind: 'text' | 'block' | 'lines' | 'names' | 'switch'
    }
  | { readonly kind: 'word'; readonly words: readonly string[] }
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  /** JSON of a structure of the ECS model, `[X` for a list. */
  | { readonly kind: 'json'; readonly structure: string }
)

/** allBut returns the modes without some. */
export function allBut(...left: readonly Mode[]): readonly Mode[] {
  return MODES.filter(mode => !left.includes(mode))
}

/** `family:revision` or the ARN of a task definition. */
export const NUMBERED = /^(?:arn:[\w-]+:ecs:[\w-]+:\d{12}:task-definition\/)?[A-Za-z0-9_-]{1,255}:\d{1,9}$/

/** The ARN of a service deployment, with the service (`…:service-deployment/CLUSTER/SERVICE/ID`). */
export const SERVICE_DEPLOYMENT =
  /^arn:[\w-]+:ecs:[\w-]+:\d{12}:service-deployment\/[\w-]{1,255}\/([\w-]{1,255})\/[\w-]{1,255}$/
