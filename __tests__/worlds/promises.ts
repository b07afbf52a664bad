import type { Service } from '../../sandbox/world/state.ts'
import { isGood } from '../../src/rollout/outcome.ts'
import { codeDeployPromises, codeDeployTwice } from './codedeploy-promises.ts'
import { keepsFailing } from './deployment-tasks.ts'
import { definitionOf, isOurs, isWrite, leavesTagOpen, type View } from './evidence.ts'
import { isCodeDeploy, REGION } from './names.ts'
import type { Played, Ran } from './run-world.ts'
import { plaintextOf } from './scenario.ts'
import { servicePromises } from './service-promises.ts'
import { twistPromises } from './twist-promises.ts'

/** brokenPromises compares a world with what ECS decided: one line for each broken promise. */
export function brokenPromises(played: Played): readonly string[] {
  const views = (['first', 'second'] as const).flatMap(which =>
    played.services.map(({ name, state }, index): View => {
      const run = played[which]
      const result = run.report?.results.find(one => one.service === name)
      return { played, run, which, index, name, state, result }
    })
  )
  return [
    ...[played.first, played.second].flatMap((run, at) =>
      run.broken === undefined ? [] : [`${at === 0 ? 'first' : 'second'} run: ${run.broken}`]
    ),
    ...[played.first, played.second].flatMap(oneVerdict),
    ...views.flatMap(isCodeDeploy(played.spec) ? codeDeployPromises : servicePromises),
    ...(isCodeDeploy(played.spec)
      ? played.services.flatMap(({ name }) => codeDeployTwice(played, name))
      : []),
    ...nothingTwice(played),
    ...twistPromises(played),
    ...sealed(played),
    ...sameEnd(played)
  ]
}

/** Headline, exit code, outputs and results agree. */
function oneVerdict({ report, exit, verdict, outputs }: Ran): readonly string[] {
  if (!report) return []
  const bad = report.results.filter(({ outcome }) => !isGood(outcome))
  const wrong: string[] = []
  if (exit === 0 && bad.length > 0)
    wrong.push(`exit 0, and ${bad.map(one => `${one.service} ${one.outcome}`).join()}`)
  if (exit === 0 && report.problems.length > 0) wrong.push(`exit 0 beside ${report.problems[0]?.code}`)
  if (exit === 0 && report.results.length < report.services.length)
    wrong.push('exit 0, and a service has no result')
  if (exit !== 0 && bad.length === 0 && report.problems.length === 0)
    wrong.push(`exit ${exit} without a reason`)
  const isRed = /did not succeed|could not be verified|not started|problems? found|Check failed/.test(verdict)
  if (isRed === (exit === 0)) wrong.push(`exit ${exit}, headline: ${verdict}`)
  // the output has a key beside each name
  const told = JSON.parse(outputs['results'] ?? '[]') as { service: string; key?: string }[]
  const results = told.map(({ key, ...result }) => (key === result.service ? result : { ...result, key }))
  if (JSON.stringify(results) !== JSON.stringify(report.results)) wrong.push('the output results differs')
  return wrong.map(line => `one verdict: ${line}`)
}

/** No revision is registered twice, and no revision is deployed that is already deployed or in progress. */
function nothingTwice(played: Played): readonly string[] {
  const wrong: string[] = []
  for (const { name, state } of played.services) {
    const revisions = played.sandbox.world.regions.get(REGION)?.families.get(name)?.revisions ?? []
    const mine = revisions.filter(one => one.registeredBy.endsWith('/sandbox/caller'))
    const alike = mine.filter(
      (one, at) =>
        mine.findIndex(other => JSON.stringify(other.definition) === JSON.stringify(one.definition)) !== at
    )
    const gone = mine.some(one => one.deregisteredAt !== undefined)
    if (alike.length > 0 && !gone) wrong.push(`twice: ${name} has ${mine.length} revisions of one definition`)
    for (const again of deployedAgain(played, state)) wrong.push(`twice: ${again}`)
  }
  return wrong
}

