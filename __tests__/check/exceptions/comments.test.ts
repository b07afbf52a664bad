import { describe, expect, it, test } from '@jest/globals'
import { weighFindings } from '../../../src/check/exceptions/weigh.ts'
import { findingAt, looked, NOW, RULES } from './support.ts'

const POINTER = '/containerDefinitions/0/environment/0/value'
const ALLOW = 'ecs-sealed: allow secret/by-name no data in it'

/** What becomes of a finding at the first variable of a file. */
async function weigh(file: string, text: string, pointer = POINTER) {
  const source = await looked(file, text)
  return weighFindings([findingAt(source, pointer)], [source], {
    rules: RULES,
    exceptions: [],
    scanned: [file],
    idleRules: ['policy/references-only'],
    now: NOW
  })
}

const yaml = (entry: string) =>
  `containerDefinitions:\n  - name: app\n    environment:\n${entry
    .split('\n')
    .map(line => `      ${line}`)
    .join('\n')}\n`

const json = (entry: string) =>
  `{\n  "containerDefinitions": [{\n    "name": "app",\n    "environment": [\n${entry}\n    ]\n  }]\n}\n`

describe('comments that allow', () => {
  test.each<[string, string, string]>([
    ['above the entry', 'a.yml', yaml(`# ${ALLOW}\n- name: DB_PASSWORD\n  value: x`)],
    [
      'above it, with a comment and an empty line between',
      'a.yml',
      yaml(`# ${ALLOW}\n# and more\n\n- name: A\n  value: x`)
    ],
    ['behind the value', 'a.yml', yaml(`- name: DB_PASSWORD\n  value: x # ${ALLOW}`)],
    ['behind the name', 'a.yml', yaml(`- name: DB_PASSWORD # ${ALLOW}\n  value: x`)],
    ['above the value', 'a.yml', yaml(`- name: DB_PASSWORD\n  # ${ALLOW}\n  value: x`)],
    ['behind a flow entry', 'a.yml', yaml(`- {name: DB_PASSWORD, value: x} # ${ALLOW}`)],
    [
      'above an entry of JSON',
      'a.jsonc',
      json(`// ${ALLOW}\n{\n  "name": "DB_PASSWORD",\n  "value": "x"\n}`)
    ],
    ['behind an entry of JSON', 'a.jsonc', json(`{ "name": "DB_PASSWORD", "value": "x" } // ${ALLOW}`)],
    ['in a block comment', 'a.json', json(`/* ${ALLOW} */\n{ "name": "DB_PASSWORD", "value": "x" }`)]
  ])('%s', async (_, file, text) => {
    const { findings, excepted } = await weigh(file, text)
    expect(findings).toEqual([])
    expect(excepted).toMatchObject([{ by: 'comment', place: { file } }])
    expect(excepted[0]).not.toHaveProperty('until')
  })

  test.each<[string, string, string]>([
    [
      'behind the entry before',
      'a.yml',
      yaml(`- {name: DB_PASSWORD, value: x}\n- {name: B, value: y} # ${ALLOW}`)
    ],
    ['above the entry after', 'a.yml', yaml(`- {name: A, value: x}\n# ${ALLOW}\n- {name: B, value: y}`)],
    ['above the container', 'a.yml', `# ${ALLOW}\n${yaml('- name: A\n  value: x')}`]
  ])('not from %s: the finding counts and the comment is unused', async (_, file, text) => {
    const { findings } = await weigh(file, text)
    expect(findings.map(({ rule }) => rule)).toEqual(['secret/by-name', 'policy/exception-unused'])
  })

  test.each<[string, string, string]>([
    ['JSON', 'a.json', json(`{ "name": "DB_PASSWORD // ${ALLOW}", "value": "x // ${ALLOW}" }`)],
    ['YAML in quotes', 'a.yml', yaml(`- name: A\n  value: "x # ${ALLOW}"`)],
    ['a YAML block', 'a.yml', yaml(`- name: A\n  value: |\n    x\n    # ${ALLOW}`)]
  ])('a text that looks like a comment is none: %s', async (_, file, text) => {
    const { findings, excepted } = await weigh(file, text)
    expect(excepted).toEqual([])
    expect(findings.map(({ rule }) => rule)).toEqual(['secret/by-name'])
  })

  test.each<[string, string, RegExp]>([
    ['no reason', 'ecs-sealed: allow secret/by-name', /without a reason/],
    ['no rule', 'ecs-sealed: allow', /names no known rule/],
    [
      'an unknown rule',
      'ecs-sealed: allow secret/by-nmae why',
      /names no known rule\. Did you mean "secret\/by-name"\?/
    ],
    ['another word', 'ecs-sealed: alow secret/by-name why', /names no known rule/]
  ])('%s: an error, and not applied', async (_, comment, message) => {
    const { findings, excepted } = await weigh('a.yml', yaml(`- {name: A, value: x} # ${comment}`))
    expect(excepted).toEqual([])
    expect(findings).toMatchObject([
      { rule: 'secret/by-name' },
      { rule: 'policy/allow-comment', level: 'error', message: expect.stringMatching(message) }
    ])
  })

  it('speaks of its rule alone, and never repeats its words', async () => {
    const words = 'Zx9QZx9QZx9Q'
    const text = yaml(`- {name: A, value: x} # ecs-sealed: allow secret/token-shape ${words}`)
    const { findings } = await weigh('a.yml', text)
    expect(findings).toHaveLength(2)
    expect(JSON.stringify(findings)).not.toContain(words)
  })

  it('for a rule that did not run is not called unused', async () => {
    const text = yaml(`- {name: A, value: x} # ecs-sealed: allow policy/references-only fine`)
    expect((await weigh('a.yml', text)).findings).toHaveLength(1)
  })

  it('covers a label by the line of its key', async () => {
    const text = `containerDefinitions:\n  - name: app\n    dockerLabels:\n      # ${ALLOW}\n      a: x\n      b: y\n`
    const of = (label: string) => weigh('a.yml', text, `/containerDefinitions/0/dockerLabels/${label}`)
    expect((await of('a')).findings).toEqual([])
    expect((await of('b')).findings[0]?.rule).toBe('secret/by-name')
  })
})

