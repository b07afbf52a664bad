import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import type { Finding } from '../../src/detector/rule.ts'
import { annotationsOf } from '../../src/report/annotations.ts'
import { countsOf, findingsToJson, findingsToText } from '../../src/report/check/findings.ts'
import { problemsToText, waysOut } from '../../src/report/problem-text.ts'
import type { Report } from '../../src/report/report.ts'
import { aFinding, withoutPlace } from './findings.ts'

/**
 * What a hostile file may have as a name: a workflow command on a line of its own, a terminal escape, a reversed text.
 */
const HOSTILE = 'A\n::set-output name=x::y\r\n##[error]z\u001b[31m\u202e'

describe('findingsToJson', () => {
  it('has the stable members, in order', () => {
    const report = {
      files: ['deploy/app.json'],
      findings: [aFinding()],
      unscanned: [{ file: 'b.json', line: 1, reason: 'not JSON' }]
    }
    expect(JSON.parse(findingsToJson(report))).toEqual({
      version: 1,
      files: ['deploy/app.json'],
      findings: [
        {
          rule: 'secret/by-name',
          level: 'error',
          category: 'credential',
          confidence: 'high',
          file: 'deploy/app.json',
          line: 3,
          column: 41,
          endLine: 3,
          endColumn: 51,
          pointer: '/containerDefinitions/0/environment/0/value',
          container: 'app',
          name: 'DB_PASSWORD',
          message: 'Variable DB_PASSWORD holds a password.',
          hint: 'Remove it from "environment".',
          fingerprint: '0123456789abcdef'
        }
      ],
      unscanned: [{ file: 'b.json', line: 1, reason: 'not JSON' }]
    })
  })

  it('leaves members out that do not apply and never adds others', () => {
    const extra = { ...withoutPlace(aFinding({ input: 'secrets', pointer: '' })), value: 'Autumn31' }
    const text = findingsToJson({ files: [], findings: [extra], unscanned: [] })
    expect(text).not.toContain('Autumn31')
    expect(JSON.parse(text).findings[0]).not.toHaveProperty('line')
    expect(JSON.parse(text).findings[0]).toMatchObject({ input: 'secrets', pointer: '' })
  })
})

const BY_NAME =
  '[secret/by-name]: https://github.com/ecs-sealed-deploy/ecs-sealed-deploy/blob/v1/docs/rules/by-name.md'

