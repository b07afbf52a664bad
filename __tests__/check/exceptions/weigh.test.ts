import { describe, expect, it, test } from '@jest/globals'
import { withBaseline, withoutBaseline } from '../../../src/check/baseline.ts'
import { checkText } from '../../../src/check/check-text.ts'
import { readComments } from '../../../src/check/exceptions/comments.ts'
import type { Exception } from '../../../src/check/exceptions/exception.ts'
import { isWholeRepository, matchesPath } from '../../../src/check/exceptions/exception.ts'
import {
  approvedEntries,
  standingOnBase,
  type Weights,
  weighFindings
} from '../../../src/check/exceptions/weigh.ts'
import { readForCheck } from '../../../src/detector/formats/read-for-check.ts'
import type { Finding } from '../../../src/detector/rule.ts'
import { placeFinder } from '../../../src/files/document/place.ts'
import type { SourceDocument } from '../../../src/files/document/tree.ts'
import { aFinding, withoutPlace } from '../../report/findings.ts'
import { CONFIG, configuration, entry, findingAt, looked, NOW, RULES } from './support.ts'

async function applied(text: string, findings: readonly Finding[], given: Partial<Weights> = {}) {
  const { exceptions, problems } = await configuration(`exceptions:\n${text}`)
  expect(problems).toEqual([])
  return weighFindings(findings, [], {
    exceptions,
    rules: RULES,
    scanned: ['deploy/app.json'],
    idleRules: [],
    now: NOW,
    ...given
  })
}

const rulesOf = ({ findings }: { findings: readonly Finding[] }) => findings.map(({ rule }) => rule)

describe('exceptions of the configuration file', () => {
  it('takes the finding out and says where that is said', async () => {
    const { findings, excepted } = await applied(entry(), [aFinding(), aFinding({ name: 'OTHER' })])
    expect(findings.map(({ name }) => name)).toEqual(['OTHER'])
    expect(excepted).toMatchObject([
      {
        finding: { name: 'DB_PASSWORD' },
        by: 'configuration',
        until: '2030-06-30',
        place: { file: CONFIG, line: 2 }
      }
    ])
  })

  test.each<[string, Partial<Finding>]>([
    ['file', { file: 'deploy/other.json' }],
    ['container', { container: 'sidecar' }],
    ['variable', { name: 'db_password' }],
    ['rule', { rule: 'secret/token-shape' }]
  ])('a finding with another %s still counts', async (_, other) => {
    const { findings, excepted } = await applied(entry(), [aFinding(other)])
    expect(findings[0]).toMatchObject(other)
    expect(excepted).toEqual([])
  })

  it('takes any container where none is named', async () => {
    const { findings } = await applied(entry({ container: null }), [
      aFinding(),
      aFinding({ container: 'sidecar' })
    ])
    expect(findings).toEqual([])
  })

  it('takes patterns of files', async () => {
    const text = entry({ file: '"**/app*.json"' })
    expect((await applied(text, [aFinding()])).findings).toEqual([])
    expect((await applied(text, [aFinding({ file: 'app.yml' })])).findings[0]?.file).toBe('app.yml')
  })

  it('holds until the end of its last day, and is a finding afterwards', async () => {
    const text = entry({ expires: '2030-03-01' })
    const at = (time: string) => applied(text, [aFinding()], { now: Date.parse(time) })
    expect(rulesOf(await at('2030-03-01T23:59:59.999Z'))).toEqual(['policy/exception-ending'])
    const late = await at('2030-03-02T00:00:00Z')
    expect(late.findings).toMatchObject([
      { rule: 'secret/by-name' },
      {
        rule: 'policy/exception-expired',
        level: 'error',
        file: CONFIG,
        place: { line: 2 },
        pointer: '/exceptions/0'
      }
    ])
    expect(late.excepted).toEqual([])
  })

  it('is named in each run from 14 days before its end, with all others of that day, while it is needed', async () => {
    const text = entry({ expires: '2030-03-15' }) + entry({ variable: 'OTHER', expires: '2030-03-15' })
    const both = [aFinding(), aFinding({ name: 'OTHER' })]
    const at = (time: string, findings = both) => applied(text, findings, { now: Date.parse(time) })
    expect((await at('2030-02-28T00:00:00Z')).findings).toEqual([])
    expect((await at('2030-03-01T00:00:00Z')).findings).toMatchObject([
      {
        rule: 'policy/exception-ending',
        level: 'notice',
        place: { file: CONFIG, line: 2 },
        message:
          'The exception of secret/by-name for variable DB_PASSWORD of container "app" in deploy/app.json, like those for OTHER in deploy/app.json, ends on 2030-03-15, and the finding is still there.'
      }
    ])
    expect(rulesOf(await at('2030-03-01T00:00:00Z', []))).not.toContain('policy/exception-ending')
  })

  it('an expired one that a newer one replaces is no finding', async () => {
    const text = entry({ expires: '2030-02-01' }) + entry()
    expect(rulesOf(await applied(text, [aFinding()]))).toEqual([])
  })

  it('one that matches nothing is a warning, also when it has expired', async () => {
    expect((await applied(entry(), [])).findings).toMatchObject([
      { rule: 'policy/exception-unused', level: 'warning', place: { file: CONFIG } }
    ])
    expect(rulesOf(await applied(entry({ expires: '2030-01-01' }), []))).toEqual(['policy/exception-unused'])
  })

  it('nothing is said about files and rules that this run did not look at', async () => {
    expect(rulesOf(await applied(entry(), [], { scanned: ['deploy/other.json'] }))).toEqual([])
    expect(rulesOf(await applied(entry(), [], { idleRules: ['secret/by-name'] }))).toEqual([])
  })

  test.each([
    ['no variable', { variable: null }],
    ['a star for a variable', { variable: '"*"' }],
    ['every file', { file: '"**"' }],
    ['every file of a folder level', { file: '"*/*"' }],
    ['every JSON file', { file: '"**/*.json"' }]
  ])('%s is too broad: an error, and not applied', async (_, given) => {
    const { findings, excepted } = await applied(entry(given), [aFinding()])
    expect(findings).toMatchObject([
      { rule: 'secret/by-name' },
      { rule: 'policy/exception-broad', level: 'error', place: { file: CONFIG } }
    ])
    expect(excepted).toEqual([])
  })

  it('has fingerprints that tell exceptions apart and stay when lines move', async () => {
    const two = entry() + entry({ variable: 'OTHER' })
    const prints = (await applied(two, [])).findings.map(({ fingerprint }) => fingerprint)
    const moved = (await applied(`\n\n${two}`, [])).findings.map(({ fingerprint }) => fingerprint)
    expect(new Set(prints).size).toBe(2)
    expect(moved).toEqual(prints)
  })
})

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
    ['no rule', 'ecs-sealed: allow', /has no known rule/],
    [
      'an unknown rule',
      'ecs-sealed: allow secret/by-nmae why',
      /has no known rule\. Did you mean "secret\/by-name"\?/
    ],
    ['another word', 'ecs-sealed: alow secret/by-name why', /has no known rule/]
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

