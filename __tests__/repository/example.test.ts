import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { services, writePlaintextForm } from '../../examples/ops-pipeline/plaintext.mjs'

type Definition = {
  readonly family: string
  readonly executionRoleArn: string
  readonly taskRoleArn: string
  readonly containerDefinitions: readonly {
    readonly image: string
    readonly environment: readonly { readonly name: string; readonly value: string }[]
    readonly secrets?: readonly { readonly name: string; readonly valueFrom: string }[]
  }[]
}

const example = join(import.meta.dirname, '../../examples/ops-pipeline')
const folder = mkdtempSync(join(tmpdir(), 'example-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Definition
const secretNames = ['ALPACA_API_KEY', 'ALPACA_API_SECRET', 'DB_PASSWORD']

describe('the clean form', () => {
  test('is eight services, each named like its file', () => {
    expect(services).toHaveLength(8)
    for (const service of services) {
      expect(read(join(example, `deploy/${service}-task-definition.json`)).family).toBe(service)
    }
  })

  test.each(services)('%s takes its three credentials by reference, with roles kept apart', service => {
    const definition = read(join(example, `deploy/${service}-task-definition.json`))
    const [main] = definition.containerDefinitions
    expect(main?.secrets?.map(({ name }) => name)).toEqual(secretNames)
    expect(
      main?.secrets?.every(({ valueFrom }) => valueFrom.startsWith('secretsmanager:ops-pipeline/'))
    ).toBe(true)
    expect(main?.environment.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['ALPACA_BASE_URL', 'DB_HOST'])
    )
    expect(definition.executionRoleArn).not.toBe(definition.taskRoleArn)
  })

  test('is what the workflow for one service offers', () => {
    const workflow = readFileSync(join(example, 'workflows/deploy-one-service.yml'), 'utf8')
    const offered = [...workflow.matchAll(/^ {10}- (\S+)$/gm)].map(([, name]) => name)
    expect(offered).toEqual(services)
  })
})

describe('the plaintext form', () => {
  const { files, values } = writePlaintextForm(join(folder, 'a'), { seed: 1 })

  test('has the three credentials as plain values in each of eight files, 24 in all', () => {
    const found = files.flatMap(file =>
      read(file).containerDefinitions.flatMap(container =>
        container.environment
          .filter(({ name, value }) =>
            Object.entries(values).some(([known, secret]) => known === name && secret === value)
          )
          .map(({ name }) => name)
      )
    )
    expect(found).toEqual(files.flatMap(() => secretNames))
    expect(files).toHaveLength(8)
  })

  test('has no reference and no expression left', () => {
    for (const file of files)
      expect(readFileSync(file, 'utf8')).not.toMatch(/\$\{\{|valueFrom|secretsmanager/)
  })

  test('has values of the shapes that the story tells of', () => {
    expect(values.ALPACA_API_KEY).toMatch(/^PK[A-Z0-9]{18}$/)
    expect(values.ALPACA_API_SECRET).toMatch(/^[A-Za-z0-9]{40}$/)
    expect(values.DB_PASSWORD).toMatch(/^[A-Z][a-z]+\d{4}!$/)
  })

  test('is the same for the same seed and another for another', () => {
    expect(writePlaintextForm(join(folder, 'b'), { seed: 1 }).values).toEqual(values)
    expect(writePlaintextForm(join(folder, 'c'), { seed: 2 }).values).not.toEqual(values)
  })

  test('is nowhere in the example as committed', () => {
    const committed = readdirSync(example, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
      .join('\n')
    for (const value of Object.values(values)) expect(committed).not.toContain(value)
  })
})

test("the README's policies are those that the scenario gives, so that the demo proves them enough", () => {
  const page = readFileSync(join(example, 'README.md'), 'utf8')
  const policies = [...page.matchAll(/```json\n([\s\S]*?)```/g)]
    .map(([, block]) => block as string)
    .filter(block => block.includes('"Statement"'))
    .map(block => JSON.parse(block) as object)
  const scenario = parse(readFileSync(join(example, 'scenario.yml'), 'utf8')) as {
    callers: { demo: { policy: object } }
    roles: readonly { policies: { 'read-secrets': object } }[]
  }
  expect(policies).toHaveLength(2)
  expect(policies[1]).toEqual(scenario.callers.demo.policy)
  const secret = /^\$\{secret:(.*)\}$/
  const written = JSON.stringify(scenario.roles[0]?.policies['read-secrets'], (_key, value: unknown) =>
    typeof value === 'string'
      ? value.replace(secret, 'arn:aws:secretsmanager:us-west-2:123456789012:secret:$1-??????')
      : value
  )
  expect(policies[0]).toEqual(JSON.parse(written))
})
