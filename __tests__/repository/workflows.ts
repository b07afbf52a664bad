import { parse } from 'yaml'

type Job = {
  readonly permissions?: unknown
  readonly 'timeout-minutes'?: number
  readonly uses?: string
  readonly steps?: readonly {
    readonly uses?: string
    readonly with?: Record<string, unknown>
    readonly run?: string
  }[]
}

/** References to this action in which users insert the commit that they have reviewed. */
const placeholder = 'ecs-sealed-deploy/ecs-sealed-deploy@v1'
/** The action of a mode, in a folder of its own. */
const OWN_FOLDER = /^(ecs-sealed-deploy\/ecs-sealed-deploy)\/[a-z]+(?=@)/

/**
 * This action itself: from the checkout, or beside the caller's files, where a reusable workflow has checked out its
 * own commit.
 */
const OWN = new Set([
  './',
  './.ecs-sealed-deploy',
  './.github/workflows/audit-places.yml',
  './.github/workflows/check-repositories.yml',
  placeholder
])

/**
 * workflowProblems lists the violations of the project's workflow rules in one file: actions pinned by commit with the
 * version as a comment, `permissions: {}` at the top and explicit permissions with a reason for each job, no
 * credentials left in the checkout, no expression inside a script, a time limit on every job.
 */
export function workflowProblems(text: string): readonly string[] {
  const workflow = parse(text) as { permissions?: unknown; jobs?: Record<string, Job> }
  const problems = text
    .split('\n')
    .flatMap((line, index) => lineProblems(line).map(p => `line ${index + 1}: ${p}`))
  if (JSON.stringify(workflow.permissions) !== '{}') problems.push('permissions at the top are not {}')
  for (const [name, job] of Object.entries(workflow.jobs ?? {})) {
    if (job.permissions === undefined) problems.push(`job ${name}: no permissions`)
    // GitHub accepts no time limit for a job that calls a workflow: the jobs in it have theirs.
    if (job['timeout-minutes'] === undefined && job.uses === undefined)
      problems.push(`job ${name}: no timeout-minutes`)
    for (const step of job.steps ?? []) {
      if (step.uses?.startsWith('actions/checkout@') && step.with?.['persist-credentials'] !== false) {
        problems.push(`job ${name}: checkout keeps the credentials`)
      }
      if (step.run?.includes('${{')) problems.push(`job ${name}: an expression inside a script`)
    }
  }
  return problems
}

function lineProblems(line: string): readonly string[] {
  const uses = /^\s*(?:-\s+)?uses:\s*(\S+)(.*)$/.exec(line)
  if (uses) {
    const [, action = '', rest = ''] = uses
    const pinned = /@[0-9a-f]{40}$/.test(action) && /^ # v\d+\.\d+\.\d+$/.test(rest)
    return pinned || OWN.has(action.replace(OWN_FOLDER, '$1'))
      ? []
      : [`${action} is not pinned by commit and version`]
  }
  const permission = /^\s+(?:[a-z-]+: (?:read|write)|permissions: \{\})(.*)$/.exec(line)
  return permission && !/^ # \S/.test(permission[1] ?? '') ? ['a permission without a reason'] : []
}