describe('matchesPath', () => {
  test.each<[string, string, boolean]>([
    ['deploy/app.json', 'deploy/app.json', true],
    ['deploy/app.json', 'deploy/app.jsonc', false],
    ['deploy/[a].json', 'deploy/a.json', false],
    ['deploy/*.json', 'deploy/app.json', true],
    ['deploy/*.json', 'deploy/old/app.json', false],
    ['*.json', 'app.json', true],
    ['deploy/**', 'deploy/a/b.json', true],
    ['deploy/**', 'deployed/b.json', false],
    ['**/app.json', 'app.json', true],
    ['**/app.json', 'a/b/app.json', true],
    ['a/**/z.json', 'a/z.json', true],
    ['a/**/z.json', 'a/b/c/z.json', true],
    ['a/**/z.json', 'b/a/z.json', false],
    ['a?p.json', 'app.json', true],
    ['a?.json', 'app.json', false],
    ['*a*b*', 'xxaxxbxx', true],
    ['*a*b*', 'xxbxxaxx', false],
    ['**', 'a/b/c', true]
  ])('%s on %s: %s', (pattern, path, expected) => {
    expect(matchesPath(pattern, path)).toBe(expected)
  })
})

describe('isWholeRepository', () => {
  test.each<[string, boolean]>([
    ['**', true],
    ['**/*.json', true],
    ['*', true],
    ['*.y?ml', false],
    ['deploy/**', false],
    ['**/app.json', false],
    ['a.json', false]
  ])('%s: %s', (pattern, expected) => {
    expect(isWholeRepository(pattern)).toBe(expected)
  })
})

test('a pattern with many stars from a pull request takes no time', () => {
  const pattern = `deploy/${'*a'.repeat(40)}*.json`
  expect(matchesPath(pattern, `deploy/${'a'.repeat(240)}.yml`)).toBe(false)
  expect(matchesPath(`${'**/a/'.repeat(30)}b`, `${'a/'.repeat(400)}c`)).toBe(false)
})

const an = (given: Partial<Exception> = {}): Exception => ({
  file: 'a.json',
  container: 'app',
  variable: 'DB_PASSWORD',
  rule: 'secret/by-name',
  expires: '2030-03-01',
  place: { file: 'c.yml', line: 2, column: 1, endLine: 2, endColumn: 2 },
  pointer: '/exceptions/0',
  ...given
})

