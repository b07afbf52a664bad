import { passedCheck, type Symptom } from './permissions.ts'

const OLDEST_NODE = 20

/** checkVersions reports what the program runs on. */
export function checkVersions({
  program,
  node,
  runner
}: {
  readonly program: string
  readonly node: string
  readonly runner: string
}): readonly Symptom[] {
  const isOld = Number(/^v?(\d+)/.exec(node)?.[1] ?? 0) < OLDEST_NODE
  const advice = `Node ${OLDEST_NODE} or newer is needed.`
  const old: Symptom = { verdict: 'not ok', what: 'Node', detail: node, advice, fault: 'user' }
  return [
    passedCheck('program', `ecs-sealed-deploy ${program}`),
    isOld ? old : passedCheck('Node', node),
    passedCheck('runner', runner)
  ]
}