describe('of several entries on one line', () => {
  const pointer = (index: number) => `/containerDefinitions/0/environment/${index}/value`
  const entries = (between: string, end: string) =>
    json(`{ "name": "DB_PASSWORD", "value": "x" },${between} { "name": "API_TOKEN", "value": "y" }${end}`)
  const weighAll = async (text: string, pointers: readonly string[]) => {
    const source = await looked('a.jsonc', text)
    const findings = pointers.map(one => findingAt(source, one))
    const all = { rules: RULES, exceptions: [], scanned: ['a.jsonc'], idleRules: [], now: NOW }
    const weighed = await weighFindings(findings, [source], all)
    return weighed.findings.length
  }

  it('a comment is for one', async () => {
    expect(await weighAll(entries('', ` // ${ALLOW}`), [pointer(0), pointer(1)])).toBe(1)
    expect(
      await weighAll(entries('', '').replace('{ "name": "DB', `// ${ALLOW}\n{ "name": "DB`), [
        pointer(0),
        pointer(1)
      ])
    ).toBe(1)
  })

  it('two comments are for both', async () => {
    expect(await weighAll(entries(` /* ${ALLOW} */`, ` // ${ALLOW}`), [pointer(0), pointer(1)])).toBe(0)
  })

  it('a name and a value are one entry, and so are the words of a command', async () => {
    const one = json(`{ "name": "DB_PASSWORD", "value": "x" } // ${ALLOW}`)
    expect(await weighAll(one, [pointer(0), pointer(0).replace('value', 'name')])).toBe(0)
    const command = `{\n"containerDefinitions": [{\n"command": ["app", "-p", "x", "-t", "y"] // ${ALLOW}\n}]\n}\n`
    const words = [2, 4].map(word => `/containerDefinitions/0/command/${word}`)
    expect(await weighAll(command, words)).toBe(0)
  })
})
