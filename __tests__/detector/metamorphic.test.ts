import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { stringify } from 'yaml'
import { detect } from '../../src/detector/detect.ts'
import { runsOf } from '../sample.ts'
import { documentOf } from './documents.ts'

type Container = Record<string, unknown> & { readonly name: string }
type Definition = { readonly family: string; readonly containerDefinitions: readonly Container[] }

const NAMES = [
  'DB_PASSWORD',
  'API_KEY',
  'DATABASE_URL',
  'SETTINGS',
  'LOG_LEVEL',
  'STRIPE_KEY',
  'AWS_ACCESS_KEY_ID'
]
const hole = ['$', '{X}'].join('')
const body = fc.stringMatching(/^[a-zA-Z0-9]{6,24}$/)
const values = fc.oneof(
  body,
  fc.constantFrom(
    'info',
    '5432',
    'changeme',
    '',
    hole,
    'db.internal',
    'arn:aws:ssm:us-west-2:123456789012:parameter/x'
  ),
  body.map(text => `postgres://app:${text}@db/app`),
  body.map(text => JSON.stringify({ user: 'app', password: text })),
  body.map(text => `a=1,password=${text}`),
  body.map(text => `line one\n# two\npassword: ${text}`),
  body.map(text => hole.replace('}', `:-${text}}`))
)
const words = fc.oneof(
  fc.constantFrom('sh', '-c', 'curl', '-u', '--token', '--port', '8080', 'redis-cli', '-a'),
  body,
  body.map(text => `--password=${text}`),
  body.map(text => `export DB_PASSWORD='${text}' && run`)
)
const container = fc.record({
  environment: fc.uniqueArray(fc.record({ name: fc.constantFrom(...NAMES), value: values }), {
    selector: ({ name }) => name,
    maxLength: 5
  }),
  secrets: fc.array(fc.record({ name: fc.constantFrom(...NAMES), valueFrom: values }), { maxLength: 2 }),
  command: fc.array(words, { maxLength: 5 }),
  dockerLabels: fc.dictionary(fc.constantFrom('note', 'app.password', 'token'), values, { maxKeys: 3 }),
  options: fc.dictionary(fc.constantFrom('apikey', 'tag', 'Header'), values, { maxKeys: 3 })
})
const definitions: fc.Arbitrary<Definition> = fc
  .array(container, { minLength: 1, maxLength: 3 })
  .map(list => ({
    family: 'app',
    containerDefinitions: list.map(({ options, ...rest }, index) => ({
      name: `container-${index}`,
      image: 'app:1',
      ...rest,
      logConfiguration: { logDriver: 'awsfirelens', options }
    }))
  }))

/** keysOf gives rule, level and name of the findings, each with where in its container it stands, in one order. */
async function keysOf(text: string, file: string): Promise<readonly string[]> {
  const findings = detect(await documentOf(text, file))
  return findings
    .map(({ rule, level, name, container, pointer }) => {
      const inside = pointer.replace(
        /^.*?(?=\/(?:environment|secrets|command|dockerLabels|logConfiguration)\b)/i,
        ''
      )
      // The order of environment and secrets means nothing; that of words does.
      const place = /^\/(?:environment|secrets)/i.test(inside) ? inside.replace(/\/\d+\//, '/') : inside
      return `${rule} ${level} ${name} ${container?.split('-').at(-1)} ${place.toLowerCase()}`
    })
    .sort()
}

const pretty = (definition: unknown) => JSON.stringify(definition, null, 2)

/** Every member of every object, and every variable and secret, in the opposite order. */
function reversed(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) {
    const items = value.map(item => reversed(item))
    return key === 'environment' || key === 'secrets' ? items.reverse() : items
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, inner]) => [name, reversed(inner, name)])
  )
}

const asIs = (definition: Definition) => definition
const renamed = (definition: Definition) => ({
  ...definition,
  family: 'another',
  containerDefinitions: definition.containerDefinitions.map(each => ({ ...each, name: `other-${each.name}` }))
})

const WAYS: readonly (readonly [string, string, (definition: Definition) => string])[] = [
  ['one line', 'app.json', definition => JSON.stringify(asIs(definition))],
  [
    'tabs and Windows line ends',
    'app.json',
    definition => JSON.stringify(definition, null, '\t').replaceAll('\n', '\r\n')
  ],
  ['YAML', 'app.yml', definition => stringify(definition)],
  [
    'YAML in flow style',
    'app.yaml',
    definition => stringify(definition, { collectionStyle: 'flow', lineWidth: 0 })
  ],
  ['another order', 'app.json', definition => pretty(reversed(definition))],
  ['a wrapper', 'app.json', definition => pretty({ taskDefinition: definition, tags: [] })],
  ['a list of containers', 'app.json', definition => pretty(definition.containerDefinitions)],
  [
    'a CloudFormation resource',
    'app.json',
    definition =>
      pretty({ Resources: { Task: { Type: 'AWS::ECS::TaskDefinition', Properties: definition } } })
  ],
  ['other names of containers and family', 'app.json', definition => pretty(renamed(definition))],
  [
    'characters as escapes',
    'app.json',
    definition => pretty(definition).replace(/(?<=": "[^"\\]*)[a-z](?=[^"\\]*")/g, escaped)
  ]
]

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

describe('the same definition in another form has the same findings', () => {
  it.each(WAYS)('%s', async (_, file, write) => {
    await fc.assert(
      fc.asyncProperty(definitions, async definition => {
        expect(await keysOf(write(definition), file)).toEqual(await keysOf(pretty(definition), 'app.json'))
      }),
      { numRuns: runsOf({ few: 15, all: 60 }), seed: 31 }
    )
  })

  it('is a test that has findings of many rules to compare', async () => {
    const rules = new Set<string>()
    for (const definition of fc.sample(definitions, { numRuns: runsOf({ few: 25, all: 100 }), seed: 31 })) {
      for (const key of await keysOf(pretty(definition), 'app.json')) rules.add(key.split(' ')[0] as string)
    }
    expect(rules.size).toBeGreaterThanOrEqual(8)
  })
})
