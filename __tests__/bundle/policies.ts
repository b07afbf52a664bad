import { readFileSync } from 'node:fs'
import type { Run, RunOptions } from './runner.ts'
import { openScene, type Scene, type Stage } from './scenes.ts'
import { resultsOf } from './world.ts'

export type Statement = {
  readonly Sid?: string
  readonly Effect: string
  readonly Action: string | readonly string[]
  readonly Resource: unknown
  readonly Condition?: unknown
}

/** Placeholders in the documentation's policies, and their values in the scenes. */
const NAMES: readonly (readonly [string, string])[] = [
  ['REGION', 'us-west-2'],
  ['ACCOUNT', '123456789012'],
  ['CLUSTER', 'demo'],
  ['APPLICATION/GROUP', 'AppECS-demo-web/DgpECS-demo-web'],
  ['APPLICATION', 'AppECS-demo-web'],
  ['ROLE-OF-THE-TARGETS', 'demo-targets'],
  ['INFRASTRUCTURE_ROLE', 'demo-infrastructure'],
  ['FAMILY', 'web'],
  ['GROUP', '/demo/web'],
  ['ops-pipeline-cluster', 'demo'],
  ['ops-pipeline/', 'demo/'],
  ['role/ops-pipeline-', 'role/demo-'],
  ['role/ops-', 'role/demo-'],
  ['role/deploy', 'role/demo-deploy']
]

/** documentedPolicy reads the nth JSON block after a mark of a page, with the names of the scenes filled in. */
export function documentedPolicy(page: string, mark: string, nth = 1): readonly Statement[] {
  const text = readFileSync(page, 'utf8')
  let end = text.indexOf(mark)
  if (end < 0) throw new Error(`${page} has no "${mark}"`)
  let start = 0
  for (let count = 0; count < nth; count++) {
    start = text.indexOf('```json\n', end) + '```json\n'.length
    end = text.indexOf('\n```', start)
  }
  const filled = NAMES.reduce((json, [word, name]) => json.replaceAll(word, name), text.slice(start, end))
  const parsed = JSON.parse(filled) as readonly Statement[] | { readonly Statement: readonly Statement[] }
  return 'Statement' in parsed ? parsed.Statement : parsed
}

/** actionsOf lists the actions of some statements, each once. */
export function actionsOf(statements: readonly Statement[]): readonly string[] {
  return [...new Set(statements.flatMap(({ Action }) => Action))]
}

/** withoutActions removes actions from statements, and statements that become empty. */
export function withoutActions(
  statements: readonly Statement[],
  ...actions: readonly string[]
): readonly Statement[] {
  return statements
    .map(statement => ({
      ...statement,
      Action: [statement.Action].flat().filter(action => !actions.includes(action))
    }))
    .filter(({ Action }) => Action.length > 0)
}

/**
 * A scene and the permissions of its caller. `base` is always needed and tested elsewhere; each action of `own` must
 * matter.
 */
export type PolicyCase = {
  readonly name: string
  readonly scene: Scene
  readonly base: readonly Statement[]
  readonly own: readonly Statement[]
  /** How the scene ends with all permissions. */
  readonly code: number
  readonly signal?: (stage: Stage) => NonNullable<RunOptions['signal']>
}

/** The result of a run with a policy. */
export type Tried = {
  readonly code: number | null
  readonly outcomes: string
  readonly visible: string
  /** Operations that the caller's policy refused, each once. */
  readonly denied: readonly string[]
}

/** tryPolicy runs a case with a caller that has exactly the permissions of the statements. */
export async function tryPolicy(
  { scene, signal }: PolicyCase,
  statements: readonly Statement[]
): Promise<Tried> {
  const callers = {
    test: {
      arn: 'arn:aws:sts::123456789012:assumed-role/demo-deploy/session',
      policy: { Version: '2012-10-17', Statement: statements }
    }
  }
  const stage = await openScene(scene, { callers })
  try {
    const run: Run = await stage.run(signal === undefined ? {} : { signal: signal(stage) })
    const refused = stage.world.sandbox.requests().filter(({ error }) => error?.includes('AccessDenied'))
    return {
      code: run.code,
      outcomes: JSON.stringify(resultsOf(run).map(({ outcome }) => outcome)),
      visible: run.visible,
      denied: [...new Set(refused.map(({ service, operation }) => `${service}:${operation}`))]
    }
  } finally {
    await stage.world.end()
  }
}

/**
 * shows reports whether a run without an action ends differently from one with it, reports the missing action, or was
 * refused it and took another way.
 */
export function shows(action: string, without: Tried, complete: Tried): boolean {
  if (without.code !== complete.code || without.outcomes !== complete.outcomes) return true
  return without.visible.includes(action) || without.denied.includes(action)
}
