import { describe, expect, it } from '@jest/globals'
import { detect, mergeFindings, RULES } from '../../src/detector/detect.ts'
import type { Rule } from '../../src/detector/rule.ts'
import { sensitiveValues } from '../../src/detector/sensitive.ts'
import { type DocumentNode, fromJson, type Origin } from '../../src/files/document/tree.ts'
import type { JsonValue } from '../../src/json.ts'
import { documentOf, findingsIn, taskDefinition, withVariable } from './documents.ts'
import { Maker } from './made.ts'

describe('detect', () => {
  it('gives place, pointer, container and name, and what to write instead', async () => {
    const [finding] = await findingsIn(withVariable('DB_PASSWORD', 'Autumn31'), 'deploy/app.json')
    expect(finding).toEqual({
      rule: 'secret/by-name',
      level: 'error',
      category: 'credential',
      confidence: 'high',
      file: 'deploy/app.json',
      place: { file: 'deploy/app.json', line: 12, column: 20, endLine: 12, endColumn: 30 },
      pointer: '/containerDefinitions/0/environment/0/value',
      container: 'app',
      name: 'DB_PASSWORD',
      message:
        'Variable DB_PASSWORD of container "app" holds a password in plaintext in "environment" (8 characters, letters and digits). Everyone who can read this file or describe the task definition can read it.',
      hint: 'Remove it from "environment" and add to "secrets": {"name": "DB_PASSWORD", "valueFrom": "secretsmanager:<secret name>"}. Then rotate it: anyone who has seen the value can still use it.',
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/)
    })
  })

  it('sorts by line and gives each text one finding', async () => {
    const value = `postgres://app:${new Maker(5).alnum(20)}@db/app`
    const findings = await findingsIn([
      {
        name: 'a',
        image: 'i',
        environment: [
          { name: 'DB_PASSWORD', value },
          { name: 'API_TOKEN', value: 'abcdefgh' }
        ]
      },
      { name: 'b', image: 'i', environment: [{ name: 'X_PASSWORD', value: 'abc' }] }
    ])
    expect(findings.map(({ rule, name }) => `${rule} ${name}`)).toEqual([
      'secret/url-userinfo DB_PASSWORD',
      'secret/by-name API_TOKEN',
      'secret/by-name X_PASSWORD'
    ])
  })

  it('names the input that brought a value in', () => {
    const origin: Origin = { kind: 'input', input: 'environment-variables' }
    const root = fromJson(withVariable('DB_PASSWORD', 'Autumn31') as JsonValue, origin)
    const [finding] = detect({ file: 'app.json', root, place: () => undefined })
    expect(finding).toMatchObject({ file: 'app.json', pointer: '', input: 'environment-variables' })
    expect(finding).not.toHaveProperty('place')
  })

  it('takes any list of rules', async () => {
    const everything: Rule = {
      id: 'test/everything',
      level: 'notice',
      category: 'policy',
      confidence: 'low',
      summary: 's',
      docs: 'd',
      controls: [],
      examine: () => ({ message: 'm', hint: 'h' })
    }
    const document = await documentOf(JSON.stringify(withVariable('A', 'b')))
    const found = detect(document, [everything]).filter(({ name }) => name === 'A')
    expect(found).toMatchObject([{ rule: 'test/everything', level: 'notice' }])
    expect(detect(document, [])).toEqual([])
  })

  it('judges numbers and booleans of YAML by the text that ECS would get', async () => {
    const yaml =
      'containerDefinitions:\n- name: app\n  environment:\n  - {name: DB_PASSWORD, value: 012345}\n  - {name: API_TOKEN, value: true}\n'
    const findings = detect(await documentOf(yaml, 'task.yml'))
    expect(findings).toMatchObject([{ name: 'DB_PASSWORD', place: { line: 4 } }])
    expect(findings[0]?.message).toContain('6 characters, only digits')
  })
})

describe('fingerprints', () => {
  const of = async (container: Record<string, unknown>, file?: string) =>
    (await findingsIn(taskDefinition(container), file)).map(({ fingerprint }) => fingerprint)
  const password = { name: 'DB_PASSWORD', value: 'Autumn31' }

  it('stay the same when an entry moves or its value changes', async () => {
    const before = await of({ environment: [password] })
    const moved = await of({
      environment: [
        { name: 'A', value: 'b' },
        { ...password, value: 'Winter32' }
      ]
    })
    expect(moved).toEqual(before)
  })

  it('differ by file, name, and occurrence', async () => {
    const one = await of({ environment: [password] })
    const all = [
      ...one,
      ...(await of({ environment: [password] }, 'other.json')),
      ...(await of({ environment: [{ ...password, name: 'PASSWORD' }] }))
    ]
    expect(new Set(all).size).toBe(3)
    const twice = await of({ environment: [password, password] })
    expect(new Set(twice).size).toBe(2)
    expect(twice[0]).toBe(one[0])
  })
})

