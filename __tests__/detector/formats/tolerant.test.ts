import { describe, expect, test } from '@jest/globals'
import { readForCheck } from '../../../src/detector/formats/read-for-check.ts'
import { checked, notClean } from '../../check/ways.ts'
import { credentialsIn, LITERAL } from './read.ts'

const pair = (name: string, value = LITERAL) => `{"name": "${name}", "value": "${value}"}`
const leaf = '/containerDefinitions/0/environment'

describe('JSON that is none', () => {
  test.each<[string, string, string]>([
    ['a title before it', '=== deploy/app.json ===\n', '\n'],
    ['a title with a colon', 'app.json:\n', '\n'],
    ['junk after it', '', '\n}\nksdjn }]'],
    ['comments', '// a\n# b\n/* c */\n', '\n// d'],
    ['a directive around it', '{% if x %}\n', '\n{% endif %}\n'],
    ['a Helm comment before it', '{{/* all of it */}}\n', '']
  ])('%s', async (_, before, after) => {
    const text = `${before}{"containerDefinitions": [{"image": "x", "environment": [${pair('DB_PASSWORD')}]}]}${after}`
    const line = before.split('\n').length
    expect(await credentialsIn('app.json.tpl', text)).toEqual([`${line} ${leaf}/0/value DB_PASSWORD`])
  })

  test.each<[string, string, string]>([
    ['no comma between items', `${pair('A', 'b')}\n${pair('DB_PASSWORD')}`, '1/value'],
    ['commas without items', `,,${pair('DB_PASSWORD')},,`, '0/value'],
    ['a placeholder for items', `\${more}\n${pair('DB_PASSWORD')}`, '1/value'],
    ['a word for items', `MORE_VARIABLES, ${pair('DB_PASSWORD')}`, '1/value'],
    [
      'directives between items',
      `{{ range . }}${pair('A', '{{ x }}')},{{ end }}${pair('DB_PASSWORD')}`,
      '1/value'
    ],
    ['a directive of HCL', `${pair('A', 'b')}%{ if x != "" },${pair('DB_PASSWORD')}%{ endif }`, '1/value'],
    ['no comma between members', `{"name": "DB_PASSWORD" "value": "${LITERAL}"}`, '0/value'],
    [
      'quotes in a placeholder',
      `{"name": "A", "value": "\${lookup(x, "y")}"}, ${pair('DB_PASSWORD')}`,
      '1/value'
    ],
    ['names without quotes', `{name: 'DB_PASSWORD', value: '${LITERAL}'}`, '0/value'],
    ['a value without quotes', `{"name": "DB_PASSWORD", "value": ${LITERAL}}`, '0/value'],
    ['a closing bracket missing', `{"name": "DB_PASSWORD", "value": "${LITERAL}"`, '0/value'],
    ['an opening bracket missing', `"name": "DB_PASSWORD", "value": "${LITERAL}"}`, '0/value'],
    ['a closing quote missing before', `{"name": "A", "value": "b\n},\n${pair('DB_PASSWORD')}`, '1/value'],
    ['an assignment as an item', `\nDB_PASSWORD = "${LITERAL}"\nA = 1\n`, '0/DB_PASSWORD']
  ])('%s', async (_, items, pointer) => {
    const text = `{"containerDefinitions": [{"cpu": <% cpu %> "image": "x", "environment": [${items}]}], "volumes": []}`
    const found = await credentialsIn('app.json.tpl', text)
    expect(found.map(line => line.slice(line.indexOf(' ') + 1))).toEqual([`${leaf}/${pointer} DB_PASSWORD`])
  })

  test('a surplus bracket hides nothing of what follows', async () => {
    const text = `{"containerDefinitions": [{"image": "x"}]}]}, "environment": [${pair('DB_PASSWORD')}]`
    expect(await credentialsIn('app.json', text)).toHaveLength(1)
  })

  test.each(['}', '}}', ']', ']}', ')', '}]', '}]}'])(
    '%s between two variables hides nothing',
    async surplus => {
      const items = `${pair('A_PASSWORD')}${surplus}, ${pair('DB_PASSWORD')}, ${pair('C_PASSWORD')}`
      const text = `{"family": "x", "containerDefinitions": [{"image": "x", "environment": [${items}]}]}`
      expect(await checked('app.json', text)).toMatchObject({ ok: false })
    }
  )

  test.each<[string, string]>([
    [
      'a container without its closing brace',
      `{"image": "x", "environment": [${pair('A_PASSWORD')}], {"image": "y", "environment": [${pair('B_PASSWORD')}]}`
    ],
    [
      'a list without its closing bracket',
      `{"image": "x", "environment": [${pair('A_PASSWORD')}, "dockerLabels": {"B_PASSWORD": "${LITERAL}"}}`
    ],
    [
      'neither',
      `{"image": "x", "environment": [${pair('A_PASSWORD')}, {"image": "y", "environment": [${pair('B_PASSWORD')}]}`
    ],
    [
      'a list closed too early',
      `{"image": "x", "environment": [${pair('A_PASSWORD')}]}], {"image": "y", "environment": [${pair('B_PASSWORD')}]}`
    ]
  ])('%s hides nothing', async (_, containers) => {
    const found = await credentialsIn('app.json', `{"family": "x", "containerDefinitions": [${containers}]}`)
    expect(found.map(line => line.split(' ')[2])).toEqual(['A_PASSWORD', 'B_PASSWORD'])
  })

  test('a bracket that fits none of the open ones is gone over', async () => {
    const text = `[{"image": "x", "environment": [${pair('A_PASSWORD')}), ${pair('DB_PASSWORD')}]}]`
    expect((await credentialsIn('app.json', text))[1]).toBe('1 /0/environment/1/value DB_PASSWORD')
  })

  test('the start of a comment without its end hides nothing', async () => {
    const text = `{"containerDefinitions": [{"image": "x" /* , "environment": [${pair('DB_PASSWORD')}]}]}`
    expect(await credentialsIn('app.json', text)).toHaveLength(1)
  })

  test('a file of variables only, or of containers only', async () => {
    expect(await credentialsIn('env.json.tpl', `${pair('DB_PASSWORD')},\n`)).toEqual(['1 /value DB_PASSWORD'])
    expect(await credentialsIn('env.json', `[${pair('DB_PASSWORD')}]`)).toEqual(['1 /0/value DB_PASSWORD'])
    const container = `{"name": "a", "image": "x", "environment": [${pair('DB_PASSWORD')}]}`
    expect(await credentialsIn('a.json', container)).toEqual(['1 /environment/0/value DB_PASSWORD'])
    expect(await credentialsIn('a.json', `[${container}]`)).toEqual(['1 /0/environment/0/value DB_PASSWORD'])
  })

  test('a skeleton of the AWS CLI is a definition without a credential', async () => {
    const environment = [{ name: '', value: '' }]
    const skeleton = {
      family: '',
      containerDefinitions: [{ name: '', image: '', environment, command: [''] }],
      tags: null
    }
    expect(await credentialsIn('skeleton.json', JSON.stringify(skeleton))).toEqual([])
  })
})

