import { expect, test } from '@jest/globals'
import { connectAws } from '../../src/aws/connect.ts'
import { AwsError } from '../../src/aws/error.ts'
import { LateGate } from '../../src/gate/late-gate.ts'
import { type Answer, endpointsOfTests, refuse, virtualClock } from './endpoint.ts'

const serve = endpointsOfTests()

const secret = ['Sup3r', 'Secret', 'Pw99'].join('')

async function connected(answer: Answer) {
  const endpoint = await serve(() => answer)
  const gate = new LateGate()
  gate.know([secret])
  const told: number[] = []
  const meanwhile = () => told.push(endpoint.requests.length)
  const own = { region: 'us-west-2', environment: process.env, clock: virtualClock(), gate, meanwhile }
  return { ...connectAws(own), gate, told }
}

test('a gate that is not loaded yet hears the first answer, and each of those that are waited for together', async () => {
  const body = {
    taskDefinition: {
      taskDefinitionArn: `arn:${secret}`,
      family: 'f',
      revision: 1,
      containerDefinitions: [{}]
    }
  }
  const { ecs, gate, told } = await connected({ kind: 'json', body })
  await Promise.all([ecs.describeTaskDefinition('f'), ecs.describeTaskDefinition('f')])
  expect(gate.shown(`got ${secret}`)).toBe('got ***')
  expect(told).toHaveLength(2)
})

test('it hears a refusal too', async () => {
  const { ecs } = await connected(refuse('ValidationException', `bad: ${secret}`))
  const failure = await ecs.describeTaskDefinition('f').catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(AwsError)
  expect((failure as AwsError).message).toBe('bad: ***')
})

test('what can be loaded meanwhile is told of before the answer is there', async () => {
  const { ecs, told } = await connected({
    kind: 'json',
    body: { taskDefinition: { family: 'f', revision: 1 } }
  })
  let answered = false
  const call = ecs.describeTaskDefinition('f').finally(() => {
    answered = true
  })
  while (told.length === 0) await new Promise(resolve => setImmediate(resolve))
  expect(answered).toBe(false)
  await call.catch(() => {})
})
