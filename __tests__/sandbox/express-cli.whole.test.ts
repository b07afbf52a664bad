import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { skipLoudly } from '../skips.ts'
import { awsCli, hasAwsCli } from './aws-cli.ts'
import { expressScenario } from './express.ts'
import { type Bench, outline, startBench } from './world.ts'

let bench: Bench

const serviceArn = 'arn:aws:ecs:us-west-2:123456789012:service/demo/web'

/** The CLI's model (botocore 1.43.11 here) has no taskDefinitionArn yet. */
if (!hasAwsCli) skipLoudly('the AWS CLI is not on PATH (pip install awscli)')
else {
  beforeAll(async () => {
    bench = await startBench(expressScenario({ taskDefinition: 'web:2' }))
  })
  afterAll(() => bench.end())

  const aws = (command: string) => awsCli(bench.sandbox.url)(`ecs ${command}`)

  test('the AWS CLI reads an Express service, and its update drops what a primary container does not name', async () => {
    const before = await aws(`describe-express-gateway-service --service-arn ${serviceArn} --include TAGS`)
    expect(before).toMatchObject({
      service: { serviceName: 'web', activeConfigurations: [{ primaryContainer: { image: 'demo/web:2' } }] }
    })
    const primary = '{"image":"demo/web:3","containerPort":8080}'
    const after = await aws(
      `update-express-gateway-service --service-arn ${serviceArn} --primary-container ${primary}`
    )
    expect(after).toMatchObject({
      service: { targetConfiguration: { primaryContainer: { image: 'demo/web:3' } } }
    })
    bench.after(900)
    const service = await bench.service()
    expect(outline(service)).toEqual(['PRIMARY COMPLETED web:3 running 2 failed 0'])
    const described = await aws('describe-task-definition --task-definition web:3')
    expect(described).toMatchObject({ taskDefinition: { containerDefinitions: [{ name: 'Main' }] } })
  })

  test('the AWS CLI creates one', async () => {
    const role = 'arn:aws:iam::123456789012:role/infrastructure'
    const made = await aws(
      `create-express-gateway-service --cluster demo --service-name shop --infrastructure-role-arn ${role} --execution-role-arn ${role} --primary-container {"image":"demo/shop:1"}`
    )
    expect(made).toMatchObject({ service: { serviceName: 'shop', activeConfigurations: [{ cpu: '256' }] } })
  })
}
