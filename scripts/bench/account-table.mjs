import { measureAccount } from './account-runs.mjs'

const COUNTS = [500, 1000, 2000]
const OTHER_MODES = ['plan', 'status', 'rollback', 'rotate-restart', 'migrate']

/**
 * printAccounts audits and deploys accounts with the given numbers of services, and runs the other modes over the
 * smallest and the largest, each in one process and with AWS's request buckets simulated. It prints the tables of
 * docs/benchmarks.md. Takes half an hour.
 */
export async function printAccounts(counts = COUNTS) {
  for (const mode of ['audit', 'deploy'])
    for (const count of counts) print(mode, count, await measureAccount(mode, count))
  const count = Math.max(...counts)
  for (const mode of OTHER_MODES)
    for (const few of [Math.min(...counts), count]) print(mode, few, await measureAccount(mode, few))
  for (const operation of ['RegisterTaskDefinition', 'UpdateService']) {
    const { second } = await measureAccount('deploy', count, { killAt: { operation, count: count / 2 } })
    print(`deploy, killed at half of its ${operation}, and again:`, count, second)
    console.log(`  ${leftOf(second, count)}`)
  }
}

function print(what, count, { code, virtualSeconds, realSeconds, requests, throttled, cost }) {
  const total = Object.values(requests).reduce((sum, number) => sum + number, 0)
  const refused = Object.values(throttled).reduce((sum, number) => sum + number, 0)
  const [minutes, a] = [(virtualSeconds / 60).toFixed(1), (total / count).toFixed(1)]
  console.log(
    `${what} ${count}: exit ${code}, ${minutes} virtual minutes, ${total} requests (${a} a service), ${refused} throttled`
  )
  console.log(
    `  ${realSeconds.toFixed(0)} s real, ${cost.seconds.toFixed(0)} s of the processor, ${cost.megabytes.toFixed(0)} MB at most, ${cost.held.toFixed(0)} MB held`
  )
  const most = Object.entries(requests).sort(([, a], [, b]) => b - a)
  console.log(`  ${most.map(([operation, number]) => `${operation} ${number}`).join(', ')}`)
}

/** The state of ECS afterward, compared with one additional revision and deployment per service. */
export function leftOf({ state }, count) {
  const { clusters, taskDefinitions } = state.regions['us-west-2']
  const services = clusters.flatMap(one => one.services)
  const revisions = taskDefinitions.length
  const once = services.filter(({ serviceDeployments }) => serviceDeployments.length === 1).length
  const running = services.filter(({ taskDefinition }) => taskDefinition.endsWith(':2')).length
  return `${revisions} of ${2 * count} revisions, ${once} of ${count} services deployed once, ${running} run the new revision`
}