describe('findingsToText', () => {
  const source = [
    '{"containerDefinitions": [{',
    '  "environment": [',
    '    {"name": "DB_PASSWORD", "value":    "Autumn31"}, {"name": "SMTP_PASS", "value": "Winter32"}'
  ].join('\n')

  it('shows place, message, rule, the blanked line with a marker, and what to do', () => {
    const finding = aFinding({
      place: { file: 'deploy/app.json', line: 3, column: 41, endLine: 3, endColumn: 51 }
    })
    expect(findingsToText([finding], new Map([['deploy/app.json', source]]))).toEqual([
      'deploy/app.json:3:41: error: Variable DB_PASSWORD holds a password. [secret/by-name]',
      '  3 |     {"name": "DB_PASSWORD", "value":    "•••"}, {"name": "•••", "value": "•••"}',
      '    |                                         ^^^^^',
      '',
      'Remove it from "environment".',
      BY_NAME
    ])
  })

  it('shows the name, wherever it stands beside the value, and no marker where only one thing is blank', () => {
    const lines = ['"name": "DB_PASSWORD",', '  "value": "Autumn31"', '"name": "DB_PASSWORD",']
    const place = { file: 'deploy/app.json', line: 2, column: 12, endLine: 2, endColumn: 22 }
    for (const text of [lines.slice(0, 2), ['', ...lines.slice(1)]]) {
      const shown = findingsToText([aFinding({ place })], new Map([['deploy/app.json', text.join('\n')]]))
      expect(shown.slice(1, 3)).toEqual(['  2 | "name": "DB_PASSWORD", "value": "•••"', ''])
    }
  })

  it('24 findings: two lines each, and what they have in common once', () => {
    const names = ['API_KEY', 'API_SECRET', 'DB_PASSWORD']
    const place = { file: 'a.json', line: 1, column: 30, endLine: 1, endColumn: 36 }
    const all = Array.from({ length: 24 }, (_, index) => {
      const name = names[index % 3] ?? ''
      const message = `Variable ${name} holds a password. Everyone can read it.`
      return aFinding({ file: 'a.json', name, message, hint: `Write {"name": "${name}"}.`, place })
    })
    const shown = findingsToText(all, new Map([['a.json', '{"name": "API_KEY", "value": "x31x"}']]))
    expect(shown.slice(48)).toEqual(['', 'Everyone can read it.', 'Write {"name": "NAME"}.', BY_NAME])
  })

  // Adityaadpandey/sfu-go, vernonsoftwaresolutions/MoodleSingleInstance, pokt-foundation/pocket-http-db
  it.each([
    ['{ name = "DB_PASSWORD", value = ', '"Autumn31"', '{ name = "DB_PASSWORD", value = "•••"'],
    ['- {Name: DB_PASSWORD, Value: ', 'Autumn31', '- {Name: DB_PASSWORD, Value: •••'],
    ['            DB_PASSWORD=', '${{ secrets.X }}', '            DB_PASSWORD=•••']
  ])('shows how Terraform, CloudFormation and workflows write it: %s', (before, value, shown) => {
    const [column, endColumn] = [before.length + 1, before.length + value.length + 1]
    const place = { file: 'f', line: 1, column, endLine: 1, endColumn }
    const [, line] = findingsToText([aFinding({ file: 'f', place })], new Map([['f', before + value]]))
    expect(line).toBe(`  1 | ${shown}`)
  })

  it('blanks unquoted values of YAML, and other words on the line', () => {
    const finding = aFinding({
      place: { file: 'deploy/app.json', line: 1, column: 30, endLine: 1, endColumn: 38 }
    })
    const yaml = '- {name: DB_PASSWORD, value: Autumn31} # was Winter32'
    const [, line] = findingsToText([finding], new Map([['deploy/app.json', yaml]]))
    expect(line).toBe('  1 | - {name: DB_PASSWORD, value: •••} ••• ••• •••')
    expect(line).not.toMatch(/Autumn|Winter/)
  })

  it('shows no line of a minified file, and none without the text', () => {
    const long = `{"x": "${'y'.repeat(200)}"}`
    const finding = aFinding({
      place: { file: 'deploy/app.json', line: 1, column: 7, endLine: 1, endColumn: 20 }
    })
    expect(findingsToText([finding], new Map([['deploy/app.json', long]]))).toHaveLength(4)
    expect(findingsToText([finding])).toHaveLength(4)
  })

  it('names the input where there is no place', () => {
    const finding = withoutPlace(aFinding({ input: 'environment-variables' }))
    expect(findingsToText([finding])[0]).toMatch(
      /^deploy\/app\.json \(input environment-variables\): error: /
    )
  })

  it('keeps hostile names on one line and out of the runner’s hands', () => {
    const finding = aFinding({ name: HOSTILE, message: `Variable ${HOSTILE} holds`, file: '::error::x' })
    const lines = findingsToText([withoutPlace(finding)])
    for (const line of lines) {
      expect(line).not.toMatch(/[\p{Cc}\u202e]/u)
      expect(line).not.toMatch(/^\s*::/)
      expect(line).not.toContain('##[')
    }
  })

  it('says nothing without findings, and counts in words', () => {
    expect(findingsToText([])).toEqual([])
    const findings = [aFinding(), aFinding(), aFinding({ level: 'warning', file: 'b.json' })]
    expect(countsOf(findings)).toBe('2 errors and 1 warning in 2 files')
  })
})

describe('annotationsOf', () => {
  const report = { findings: [aFinding()], problems: [], remarks: [] }

  it('carries place, title and advice', () => {
    expect(annotationsOf(report)).toEqual([
      {
        level: 'error',
        title: 'Check failed: DB_PASSWORD',
        message: 'Variable DB_PASSWORD holds a password.\nRemove it from "environment".',
        file: 'deploy/app.json',
        startLine: 3,
        endLine: 3,
        startColumn: 41,
        endColumn: 51
      }
    ])
  })

  it('leaves columns out where the text has several lines, since GitHub refuses them', () => {
    const place = { file: 'a.yml', line: 3, column: 5, endLine: 6, endColumn: 1 }
    const [annotation] = annotationsOf({ ...report, findings: [aFinding({ place })] })
    expect(annotation).toMatchObject({ startLine: 3, endLine: 6 })
    expect(annotation).not.toHaveProperty('startColumn')
  })

  it('puts the worst first and sums up what GitHub would drop', () => {
    const findings = [
      aFinding({ level: 'warning' }),
      ...Array.from({ length: 12 }, (_, index) => aFinding({ file: `${index}.json` }))
    ]
    const annotations = annotationsOf({ ...report, findings })
    expect(annotations).toHaveLength(11)
    expect(annotations[0]?.title).toBe('12 errors in 12 files')
    expect(annotations[0]?.message).toContain('step summary')
    expect(annotations.at(-1)?.level).toBe('warning')
  })

  it('shows problems before findings and remarks as notices', () => {
    const annotations = annotationsOf({
      findings: [aFinding()],
      problems: [{ code: 'c', fault: 'user', message: 'bad input', hint: 'Fix it.', service: 'dispatcher' }],
      remarks: [{ message: 'a field was dropped' }]
    })
    expect(annotations.map(({ level, title }) => `${level} ${title}`)).toEqual([
      'error ecs-sealed-deploy: dispatcher',
      'error Check failed: DB_PASSWORD',
      'notice ecs-sealed-deploy'
    ])
  })

  it('keeps titles on one line', () => {
    const [annotation] = annotationsOf({ ...report, findings: [aFinding({ name: HOSTILE })] })
    expect(annotation?.title).not.toMatch(/\p{Cc}/u)
  })
})

