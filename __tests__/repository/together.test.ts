import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { operationsOf } from '../../sandbox/operations/index.ts'
import type { ServiceName } from '../../sandbox/wire/model.ts'
import { COMMANDS, MODES } from '../../src/inputs/tables/specification.ts'
import { emptyReport } from '../../src/report/report.ts'
import { withoutComments } from './imports.ts'

// What docs/architecture.md says under "What changes together", as far as no other test keeps it.

const read = (file: string) => readFileSync(file, 'utf8')
const filesIn = (folder: string, ending: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith(ending))
    .map(file => `${folder}/${file.replaceAll('\\', '/')}`)

describe('the table', () => {
  const [, section = ''] = read('docs/architecture.md').split('\n## What changes together\n')
  const rows = (section.split('\n## ')[0] ?? '').split('\n').filter(line => /^\| a/.test(line))

  test('names for each line who goes red, and that test exists', () => {
    expect(rows.length).toBeGreaterThan(8)
    for (const row of rows) {
      const keepers = [...row.matchAll(/\]\(\.\.\/(__tests__\/[\w./-]+\.ts|src\/[\w./-]+\.ts)\)/g)]
      expect({ row, keepers: keepers.length }).not.toEqual({ row, keepers: 0 })
      expect(keepers.filter(([, file]) => !existsSync(file as string))).toEqual([])
    }
  })
})

describe('a mode', () => {
  test('has one file in src/modes, and no file there is anything else', () => {
    expect(new Set(readdirSync('src/modes'))).toEqual(
      new Set([...MODES, ...COMMANDS].map(mode => `${mode}.ts`))
    )
  })

  test.each([...COMMANDS])(
    '%s, which only the command line has, stands in help, README and architecture',
    name => {
      for (const file of ['src/cli/usage.ts', 'docs/architecture.md'])
        expect(read(file)).toMatch(new RegExp(`\\b${name}\\b`))
      expect(read('README.md')).toContain(`ecs-sealed-deploy ${name}`)
    }
  )

  test.each([...MODES])('%s stands in action.yml, README, glossary and architecture', mode => {
    const [, described = ''] = /\n {2}mode:\n {4}description: (.*)\n/.exec(read('action.yml')) ?? []
    expect(described).toContain(`\`${mode}\``)
    expect(read('README.md')).toContain(`**${mode}**`)
    expect(read('docs/glossary.md')).toMatch(new RegExp(`\\| \\*\\*mode\\*\\* .*[ :]${mode}[, ]`))
    expect(read('docs/architecture.md')).toMatch(new RegExp(`\\b${mode}\\b`))
  })
})

describe('an AWS call', () => {
  const calls = [
    ...new Set(
      filesIn('src/aws', '.ts').flatMap(file =>
        [...withoutComments(read(file)).matchAll(/\b([A-Z]\w+)Command\b/g)].map(([, name]) => name as string)
      )
    )
  ]
  const services: readonly ServiceName[] = [
    ...(['ecs', 'ecr', 'secretsmanager', 'ssm', 'iam', 'sts', 'logs', 'elasticloadbalancing'] as const),
    ...(['events', 'scheduler', 'codedeploy', 's3'] as const)
  ]

  test('is played by the sandbox', () => {
    const played = new Set(services.flatMap(service => Object.keys(operationsOf(service))))
    expect(calls.length).toBeGreaterThan(40)
    expect(calls.filter(name => !played.has(name))).toEqual([])
  })

  test('has its permission on a page', () => {
    const pages = [...filesIn('docs', '.md'), ...filesIn('examples', '.md'), 'README.md'].map(read).join('\n')
    // sts:GetCallerIdentity needs none
    const free = ['GetCallerIdentity']
    // IAM has another name for some calls
    const names = Object.assign({}, ...services.map(operationsOf)) as ReturnType<typeof operationsOf>
    const actionOf = (call: string) => names[call]?.action ?? call
    expect(
      calls.filter(name => !free.includes(name) && !new RegExp(`[a-z0-9-]:${actionOf(name)}\\b`).test(pages))
    ).toEqual([])
  })
})

test('a member of the report: some surface reads it', () => {
  const surfaces = [...filesIn('src/report', '.ts'), ...filesIn('src/run', '.ts')]
    .filter(file => file !== 'src/report/report.ts')
    .map(file => withoutComments(read(file)))
    .join('\n')
  const members = [...Object.keys(emptyReport('check')), 'plan', 'migration', 'sarifFile', 'audit']
  const unread = members.filter(
    member => !new RegExp(`\\.${member}\\b|[{,]\\s*${member}\\b[^()]*\\}`).test(surfaces)
  )
  expect(unread).toEqual([])
})

test('a decision: its context, what was decided, and the consequences are sections', () => {
  const without = readdirSync('docs/decisions').filter(
    file =>
      file !== 'README.md' &&
      !/^## Context\n[\s\S]*^## Decision\n[\s\S]*^## Consequences\n/m.test(read(`docs/decisions/${file}`))
  )
  expect(without).toEqual([])
})

test('a decision: the index has it, with its title', () => {
  const index = read('docs/decisions/README.md')
  const lines = readdirSync('docs/decisions')
    .filter(file => file !== 'README.md')
    .map(file => {
      const [, number, title] = /^# (\d+)\. (.+)\n/.exec(read(`docs/decisions/${file}`)) ?? []
      expect(file.startsWith(String(number).padStart(4, '0'))).toBe(true)
      return `| ${number} | [${title}](${file}) |`
    })
  expect(lines.filter(line => !index.includes(line))).toEqual([])
  expect(index.split('\n## ')[0]?.match(/^\| \d+ \|/gm)).toHaveLength(lines.length)
  expect(lines.length).toBeLessThanOrEqual(30)
})
