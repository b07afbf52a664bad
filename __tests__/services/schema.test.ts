import { describe, expect, test } from '@jest/globals'
import { memberWords, requiredMembers } from '../../src/services/check-members.ts'
import { serviceSchema } from '../../src/services/prepare-service.ts'
import { answerOnlyMembers } from '../../src/services/service-schema.generated.ts'
import { settingsStructures } from '../../src/services/settings-schema.generated.ts'
import { schemaReader } from '../../src/template/schema.ts'

const { structures } = serviceSchema()
const fieldsOf = schemaReader(structures)

/** The structures that the fields of these structures name. */
const named = (all: Readonly<Record<string, string>>) =>
  Object.values(all)
    .flatMap(fields => fields.split(' ').flatMap(field => field.split(':')[1] ?? []))
    .map(type => type.replace(/^[[{]+/, ''))
    .filter(type => !['s', 'n', 'b', 't', 'd'].includes(type))

describe('the schemas of services', () => {
  test('name only structures that they have', () => {
    expect(named(structures).filter(name => !Object.hasOwn(structures, name))).toEqual([])
    expect(named(settingsStructures).filter(name => !Object.hasOwn(settingsStructures, name))).toEqual([])
    expect(named(structures)).toContain('ServiceConnectConfiguration')
  })

  test('know what only an answer has', () => {
    expect(answerOnlyMembers).toEqual(
      expect.arrayContaining(['serviceArn', 'deployments', 'events', 'roleArn'])
    )
    expect(answerOnlyMembers).not.toContain('desiredCount')
  })

  test.each(Object.entries(requiredMembers))(
    '%s has the members that it cannot be without',
    (name, members) => {
      expect(members.filter(member => !fieldsOf(name).has(member))).toEqual([])
    }
  )

  test.each(Object.keys(memberWords))('%s is a member that takes a text', path => {
    const [structure = '', member = ''] = path.split('.')
    expect(fieldsOf(structure).get(member)).toBe('s')
  })
})
