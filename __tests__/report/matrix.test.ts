import { expect, test } from '@jest/globals'
import { withWaves } from '../../src/deploy/comparison/decide.ts'
import { matrixOf } from '../../src/report/plan/plan-json.ts'
import { aPlan } from './rollouts.ts'

const target = [{ account: '111111111111', region: 'us-west-2', clusters: ['main'] }]
const services = aPlan(['web', 'api', 'job']).services

const planOf = (order: readonly (readonly string[])[], more: object = {}) => ({
  definitions: [],
  services: withWaves(
    services.map(one => ({ ...one, ...more })),
    order
  )
})
const rows = (plan: ReturnType<typeof planOf>) =>
  matrixOf(plan, target).include.map(({ wave, service }) => `${wave} ${service}`)

test('without an order all are one job; in waves each wave is one', () => {
  expect(rows(planOf([]))).toEqual(['1 web,api,job'])
  expect(rows(planOf([['job'], ['web']]))).toEqual(['1 job', '2 web', '3 api'])
})

test('a row has all that a job needs to know', () => {
  const [first] = matrixOf(planOf([]), target).include
  expect(first).toEqual({
    account: '111111111111',
    region: services[0]?.site.region,
    cluster: services[0]?.site.cluster,
    wave: 1,
    service: 'web,api,job'
  })
})

test('what is unchanged is in no job', () => {
  expect(rows(planOf([], { action: { kind: 'unchanged' } }))).toEqual([])
})

test('which of two accounts of one region it is, nobody guesses', () => {
  const two = [...target, { account: '222222222222', region: 'us-west-2', clusters: [] }]
  expect(matrixOf(planOf([]), two).include[0]).not.toHaveProperty('account')
})