describe('exceptions of a pull request', () => {
  test.each<[string, readonly Exception[], readonly Exception[], readonly string[], number]>([
    ['the same', [an()], [an()], ['2030-03-01'], 0],
    ['one that is new', [an()], [], [], 1],
    ['one more', [an(), an({ variable: 'OTHER' })], [an()], ['2030-03-01'], 1],
    ['another file', [an({ file: 'b.json' })], [an({ file: 'a.json' })], ['2030-03-01'], 1],
    ['another rule', [an({ rule: 'secret/embedded' })], [an()], ['2030-03-01'], 1],
    ['a later end counts to the day of the base', [an({ expires: '2030-12-01' })], [an()], ['2030-03-01'], 0],
    ['a sooner end counts', [an({ expires: '2030-02-01' })], [an()], ['2030-02-01'], 0],
    ['a renewal of what is over', [an()], [an({ expires: '2030-01-09' })], [], 1],
    [
      'what is over on both sides stays over',
      [an({ expires: '2030-01-02' })],
      [an({ expires: '2030-01-09' })],
      ['2030-01-02'],
      0
    ],
    ['one that is taken out counts until then', [], [an()], ['2030-03-01'], 0]
  ])('%s', (_, head, base, days, pending) => {
    const standing = standingOnBase(head, base, Date.parse('2030-01-10T00:00:00Z'))
    expect(standing.counted.map(({ expires }) => expires)).toEqual(days)
    expect(standing.pending).toHaveLength(pending)
  })
})

async function documentOf(text: string, file = 'a.yml'): Promise<SourceDocument> {
  const read = await readForCheck(file, text)
  if (read.kind !== 'definition' && read.kind !== 'template') throw new Error(read.kind)
  return read.document
}

const variable = (name: string, comment = '') =>
  `${comment === '' ? '' : `      # ecs-sealed: allow ${comment}\n`}      - name: ${name}\n        value: x\n`
const definition = (container: string, ...entries: readonly string[]) =>
  `family: f\ncontainerDefinitions:\n  - name: ${container}\n    image: a\n    environment:\n${entries.join('')}`

async function approved(text: string, file = 'a.yml'): Promise<readonly string[]> {
  const document = await documentOf(text, file)
  return [...approvedEntries(readComments({ document, place: placeFinder(document) }, ['secret/by-name']))]
}

describe('what the comments of a file approve', () => {
  const VALUE = 'secret/by-name /"containerDefinitions"["app"]/"environment"["A"]/"value"'

  test('is known by names, not by lines', async () => {
    const first = await approved(definition('app', variable('A', 'secret/by-name why')))
    const later = await approved(
      definition('app', variable('B'), '\n\n', variable('A', 'secret/by-name why'))
    )
    expect(first).toContain(VALUE)
    expect(later).toEqual(first)
    expect((await approved(definition('web', variable('A', 'secret/by-name why')))).includes(VALUE)).toBe(
      false
    )
  })

  test.each(['key: A\n        name: B', 'name: A\n        name: B', 'Name: A\n        name: B'])(
    'is of no entry that has another name besides: %s',
    async names => {
      const twice = variable('A', 'secret/by-name why').replace('name: A', names)
      expect((await approved(definition('app', twice))).includes(VALUE)).toBe(false)
    }
  )

  test('is nothing without a known rule and a reason', async () => {
    for (const comment of ['secret/by-name', 'secret/other why', 'nothing'])
      expect(await approved(definition('app', variable('A', comment)))).toEqual([])
  })

  test('two of one name are told apart', async () => {
    const why = 'secret/by-name why'
    const both = await approved(definition('app', variable('A', why), variable('A', why)))
    expect(both.filter(name => name.endsWith('/"value"'))).toEqual([VALUE, VALUE.replace('["A"]', '["A" 1]')])
  })

  test('no name can look like another way', async () => {
    const sly =
      '{"family":"f","containerDefinitions":[{"name":"app\\"]/\\"environment\\"[\\"A","environment":[\n// ecs-sealed: allow secret/by-name why\n{"name":"B","value":"1"}]}]}'
    const names = await approved(sly, 'a.jsonc')
    expect(names).toHaveLength(2)
    expect(names.join('\n')).not.toContain('["app"]/"environment"["A"]')
  })
})

