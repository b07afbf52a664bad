import { execFileSync } from 'node:child_process'
import { describe, expect, test } from '@jest/globals'
import { isKnownMember, schemaReader } from '../../src/template/conform.ts'
import { describeOnlyMembers, ecsStructures } from '../../src/template/ecs-schema.generated.ts'

describe('the generated schema', () => {
  test('is what the installed SDK says', () => {
    expect(() =>
      execFileSync(process.execPath, ['scripts/generate-ecs-schema.mjs', '--check'], { stdio: 'pipe' })
    ).not.toThrow()
  })

  test('names only structures that it has', () => {
    const types = Object.values(ecsStructures).flatMap(fields =>
      fields.split(' ').flatMap(field => field.split(':')[1] ?? [])
    )
    const names = types
      .map(type => type.replace(/^[[{]+/, ''))
      .filter(type => !['s', 'n', 'b', 't'].includes(type))
    expect(names.filter(name => !(name in ecsStructures))).toEqual([])
    expect(names).toContain('ContainerDefinition')
  })

  test('knows what only an answer has', () => {
    expect(describeOnlyMembers).toEqual(
      expect.arrayContaining(['taskDefinitionArn', 'revision', 'registeredAt', 'compatibilities'])
    )
    expect(describeOnlyMembers).not.toContain('family')
  })

  test('gives fields with their types', () => {
    const fields = schemaReader()('PortMapping')
    expect(fields.get('containerPort')).toBe('n')
    expect(fields.get('protocol')).toBe('s')
    expect(fields.get('toString')).toBeUndefined()
  })
})

test.each([
  [['family'], true],
  [['containerDefinitions', 'environment', 'value'], true],
  [['containerDefinitions', 'logConfiguration', 'options', 'awslogs-group'], true],
  [['containerDefinitions', 'dockerLabels', 'anything'], true],
  [['containerDefinitions', 'command'], true],
  [['containerDefinitions', 'imagee'], false],
  [['constructor'], false],
  [['family', 'x'], false],
  [['containerDefinitions', 'dockerLabels', 'anything', 'deeper'], false]
])('isKnownMember(%j) is %s', (path, known) => {
  expect(isKnownMember(path)).toBe(known)
})