describe('problemsToText', () => {
  it('gives service, place, message and hint', () => {
    const place = { file: 'a.json', line: 2, column: 3, endLine: 2, endColumn: 9 }
    expect(
      problemsToText([
        { code: 'c', fault: 'user', message: 'is wrong', hint: 'Do this.', place, service: 'dispatcher' },
        { code: 'c', fault: 'user', message: 'two\nlines' }
      ])
    ).toEqual(['error: dispatcher: a.json:2:3: is wrong', '  Do this.', 'error: two', 'lines'])
  })

  it('the same hint once, also if it differs in the service', () => {
    const missing = (service: string, message = 'No image.') =>
      ({ code: 'c', fault: 'user', service, message, hint: `Push the image of ${service}.` }) as const
    const other = { code: 'c', fault: 'user', message: 'Other.' } as const
    expect(problemsToText([missing('web'), other, missing('api', 'No tag.')])).toEqual([
      ...['error: web: No image.', 'error: api: No tag.', '  Push the image of SERVICE.', 'error: Other.']
    ])
    expect(problemsToText([missing('web')])[1]).toBe('  Push the image of web.')
  })

  it('lets no line be a command', () => {
    const lines = problemsToText([{ code: 'c', fault: 'user', message: HOSTILE, hint: '::debug::x' }])
    for (const line of lines) expect(line).not.toMatch(/^\s*::|##\[|\p{Cc}/u)
  })
})

const migrateWords = (report: Parameters<typeof waysOut>[0]) =>
  waysOut(report).filter(line => line.includes('run mode migrate'))

it('what migrate can do is said once, and not of what it cannot or by itself', () => {
  const two = [aFinding(), aFinding({ name: 'OTHER' })]
  expect(migrateWords({ mode: 'check', findings: two })).toEqual([expect.stringMatching(/run mode migrate/)])
  expect(migrateWords({ mode: 'render', findings: two })).toHaveLength(1)
  expect(migrateWords({ mode: 'migrate', findings: two })).toEqual([])
  for (const other of [{ category: 'reference' }, { level: 'warning' }, { input: 'variables' }] as const)
    expect(migrateWords({ mode: 'check', findings: [aFinding(other)] })).toEqual([])
  const at = (pointer: string) => migrateWords({ mode: 'check', findings: [aFinding({ pointer })] }).length
  const container = '/containerDefinitions/0'
  expect([at(`${container}/environment/2/value`), at('/locals/env/DB_PASSWORD')]).toEqual([1, 1])
  for (const place of [
    'command/1',
    'entryPoint/0',
    'healthCheck/command/1',
    'dockerLabels/token',
    'tags/0/value'
  ])
    expect([place, at(`${container}/${place}`)]).toEqual([place, 0])
  expect(at(`${container}/logConfiguration/options/splunk-token`)).toBe(0)
  expect(at('/Resources/T/Properties/ContainerDefinitions/0/EntryPoint/1')).toBe(0)
  const saidOf = (file: string) => migrateWords({ mode: 'check', findings: [aFinding({ file })] }).length
  const left =
    'main.tf.json a.hcl a.tfvars a.auto.tfvars.json copilot/api/manifest.yml lib/stack.ts app.py run.sh a.json.j2'
  expect(left.split(' ').filter(saidOf)).toEqual([])
  const rewritten =
    'a.json a.jsonc app.yml stack.template a.json.tpl main.tf a.json.tftpl manifest.yml'.split(' ')
  expect(rewritten.filter(saidOf)).toEqual(rewritten)
  expect(migrateWords({ mode: 'check', findings: [aFinding({ pointer: '/lines/3' })] })).toEqual([])
})

it('the way out for a value that is no credential is said once, in every mode', () => {
  const docs = '/docs/check.md#false-positives'
  const exceptWords = (findings: readonly Finding[], mode: Report['mode'] = 'check') =>
    waysOut({ mode, findings }).filter(line => line.endsWith(docs))
  const two = [aFinding(), aFinding({ name: 'OTHER', level: 'warning' })]
  for (const mode of ['check', 'deploy', 'migrate'] as const) expect(exceptWords(two, mode)).toHaveLength(1)
  expect(exceptWords([aFinding({ file: 'main.tf' })])).toHaveLength(1)
  for (const other of [[], [aFinding({ category: 'reference' })], [aFinding({ level: 'notice' })]])
    expect(exceptWords(other)).toEqual([])
  expect(readFileSync('docs/check.md', 'utf8')).toContain('\n## False positives\n')
})