describe('withBaseline', () => {
  it('starts a file that is read back without a problem and ends in 90 days', async () => {
    const { text, added } = await withBaseline('', [aFinding(), aFinding({ name: 'OTHER' })], NOW)
    expect(added).toBe(2)
    expect(text).toMatch(/^# Exceptions of ecs-sealed-deploy/)
    const { exceptions, problems } = await configuration(text)
    expect(problems).toEqual([])
    expect(exceptions).toMatchObject([
      { file: 'deploy/app.json', container: 'app', variable: 'DB_PASSWORD', expires: '2030-05-30' },
      { variable: 'OTHER' }
    ])
  })

  it('keeps comments, other keys and what was there', async () => {
    const before = `# ours\nallowed-names:\n  - TEAM # the team\nexceptions:\n  # agreed with Ann\n${entry({ variable: 'OLD' })}`
    const { text } = await withBaseline(before, [aFinding()], NOW)
    expect(text.startsWith(before)).toBe(true)
    expect((await configuration(text)).exceptions.map(({ variable }) => variable)).toEqual([
      'OLD',
      'DB_PASSWORD'
    ])
  })

  it('fills an empty list', async () => {
    for (const before of ['exceptions: []\n', 'exceptions:\n', '# nothing yet\n']) {
      const { text } = await withBaseline(before, [aFinding()], NOW)
      expect((await configuration(text)).exceptions).toHaveLength(1)
    }
  })

  it('has one entry for findings that one entry covers', async () => {
    expect((await withBaseline('', [aFinding(), aFinding({ pointer: '/x' })], NOW)).added).toBe(1)
  })

  it('leaves out what stands in no file, notices, and findings about exceptions', async () => {
    const findings = [
      withoutPlace(aFinding({ input: 'environment-variables' })),
      aFinding({ level: 'notice' }),
      aFinding({ rule: 'policy/exception-broad' }),
      aFinding({ rule: 'policy/allow-comment' })
    ]
    expect(await withBaseline('exceptions: []\n', findings, NOW)).toEqual({
      text: 'exceptions: []\n',
      added: 0
    })
  })

  it('holds names only: nothing of a message or a fingerprint gets in', async () => {
    const { text } = await withBaseline('', [aFinding({ message: 'mmmm', hint: 'hhhh' })], NOW)
    expect(text).not.toMatch(/mmmm|hhhh|0123456789abcdef/)
  })
})

test('written again, entries of an earlier baseline for the checked files go, and others stay', async () => {
  const before = `exceptions:\n${entry({ variable: 'BY_HAND' })}`
  const first = await withBaseline(before, [aFinding(), aFinding({ file: 'other.json' })], NOW)
  const again = await withoutBaseline(first.text, ({ file }) => file === 'deploy/app.json')
  expect(again.dropped).toBe(1)
  expect((await configuration(again.text)).exceptions.map(({ file, variable }) => [file, variable])).toEqual([
    ['deploy/app.json', 'BY_HAND'],
    ['other.json', 'DB_PASSWORD']
  ])
})

describe('a comment in a format without a tree of its own covers its entry and no neighbour', () => {
  const two = (before: string, between = '') =>
    `resource "aws_ecs_task_definition" "a" {\n  family = "a"\n  container_definitions = jsonencode([{\n    name = "app", image = "a:1"\n    environment = concat([\n${before}      { name = "DB_PASSWORD", value = "tigerlily77" },\n${between}    ], [\n      { name = "API_PASSWORD", value = "wolfmother88" },\n    ])\n  }])\n}\n`
  test.each([
    ['main.tf', two(`      // ${ALLOW}\n`), 'API_PASSWORD'],
    ['main.tf', two(`      # ${ALLOW}\n`), 'API_PASSWORD'],
    ['main.tf', two('').replace('"wolfmother88" },', `"wolfmother88" }, # ${ALLOW}`), 'DB_PASSWORD'],
    ['prod.env', `# ${ALLOW}\nDB_PASSWORD=tigerlily77\nAPI_PASSWORD=wolfmother88\n`, 'API_PASSWORD'],
    ['.env', `DB_PASSWORD=tigerlily77\n\n# ${ALLOW}\n\nAPI_PASSWORD=wolfmother88\n`, 'DB_PASSWORD'],
    [
      'deploy.yml',
      `on: push\njobs:\n  a:\n    steps:\n      - uses: aws-actions/amazon-ecs-render-task-definition@v1\n        with:\n          environment-variables: |\n            DB_PASSWORD=tigerlily77\n            # ${ALLOW}\n            API_PASSWORD=wolfmother88\n`,
      'DB_PASSWORD'
    ]
  ])('%s: %j', async (file, text, left) => {
    const { findings, excepted } = await checkText({ file, text, now: NOW })
    expect(findings.map(({ name, rule }) => [rule, name])).toEqual([['secret/by-name', left]])
    expect(excepted).toMatchObject([{ by: 'comment' }])
  })

  test('above the lines of a workflow, where nothing is, it is said to be without effect', async () => {
    const text = `on: push\njobs:\n  a:\n    steps:\n      - uses: aws-actions/amazon-ecs-render-task-definition@v1\n        with:\n          # ${ALLOW}\n          environment-variables: |\n            DB_PASSWORD=tigerlily77\n`
    const { findings } = await checkText({ file: 'deploy.yml', text, now: NOW })
    expect(findings.map(({ rule }) => rule)).toEqual(['secret/by-name', 'policy/exception-unused'])
  })
})
