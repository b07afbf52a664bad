import { describe, expect, it, test } from '@jest/globals'
import { applyExceptions, type ExceptionContext } from '../../../src/check/exceptions/apply.ts'
import type { Finding } from '../../../src/detector/finding.ts'
import { aFinding } from '../../report/findings.ts'
import { CONFIG, configuration, entry, NOW } from './support.ts'

async function applied(text: string, findings: readonly Finding[], given: Partial<ExceptionContext> = {}) {
  const { exceptions, problems } = await configuration(`exceptions:\n${text}`)
  expect(problems).toEqual([])
  return applyExceptions(findings, {
    exceptions,
    comments: [],
    lines: new Map(),
    scanned: ['deploy/app.json'],
    idleRules: [],
    now: NOW,
    ...given
  })
}

const rulesOf = ({ findings }: { findings: readonly Finding[] }) => findings.map(({ rule }) => rule)

describe('applyExceptions', () => {
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
    expect((await at('2030-03-01T23:59:59.999Z')).findings).toEqual([])
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
