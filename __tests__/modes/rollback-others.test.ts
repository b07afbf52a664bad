import { expect, test } from '@jest/globals'
import { withOthers } from '../../src/deploying/again/free-services.ts'
import type { Problem } from '../../src/errors.ts'

const site = { cluster: 'demo', region: 'us-west-2' }
const named = ['web', 'api', 'jobs'].map(service => ({ service, site }))
const of = (service?: string): Problem => ({
  code: 'no-way-back',
  fault: 'user',
  message: 'there is none.',
  hint: 'Name one.',
  ...(service === undefined ? {} : { service })
})
const hints = (problems: readonly Problem[]) => withOthers(problems, named).map(({ hint }) => hint)

test('a service without a target names how to roll back the others, once', () => {
  expect(hints([of('web')])).toEqual([
    'Nothing was rolled back. To roll back api, jobs alone, set the input "service" to api,jobs. Name one.'
  ])
  expect(hints([of('web'), of('jobs')])).toEqual([
    'Nothing was rolled back. To roll back api alone, set the input "service" to api. Name one.',
    'Name one.'
  ])
})

test('there is no such advice if all services are concerned, or the run as a whole', () => {
  expect(hints([of('web'), of('api'), of('jobs')])).toEqual(Array(3).fill('Name one.'))
  expect(hints([of('web'), of()])).toEqual(['Name one.', 'Name one.'])
  expect(hints([])).toEqual([])
})
