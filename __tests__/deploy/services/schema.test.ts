import { expect, test } from '@jest/globals'
import {
  answerOnlyMembers,
  fixedMembers,
  serviceStructures
} from '../../../src/deploy/services/service-schema.generated.ts'

/** The structures that the fields of these structures name. */
const named = Object.values(serviceStructures)
  .flatMap(fields => fields.split(' ').flatMap(field => field.split(':')[1] ?? []))
  .map(type => type.replace(/^[[{]+/, ''))
  .filter(type => !['s', 'n', 'b', 't', 'd'].includes(type))

test('the schema of services names only structures that it has', () => {
  expect(named.filter(name => !Object.hasOwn(serviceStructures, name))).toEqual([])
  expect(named).toContain('ServiceConnectConfiguration')
})

test('it knows what only an answer has, and what an update takes', () => {
  expect(answerOnlyMembers).toEqual(
    expect.arrayContaining(['serviceArn', 'deployments', 'events', 'roleArn'])
  )
  expect(answerOnlyMembers).not.toContain('desiredCount')
  expect(fixedMembers).toContain('launchType')
  expect(fixedMembers.filter(name => ['networkConfiguration', 'propagateTags'].includes(name))).toEqual([])
})
