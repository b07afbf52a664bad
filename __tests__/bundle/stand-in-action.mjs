// A stand-in for another deploy action, to test `npm run bench -- --peer`: it waits like the SDK's waiter until there
// is one deployment with the desired number of tasks, and then checks whether its deployment still exists. It was
// written for this test and represents no product; its inputs have the names of AWS's deploy action.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import {
  DescribeServicesCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
  waitUntilServicesStable
} from '@aws-sdk/client-ecs'

const input = name => process.env[`INPUT_${name.toUpperCase()}`] ?? ''

try {
  await deploy()
} catch (error) {
  console.log(`::error::${error.message}`)
  process.exitCode = 1
}

async function deploy() {
  const client = new ECSClient({})
  const [cluster, service] = [input('cluster'), input('service')]
  const definition = JSON.parse(readFileSync(resolve(input('task-definition')), 'utf8'))
  const { taskDefinition } = await client.send(new RegisterTaskDefinitionCommand(definition))
  const forceNewDeployment = input('force-new-deployment') === 'true'
  const request = { cluster, service, taskDefinition: taskDefinition.taskDefinitionArn, forceNewDeployment }
  const updated = await client.send(new UpdateServiceCommand(request))
  const mine = updated.service.deployments.find(({ status }) => status === 'PRIMARY')
  if (input('wait-for-service-stability') !== 'true') return
  const maxWaitTime = Number(input('wait-for-minutes')) * 60
  await waitUntilServicesStable({ client, minDelay: 15, maxWaitTime }, { cluster, services: [service] })
  const { services } = await client.send(new DescribeServicesCommand({ cluster, services: [service] }))
  const still = services[0].deployments.find(({ id }) => id === mine.id)
  if (!still || still.rolloutState === 'FAILED')
    throw new Error('The deployment was most likely rolled back.')
}