describe('mergeFindings', () => {
  it('keeps one of each, and what only rendering shows', async () => {
    const written = await findingsIn(withVariable('DB_PASSWORD', 'Autumn31'))
    const rendered = await findingsIn(
      taskDefinition({
        environment: [
          { name: 'DB_PASSWORD', value: 'Autumn31' },
          { name: 'API_TOKEN', value: 'abcdefgh' }
        ]
      })
    )
    expect(mergeFindings(written, rendered).map(({ name }) => name)).toEqual(['DB_PASSWORD', 'API_TOKEN'])
    expect(mergeFindings(written, [])).toEqual(written)
  })

  it('sorts by file, then by line', async () => {
    const two = withVariable('DB_PASSWORD', 'Autumn31')
    const b = await findingsIn(two, 'b.json')
    const deeper = taskDefinition({
      environment: [
        { name: 'A', value: 'b' },
        { name: 'X_SECRET', value: 'abc' }
      ]
    })
    const a = await findingsIn(deeper, 'a.json')
    expect(mergeFindings(b, a).map(({ file }) => file)).toEqual(['a.json', 'b.json'])
    expect(mergeFindings(a, b).map(({ file }) => file)).toEqual(['a.json', 'b.json'])
  })

  it('keeps two variables of one input apart', () => {
    const origin: Origin = { kind: 'input', input: 'environment-variables' }
    const variables = { A_PASSWORD: 'Autumn31', B_PASSWORD: 'Autumn31' }
    const environment = Object.entries(variables).map(([name, value]) => ({ name, value }))
    const root: DocumentNode = fromJson(taskDefinition({ environment }) as JsonValue, origin)
    const findings = detect({ file: 'app.json', root, place: () => undefined })
    expect(mergeFindings(findings, findings)).toHaveLength(2)
  })
})

describe('sensitiveValues', () => {
  const of = async (environment: readonly { name: string; value: string }[]) =>
    sensitiveValues((await documentOf(JSON.stringify(taskDefinition({ environment })))).root)

  it('gives credentials and leaves everything else out', async () => {
    expect(
      await of([
        { name: 'DB_PASSWORD', value: 'Autumn31' },
        { name: 'LOG_LEVEL', value: 'information' },
        { name: 'DATABASE_HOST', value: 'db.example.com' }
      ])
    ).toEqual(['Autumn31'])
  })

  it('leaves out what is too short to be masked', async () => {
    expect(await of([{ name: 'DB_PASSWORD', value: 'admin' }])).toEqual([])
  })

  it('leaves out words that would only hide themselves', async () => {
    expect(await of([{ name: 'POSTGRES_PASSWORD', value: 'postgres' }])).toEqual([])
  })

  it('adds the password of a URL, as written and decoded', async () => {
    const url = 'postgres://app:aut%40umn31@db/app'
    expect(await of([{ name: 'X', value: url }])).toEqual([url, 'aut%40umn31', 'aut@umn31'])
  })

  it('finds a credential at the end of a very long name', async () => {
    const name = `label-${'x'.repeat(9000)}-postgres://app:autumn31@db.internal/x`
    const found = await findingsIn(taskDefinition({ dockerLabels: { [name]: 'yes' } }))
    expect(found).toMatchObject([{ rule: 'secret/url-userinfo', level: 'error' }])
  })

  it('splits values of several lines, also with escaped line breaks', async () => {
    const maker = new Maker(9)
    const [a, b] = [maker.alnum(20), maker.alnum(20)]
    expect(await of([{ name: 'X_SECRET', value: `${a}\n${b}\nshort` }])).toEqual([a, b])
    expect(await of([{ name: 'X_SECRET', value: `${a}\\n${b}` }])).toEqual([`${a}\\n${b}`, a, b])
  })
})

describe('the rules', () => {
  it('have ids of their own, a page, and text for reports', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length)
    for (const rule of RULES) {
      expect(rule.id).toMatch(/^secret\/[a-z-]+$/)
      expect(rule.docs).toBe(`docs/rules/${rule.id.slice('secret/'.length)}.md`)
      expect(rule.summary).toMatch(/\.$/)
    }
  })
})
