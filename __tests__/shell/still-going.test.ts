import { expect, test } from '@jest/globals'
import type { ServiceResult } from '../../src/rollout/outcome.ts'
import { stillGoing } from '../../src/shell/still-going.ts'

const result = (service: string, more: Partial<ServiceResult> = {}): ServiceResult => ({
  service,
  cluster: 'arn:aws:ecs:us-west-2:123456789012:cluster/shop',
  region: 'us-west-2',
  outcome: 'cancelled',
  reason: 'x',
  ...more
})

test('what goes on is named by cluster, with the command that looks at it', () => {
  expect(
    stillGoing([
      result('web'),
      result('api', { outcome: 'succeeded' }),
      result('mailer'),
      result('jobs', { cluster: 'batch', region: 'us-east-1' })
    ])
  ).toEqual([
    'Interrupted. Still in progress in ECS: web, mailer.',
    '  ecs-sealed-deploy status --cluster shop --aws-region us-west-2 --service web,mailer',
    'Interrupted. Still in progress in ECS: jobs.',
    '  ecs-sealed-deploy status --cluster batch --aws-region us-east-1 --service jobs'
  ])
})

test('of very many the number is told', () => {
  expect(stillGoing(Array.from({ length: 200 }, (_, index) => result(`s${index}`)))).toEqual([
    'Interrupted. Still in progress in ECS: 200 services.',
    '  ecs-sealed-deploy status --cluster shop --aws-region us-west-2'
  ])
})

test('nothing where all has ended', () => {
  expect(
    stillGoing([result('web', { outcome: 'failed' }), result('api', { outcome: 'not-started' })])
  ).toEqual([])
})
