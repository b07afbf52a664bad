import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { FAULT_KINDS } from '../../sandbox/faults.ts'
import { operationsOf } from '../../sandbox/operations/index.ts'
import { DEFAULT_TIMING, SCENARIO } from '../../sandbox/scenario/scenario.ts'
import type { ServiceName } from '../../sandbox/wire/model.ts'

const page = readFileSync('docs/sandbox.md', 'utf8')

/** The rows of the page's tables whose first cell is this. */
function row(first: string): string {
  return page.split('\n').find(line => line.startsWith(`| ${first} |`)) ?? ''
}

describe('docs/sandbox.md', () => {
  test.each<[string, ServiceName]>([
    ['ECS', 'ecs'],
    ['Secrets Manager', 'secretsmanager'],
    ['Parameter Store', 'ssm'],
    ['IAM', 'iam'],
    ['CloudWatch Logs', 'logs'],
    ['Elastic Load Balancing', 'elasticloadbalancing'],
    ['STS', 'sts'],
    ['ECR', 'ecr'],
    ['EventBridge', 'events'],
    ['Scheduler', 'scheduler'],
    ['S3', 's3'],
    ['CodeDeploy', 'codedeploy']
  ])('lists exactly the operations of %s', (title, service) => {
    const listed = row(title).split('|')[2]?.match(/\w+/g) ?? []
    expect(new Set(listed)).toEqual(new Set(Object.keys(operationsOf(service))))
  })

  test('names every fault kind, every timing and every key of a scenario', () => {
    const keys = Object.keys(SCENARIO.keys)
    expect(keys).toContain('callers')
    for (const name of [...FAULT_KINDS, ...Object.keys(DEFAULT_TIMING), ...keys])
      expect(page).toContain(`\`${name}\``)
  })

  test('names every admin call', () => {
    const routes =
      readFileSync('sandbox/admin.ts', 'utf8').match(/'(GET|POST|DELETE) \/_sandbox\/\w+'/g) ?? []
    expect(routes.length).toBeGreaterThan(8)
    for (const route of routes) expect(page).toContain((route.split(' ')[1] ?? '').slice(0, -1))
  })
})

test('the sandbox imports nothing of src/, and no package but its model and a YAML reader', () => {
  const files = readdirSync('sandbox', { recursive: true, encoding: 'utf8' }).filter(file =>
    /\.(ts|mjs)$/.test(file)
  )
  const imports = files.flatMap(file =>
    [...readFileSync(`sandbox/${file}`, 'utf8').matchAll(/(?:from|import) '([^']+)'/g)].map(
      match => match[1] ?? ''
    )
  )
  expect(imports.length).toBeGreaterThan(100)
  expect(imports.filter(name => name.includes('/src/'))).toEqual([])
  const packages = imports.filter(name => !name.startsWith('.') && !name.startsWith('node:'))
  expect([...new Set(packages)].filter(name => !name.startsWith('@aws-sdk/client-'))).toEqual(['yaml'])
})
