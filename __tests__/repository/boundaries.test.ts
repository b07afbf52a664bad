import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { checkBoundaries, moduleOf, modules } from './boundaries.ts'
import { importsOf, withoutComments } from './imports.ts'

const src = join(import.meta.dirname, '../../src')

function sourcesOfTheProject(): Map<string, string> {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'))
  return new Map(files.map(file => [file.replaceAll('\\', '/'), readFileSync(join(src, file), 'utf8')]))
}

describe('src/', () => {
  const sources = sourcesOfTheProject()

  test('keeps the boundaries', () => {
    expect(sources.size).toBeGreaterThan(5)
    expect(checkBoundaries(sources)).toEqual([])
  })

  test('has no module that the matrix does not know', () => {
    expect([...new Set([...sources.keys()].map(moduleOf))].filter(module => !(module in modules))).toEqual([])
  })

  test('has no default export and no file over 300 lines of code', () => {
    const bad = [...sources].filter(
      ([file, text]) =>
        /^export default\b/m.test(text) ||
        (!file.endsWith('.generated.ts') &&
          withoutComments(text)
            .split('\n')
            .filter(line => line.trim() !== '').length > 300)
    )
    expect(bad.map(([file]) => file)).toEqual([])
  })

  test.each(['index.ts', 'modes/check.ts'])('%s loads no package for YAML, AWS or GitHub at once', entry => {
    const packages = new Set<string>()
    const reached = new Set([entry])
    for (const file of reached) {
      const atOnce = (sources.get(file) ?? '').replaceAll('import(', 'later(')
      for (const { target, typeOnly, own } of importsOf(file, atOnce))
        if (!typeOnly) (own ? reached : packages).add(target)
    }
    expect([...packages]).toContain('jsonc-parser')
    expect([...packages].filter(name => /^yaml$|^@/.test(name))).toEqual([])
  })

  test('has every module of the table in docs/architecture.md, and the table every module', () => {
    const page = readFileSync(join(src, '../docs/architecture.md'), 'utf8')
    const table = page.split('\n## The modules\n')[1]?.split('\n## ')[0] ?? ''
    const rows = table.split('\n').map(line => line.split('|')[1] ?? '')
    const named = rows.flatMap(cell =>
      [...cell.matchAll(/`src\/([a-z]+(?:\/[a-z]+)?(?:\.ts)?)\/?`/g)].map(([, module]) => module as string)
    )
    expect(named.filter(module => !existsSync(join(src, module)))).toEqual([])
    expect(
      Object.keys(modules).filter(module => moduleOf(module) === module && !named.includes(module))
    ).toEqual([])
  })
})

describe('the checker goes red', () => {
  const red: readonly (readonly [what: string, file: string, text: string, violation: string])[] = [
    [
      'a module imports one it may not',
      'detector/walk.ts',
      "import { clients } from '../aws/clients.ts'\n",
      'src/detector/walk.ts imports src/aws/clients.ts'
    ],
    [
      'only the type is imported',
      'detector/walk.ts',
      "import type {\n  Clients\n} from '../aws/clients.ts'\n",
      'src/detector/walk.ts imports src/aws/clients.ts'
    ],
    [
      'the import is late',
      'detector/walk.ts',
      "const late = await import('../aws/clients.ts')\n",
      'src/detector/walk.ts imports src/aws/clients.ts'
    ],
    [
      'something is passed on',
      'detector/walk.ts',
      "export { clients } from '../aws/clients.ts'\n",
      'src/detector/walk.ts imports src/aws/clients.ts'
    ],
    [
      'a value is taken where types are free',
      'deploy/comparison/compare.ts',
      "import { collect } from '../../secrets/collect.ts'\n",
      'src/deploy/comparison/compare.ts imports src/secrets/collect.ts'
    ],
    [
      'the AWS SDK outside src/aws',
      'modes/deploy.ts',
      "import { ECSClient } from '@aws-sdk/client-ecs'\n",
      'src/modes/deploy.ts imports @aws-sdk/client-ecs'
    ],
    [
      '@actions/core outside src/run',
      'modes/deploy.ts',
      "import * as core from '@actions/core'\n",
      'src/modes/deploy.ts imports @actions/core'
    ],
    [
      'files read outside src/files',
      'template/load.ts',
      "import { readFileSync } from 'node:fs'\n",
      'src/template/load.ts imports node:fs'
    ],
    [
      'the environment read outside src/run',
      'aws/clients.ts',
      'export const proxy = process.env\n',
      'src/aws/clients.ts touches process.env: only src/run may'
    ],
    [
      'an unknown module',
      'utils/all.ts',
      "import { a } from '../errors.ts'\n",
      'src/utils/all.ts imports src/errors.ts'
    ]
  ]

  test.each(red)('%s', (_what, file, text, violation) => {
    expect(checkBoundaries(new Map([[file, text]]))).toEqual([violation])
  })

  test('two modules lean on each other', () => {
    const sources = new Map([
      ['modes/check.ts', "import { walk } from '../aws/walk.ts'\n"],
      ['aws/walk.ts', "import { check } from '../modes/check.ts'\n"]
    ])
    expect(checkBoundaries(sources)).toEqual([
      'src/modes/check.ts imports src/aws/walk.ts',
      'src/aws/walk.ts imports src/modes/check.ts',
      'the module modes reaches itself by value imports',
      'the module aws reaches itself by value imports'
    ])
  })

  test('an import() that nobody can check', () => {
    expect(() => importsOf('aws/x.ts', 'await import(name)')).toThrow('not a plain string')
  })

  test('but not by what stands in a comment', () => {
    const text = "// import { a } from '../aws/a.ts'\n/* process.env */\nconst a = 1 // process.env\n"
    expect(checkBoundaries(new Map([['detector/walk.ts', text]]))).toEqual([])
  })

  test('and the signs of a comment hide nothing where they are part of a text', () => {
    const text =
      "const all = 'x/*'\nconst quote = /['\"`]/\nimport { a } from '../aws/a.ts'\nconst end = '*/'\n"
    expect(checkBoundaries(new Map([['detector/walk.ts', text]]))).toEqual([
      'src/detector/walk.ts imports src/aws/a.ts'
    ])
  })
})
