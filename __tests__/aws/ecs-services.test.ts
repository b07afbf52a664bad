import { describe, expect, test } from '@jest/globals'
import type { JsonObject } from '../../src/json.ts'
import type { CreateServiceRequest } from '../../src/rollout/ports.ts'
import { type Answer, type Captured, connected, endpointsOfTests, refuse, virtualClock } from './endpoint.ts'

const serve = endpointsOfTests()

async function ecsAgainst(respond: (request: Captured, earlier: number) => Answer) {
  const endpoint = await serve(respond)
  const clock = virtualClock()
  const { ecs } = connected({ clock })
  return { ecs, requests: endpoint.requests }
}

const service = {
  serviceName: 'api',
  serviceArn: 'arn:aws:ecs:us-west-2:123456789012:service/demo/api',
  status: 'ACTIVE',
  futureMember: { kept: [1] },
  deployments: [{ id: 'ecs-svc/1', status: 'PRIMARY', taskDefinition: 'api:1', futureMember: true }]
}
const answer = (): Answer => ({ kind: 'json', body: { service } })

// members that no SDK knows at two depths, numbers with a fraction, a free document, an empty list, null
const members = {
  futureTop: { a: null },
  deploymentConfiguration: {
    strategy: 'LINEAR',
    linearConfiguration: { stepPercent: 3.3, futureStep: 'x' },
    lifecycleHooks: [{ hookDetails: { any: [1.5, { deep: null }] }, futureHook: [] }]
  },
  capacityProviderStrategy: []
} as unknown as JsonObject

describe('UpdateService', () => {
  test('sends more members as they stand, and keeps every member of the answer', async () => {
    const { ecs, requests } = await ecsAgainst(answer)
    const state = await ecs.updateService({
      cluster: 'demo',
      service: 'api',
      taskDefinition: 'api:1',
      members
    })
    expect(requests[0]?.text).toBe(
      JSON.stringify({ ...members, cluster: 'demo', service: 'api', taskDefinition: 'api:1' })
    )
    expect(requests[0]?.headers['content-length']).toBe(String(Buffer.byteLength(requests[0]?.text ?? '')))
    expect(state.raw).toEqual(service)
  })

  test('is not led astray by members of the same name', async () => {
    const { ecs, requests } = await ecsAgainst(answer)
    await ecs.updateService({
      cluster: 'demo',
      service: 'api',
      taskDefinition: 'api:1',
      desiredCount: 2,
      members: { service: 'other', cluster: 'other', desiredCount: 9 }
    })
    expect(JSON.parse(requests[0]?.text ?? '')).toEqual({
      cluster: 'demo',
      service: 'api',
      taskDefinition: 'api:1',
      desiredCount: 2
    })
  })
})

describe('CreateService', () => {
  const request = {
    ...members,
    cluster: 'demo',
    serviceName: 'api',
    taskDefinition: 'api:1',
    clientToken: 'token'
  } as CreateServiceRequest

  test('sends the request as it stands, and keeps every member of the answer', async () => {
    const { ecs, requests } = await ecsAgainst(answer)
    const state = await ecs.createService(request)
    expect(requests.map(({ operation, text }) => [operation, text])).toEqual([
      ['CreateService', JSON.stringify(request)]
    ])
    expect(state).toMatchObject({ service: 'api', deployments: [{ id: 'ecs-svc/1' }], raw: service })
  })

  test('is repeated where ECS certainly did nothing, and nowhere else', async () => {
    const throttled = await ecsAgainst((_request, earlier) =>
      earlier === 0 ? refuse('ThrottlingException', 'Rate exceeded') : answer()
    )
    await throttled.ecs.createService(request)
    expect(throttled.requests).toHaveLength(2)
    const lost = await ecsAgainst(() => ({ kind: 'reset' }))
    await expect(lost.ecs.createService(request)).rejects.toMatchObject({ kind: 'lost' })
    expect(lost.requests).toHaveLength(1)
  })

  test('an answer without a service is no answer', async () => {
    const { ecs } = await ecsAgainst(() => ({ kind: 'json', body: {} }))
    await expect(ecs.createService(request)).rejects.toMatchObject({
      kind: 'lost',
      operation: 'ecs:CreateService'
    })
  })

  test('a refusal does not repeat what hook details hold', async () => {
    const value = ['hook', 'detail', 'value'].join('-')
    const { ecs } = await ecsAgainst(() => refuse('InvalidParameterException', `bad detail ${value}`))
    const hook = { hookTargetArn: 'arn:x', hookDetails: { token: value } }
    const call = ecs.createService({ ...request, deploymentConfiguration: { lifecycleHooks: [hook] } })
    await expect(call).rejects.toMatchObject({ kind: 'refused', message: 'bad detail [17 characters]' })
  })
})