/** A migration reported as complete has left no credential anywhere, created no secret twice, and shown no value. */
function sealed(played: Played): readonly string[] {
  const { spec, sandbox, texts, services } = played
  if (spec.mode !== 'migrate') return []
  const wrong: string[] = []
  const values = Object.values(plaintextOf(spec))
  const holdsOne = (text: string) => values.some(value => text.includes(value))
  const region = sandbox.world.regions.get(REGION)
  const stored = [...(region?.secrets.values() ?? [])].flatMap(({ versions }) =>
    versions.flatMap(({ text }) => (text !== undefined && values.includes(text) ? [text] : []))
  )
  if (new Set(stored).size < stored.length) wrong.push('twice: one value is in two secrets or versions')
  for (const { log, verdict, report, outputs } of [played.first, played.second])
    if (holdsOne([log, verdict, JSON.stringify(report), JSON.stringify(outputs)].join()))
      wrong.push('values: a run shows one')
  if (played.second.exit !== 0) return wrong
  if (texts.some(holdsOne)) wrong.push('sealed: a value is left in a file')
  for (const { name, state } of spec.others.length === 0 ? services : []) {
    const runs = region?.families.get(name)?.revisions.find(({ arn }) => arn === state.taskDefinition)
    if (holdsOne(JSON.stringify(runs?.definition))) wrong.push(`sealed: ${name} runs with a value`)
  }
  return wrong
}

function deployedAgain(played: Played, state: Service): readonly string[] {
  const mine = state.serviceDeployments.filter(one => isOurs(played, state, one)).toReversed()
  return mine.flatMap((one, at) => {
    const before = mine[at - 1]
    if (!before || definitionOf(state, before) !== definitionOf(state, one)) return []
    const newest = state.serviceDeployments.find(other => other.createdAt < one.createdAt)
    const open = before.finishedAt === undefined || before.finishedAt > one.createdAt
    const isGoingBack = (before.rollback?.startedAt ?? Number.POSITIVE_INFINITY) <= one.createdAt
    const held = newest === before && !isGoingBack && (before.status === 'SUCCESSFUL' || open)
    return held
      ? [
          `${state.name} deployed ${definitionOf(state, one)} again ${Math.round((one.createdAt - before.createdAt) / 1000)} s later, the one before: ${before.status}`
        ]
      : []
  })
}

/** isCrashLoop returns whether every service that failed in the second run has tasks that keep failing. */
function isCrashLoop(played: Played): boolean {
  const { second, services } = played
  const failed = (second.report?.results ?? []).filter(
    ({ outcome }) => !isGood(outcome) && outcome !== 'not-started'
  )
  const isLoop = failed.map(({ service, outcome }) => {
    const index = services.findIndex(({ name }) => name === service)
    const state = services[index]?.state
    const current = state?.deployments.find(({ status }) => status === 'PRIMARY')?.id
    return (
      outcome === 'failed' &&
      state !== undefined &&
      keepsFailing({ played, index, state }, current, second.startedAt)
    )
  })
  return isLoop.length > 0 && isLoop.every(Boolean)
}

/**
 * Once the world is quiet, the same run succeeds wherever the first one was interrupted, and changes nothing after a
 * successful one.
 */
function sameEnd(played: Played): readonly string[] {
  const { first, second, spec } = played
  const wrong: string[] = []
  const writes = second.requests.filter(isWrite)
  const isDone = first.exit === 0 && spec.others.length === 0 && spec.mode !== 'rollback'
  if (isDone && writes.length > 0 && !leavesTagOpen(first))
    wrong.push(`second run: ${writes.map(one => one.operation).join()} after a good first one`)
  if (isDone && second.exit !== 0 && !leavesTagOpen(first) && !isCrashLoop(played))
    wrong.push(`second run: exit ${second.exit} after a good first one: ${second.verdict}`)
  const fine =
    spec.twist !== 'one-off-fails' &&
    spec.services.every(
      one => one.conduct === 'good' && one.alarmAfter === null && ['none', 'passes'].includes(one.hook)
    )
  if (fine && spec.others.length === 0 && spec.mode !== 'rollback' && second.exit !== 0)
    wrong.push(
      `second run: exit ${second.exit} when all is quiet: ${second.verdict} ${second.report?.results.map(one => one.reason).join()} ${second.report?.problems.map(one => one.message).join()}`
    )
  return wrong
}
