import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { skipLoudly } from '../skips.ts'
import { awsCli, hasAwsCli, runAwsCli } from './aws-cli.ts'
import { lambdaHook, pauseHook, strategy } from './deployments.ts'
import { type Bench, scenarioWith, startBench } from './world.ts'

/**
 * The AWS CLI reads deployments with its own parsers. Its model (botocore 1.43.11 here) may be older than the SDK's: it
 * then leaves out members that it does not have (requested weights, hook details), and has no
 * continue-service-deployment.
 */
const knows = async (operation: string) =>
  (await runAwsCli(bench.sandbox.url, ['ecs', operation, '--generate-cli-skeleton'])).code === 0

let bench: Bench

type Answer = Record<string, unknown>

const aws = (command: string): Promise<Answer> => awsCli(bench.sandbox.url)(`ecs ${command}`)

async function listed(): Promise<{ serviceDeploymentArn: string; status: string }> {
  const answer = (await aws('list-service-deployments --cluster demo --service web')) as {
    serviceDeployments: { serviceDeploymentArn: string; status: string }[]
  }
  const [found] = answer.serviceDeployments
  if (!found) throw new Error('none listed')
  return found
}

async function described(arn: string): Promise<Answer> {
  const answer = (await aws(`describe-service-deployments --service-deployment-arns ${arn}`)) as {
    serviceDeployments: Answer[]
  }
  return answer.serviceDeployments[0] ?? {}
}

/** The id of the waiting hook as the sandbox has it, for a CLI whose model has no lifecycleHookDetails. */
function hookId(): string {
  const web = bench.sandbox.world().regions.get('us-west-2')?.clusters.get('demo')?.services.get('web')
  return web?.serviceDeployments[0]?.lifecycle?.hooks[0]?.id ?? ''
}

if (!hasAwsCli) skipLoudly('the AWS CLI is not on PATH (pip install awscli)')
else {
  beforeAll(async () => {
    const canary = strategy('CANARY', {
      lifecycleHooks: [pauseHook('POST_TEST_TRAFFIC_SHIFT'), lambdaHook('POST_SCALE_UP')],
      alarms: { alarmNames: ['errors'], enable: true, rollback: true },
      canaryConfiguration: { canaryPercent: 12.5, canaryBakeTimeInMinutes: 5 }
    })
    bench = await startBench(scenarioWith(canary))
    await bench.update({ taskDefinition: 'web:2' })
    bench.after(100)
  })
  afterAll(() => bench.end())

  test('the AWS CLI reads a paused canary, continues it and stops it', async () => {
    const service = (await aws('describe-services --cluster demo --services web')) as {
      services: Answer[]
    }
    expect(service.services[0]).toMatchObject({
      runningCount: 4,
      deploymentConfiguration: {
        strategy: 'CANARY',
        bakeTimeInMinutes: 1,
        canaryConfiguration: { canaryPercent: 12.5, canaryBakeTimeInMinutes: 5 }
      },
      deployments: [
        { status: 'PRIMARY', rolloutState: 'IN_PROGRESS', runningCount: 2 },
        { status: 'ACTIVE', rolloutState: 'COMPLETED', runningCount: 2 }
      ]
    })
    const { serviceDeploymentArn: arn, status } = await listed()
    expect(status).toBe('IN_PROGRESS')
    const paused = await described(arn)
    expect(paused).toMatchObject({
      lifecycleStage: 'POST_TEST_TRAFFIC_SHIFT',
      alarms: { status: 'MONITORING', alarmNames: ['errors'] }
    })
    if (paused['lifecycleHookDetails'])
      expect(paused['lifecycleHookDetails']).toMatchObject([{ hookId: hookId(), status: 'AWAITING_ACTION' }])

    if (await knows('continue-service-deployment')) {
      const go = await aws(
        `continue-service-deployment --service-deployment-arn ${arn} --hook-id ${hookId()}`
      )
      expect(go).toEqual({ serviceDeploymentArn: arn })
      bench.after(30)
      const shifted = await described(arn)
      expect(shifted['lifecycleStage']).toBe('PRODUCTION_TRAFFIC_SHIFT')
      const weight = (shifted['targetServiceRevision'] as Answer)['requestedProductionTrafficWeight']
      expect([12.5, undefined]).toContain(weight)
    }
    await aws(`stop-service-deployment --service-deployment-arn ${arn} --stop-type ROLLBACK`)
    bench.after(60)
    expect(await described(arn)).toMatchObject({
      status: 'ROLLBACK_SUCCESSFUL',
      rollback: { reason: 'Service deployment rolled back because of a user request.' }
    })
    const refused = await aws(`stop-service-deployment --service-deployment-arn ${arn}`).catch(String)
    expect(refused).toContain('ConflictException')
  })
}