describe('YAML that is none', () => {
  const head = 'family: {{ family }}\ncontainerDefinitions:\n'

  test.each<[string, string, string]>([
    [
      'Jinja',
      `{% for c in all %}\n  - name: {{ c.name }}\n    image: x\n    environment:\n`,
      '{% endfor %}\n'
    ],
    ['a reserved character', '  - name: @name@\n    image: x\n    environment:\n', '']
  ])('%s', async (_, before, after) => {
    const items = `    - name: DB_PASSWORD\n      value: ${LITERAL}\n    - name: A_PASSWORD\n      value: {{ password }}\n`
    expect(await notClean('app.yml', `${head}${before}${items}${after}`)).toBe(true)
  })

  test('every document of a file is read', async () => {
    const one = (name: string) =>
      `containerDefinitions:\n- image: x\n  environment:\n  - {name: ${name}, value: ${LITERAL}}\n`
    expect(
      await credentialsIn('all.yaml', `# first\n---\n${one('A_PASSWORD')}---\n${one('B_PASSWORD')}`)
    ).toEqual([`6 ${leaf}/0/value A_PASSWORD`, `11 /1${leaf}/0/value B_PASSWORD`])
  })
})

describe('what cannot be read is refused', () => {
  test.each<[string, string, string, string]>([
    ['prose', 'a.tpl', 'nothing of use\n', 'not-an-object'],
    ['an empty file', 'a.json', '', 'empty-file'],
    ['a file of zeros', 'a.json', '\0\0{"a\0', 'not-text'],
    ['brackets a hundred levels deep', 'a.tf', '['.repeat(101), 'nested-too-deep'],
    ['the same in JSON', 'a.json', `{"a":${'['.repeat(200)}`, 'nested-too-deep'],
    ['the same in YAML', 'a.yaml', `a: ${'['.repeat(150)}${']'.repeat(150)}`, 'nested-too-deep']
  ])('%s', async (_, file, text, code) => {
    expect(await readForCheck(file, text)).toMatchObject({ kind: 'unreadable', problems: [{ code }] })
  })
})
