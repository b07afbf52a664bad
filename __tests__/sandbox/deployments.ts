import {
  DescribeServiceDeploymentsCommand,
  ListServiceDeploymentsCommand,
  type ServiceDeployment
} from '@aws-sdk/client-ecs'
import { viewRecord } from '../../sandbox/operations/ecs/service-deployments.ts'
import { type Bench, outline, webOf } from './world.ts'

/** A traffic-shifting configuration without bake times. */
export function strategy(name: 'BLUE_GREEN' | 'LINEAR' | 'CANARY', more: object = {}): object {
  return { deploymentConfiguration: { strategy: name, bakeTimeInMinutes: 1, ...more } }
}

/** A Lambda hook of function `check`. */
export function lambdaHook(stage: string, more: object = {}): object {
  return {
    hookTargetArn: 'arn:aws:lambda:us-west-2:123456789012:function:check',
    roleArn: 'arn:aws:iam::123456789012:role/hooks',
    lifecycleStages: [stage],
    ...more
  }
}

/** A PAUSE hook. */
export function pauseHook(stage: string, more: object = {}): object {
  return { targetType: 'PAUSE', lifecycleStages: [stage], ...more }
}

/** The service deployment of service `web` at this index, newest first. */
export async function serviceDeployment(bench: Bench, index = 0): Promise<ServiceDeployment> {
  const listed = await bench.ecs.send(new ListServiceDeploymentsCommand({ cluster: 'demo', service: 'web' }))
  const arn = listed.serviceDeployments?.[index]?.serviceDeploymentArn ?? ''
  const answer = await bench.ecs.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] }))
  const [found] = answer.serviceDeployments ?? []
  if (!found) throw new Error('no service deployment')
  return found
}

/** The newest one as DescribeServiceDeployments shows it, without a request: for loops over many seconds. */
function newest(bench: Bench): ServiceDeployment {
  const service = webOf(bench)
  const [record] = service.serviceDeployments
  if (!record) throw new Error('no service deployment')
  return viewRecord(service, record) as unknown as ServiceDeployment
}

/** Advances time in steps of `stride` seconds until `wanted` holds; returns the seconds it took. */
export async function until(
  bench: Bench,
  wanted: (one: ServiceDeployment) => boolean,
  stride = 1
): Promise<number> {
  for (let passed = 0; passed < 5000 * stride; passed += stride) {
    if (wanted(newest(bench))) return passed
    bench.after(stride)
  }
  throw new Error('never')
}

/** One line for each change of status, stage and weights over time, with the seconds since the start. */
export async function course(bench: Bench, seconds: number, stride = 1): Promise<string[]> {
  const seen: { at: number; line: string }[] = []
  for (let passed = 0; passed <= seconds; passed += stride) {
    const one = newest(bench)
    const { requestedProductionTrafficWeight: production, requestedTestTrafficWeight: test } =
      one.targetServiceRevision ?? {}
    const line = [one.status, one.lifecycleStage ?? '-', `test ${test} production ${production}`].join(' ')
    if (seen.at(-1)?.line !== line) seen.push({ at: passed, line })
    bench.after(stride)
  }
  return seen.map(({ at, line }) => `${at} ${line}`)
}

/** The outline of service `web`. */
export async function outlined(bench: Bench): Promise<string[]> {
  return outline(await bench.service())
}
