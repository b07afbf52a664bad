import { describe, expect, it } from '@jest/globals'
import { EXCEPTION_RULES } from '../../src/check/exceptions/findings.ts'
import { OPTIONAL_RULES, RULES } from '../../src/detector/detect.ts'
import type { Finding } from '../../src/detector/rule.ts'
import { referencesOnly } from '../../src/detector/rules/policies.ts'
import type { Problem } from '../../src/errors.ts'
import { reportToSarif } from '../../src/report/check/sarif.ts'
import { aFinding, withoutPlace } from './findings.ts'

const rules = [...RULES, ...OPTIONAL_RULES, referencesOnly([]), ...EXCEPTION_RULES]

type Result = {
  readonly ruleId: string
  readonly level: string
  readonly message: { readonly text: string }
  readonly locations: readonly { readonly physicalLocation: Record<string, Record<string, unknown>> }[]
}
type Run = {
  readonly tool: {
    readonly driver: {
      readonly rules: readonly { readonly id: string; readonly properties: Record<string, unknown> }[]
    }
  }
  readonly results: readonly Result[]
  readonly invocations: readonly Record<string, unknown>[]
}

function sarif(findings: readonly Finding[], more: { unscanned?: []; problems?: readonly Problem[] } = {}) {
  const report = { findings, unscanned: [], problems: [], ...more }
  return parse(reportToSarif({ report, rules, version: '1.2.3' }))
}

function parse(text: string): { run: Run; text: string } {
  const log = JSON.parse(text) as { runs: Run[] }
  return { run: log.runs[0] as Run, text }
}

describe('reportToSarif', () => {
  it('describes every rule as GitHub wants it', () => {
    const { run } = sarif([])
    expect(run.tool.driver.rules.map(({ id }) => id)).toEqual(rules.map(({ id }) => id))
    for (const rule of run.tool.driver.rules) {
      expect(rule).toMatchObject({
        shortDescription: { text: expect.stringMatching(/\.$/) },
        fullDescription: { text: expect.any(String) },
        help: { text: expect.any(String), markdown: expect.stringContaining('https://') },
        helpUri: expect.stringMatching(/^https:\/\/.*docs\/.*\.md$/),
        defaultConfiguration: { level: expect.stringMatching(/^(error|warning|note)$/) },
        properties: { precision: expect.stringMatching(/^(high|medium|low)$/) }
      })
      expect((rule.properties['tags'] as string[]).length).toBeLessThanOrEqual(20)
    }
    const byName = run.tool.driver.rules.find(({ id }) => id === 'secret/by-name')
    expect(byName?.properties).toMatchObject({
      tags: expect.arrayContaining(['security', 'external/cwe/cwe-798']),
      'security-severity': '8.8'
    })
  })

  it('places a result and ties it to its rule', () => {
    const { run } = sarif([aFinding({ level: 'notice' })])
    expect(run.results).toMatchObject([
      {
        ruleId: 'secret/by-name',
        level: 'note',
        message: { text: 'Variable DB_PASSWORD holds a password.\nRemove it from "environment".' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'deploy/app.json', uriBaseId: '%SRCROOT%' },
              region: { startLine: 3, startColumn: 41, endLine: 3, endColumn: 51 }
            }
          }
        ],
        partialFingerprints: { 'ecsSealedDeploy/v1': '0123456789abcdef' }
      }
    ])
    expect(run.tool.driver.rules.map(({ id }) => id)).toContain(run.results[0]?.ruleId)
    expect(run.invocations).toMatchObject([{ executionSuccessful: true }])
  })

  it('leaves no snippet and no hash of a line', () => {
    expect(sarif([aFinding()]).text).not.toMatch(/snippet|contextRegion|primaryLocationLineHash/)
  })

  it('makes a URI of a path with blanks and signs, and a line for what an input brought in', () => {
    const finding = withoutPlace(aFinding({ file: 'deploy/my app#1%.json', input: 'secrets' }))
    const [location] = sarif([finding]).run.results[0]?.locations ?? []
    expect(location?.physicalLocation).toEqual({
      artifactLocation: { uri: 'deploy/my%20app%231%25.json', uriBaseId: '%SRCROOT%' },
      region: { startLine: 1 }
    })
  })

  it('keeps the worst 5,000 and says how many it left out', () => {
    const mild = Array.from({ length: 5_100 }, () => aFinding({ level: 'warning' }))
    const { run } = sarif([...mild, aFinding()])
    expect(run.results).toHaveLength(5_000)
    expect(run.results[0]?.level).toBe('error')
    expect(JSON.stringify(run.invocations)).toContain('101 milder results')
  })

  it('a file that was not scanned, and any other problem, makes the run fail', () => {
    const place = { file: 'b.json', line: 2, column: 1, endLine: 2, endColumn: 2 }
    const unreadable = { code: 'invalid-json', fault: 'user', message: 'Not valid JSON.', place } as const
    const input = {
      code: 'bad-input',
      fault: 'user',
      message: 'Input "x" is wrong.',
      hint: 'Mend it.'
    } as const
    const report = {
      findings: [],
      unscanned: [{ file: 'b.json', line: 1, reason: 'Not valid JSON.' }],
      problems: [unreadable, input]
    }
    const { run } = parse(reportToSarif({ report, rules, version: '1.2.3' }))
    expect(run.invocations).toMatchObject([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          { level: 'error', message: { text: 'b.json was not scanned: Not valid JSON.' } },
          { level: 'error', message: { text: 'Input "x" is wrong. Mend it.' } }
        ]
      }
    ])
  })

  it('lets no name become a link', () => {
    const { run } = sarif([aFinding({ message: 'Variable [x](https://evil.example) is bad' })])
    expect(run.results[0]?.message.text).not.toContain('](')
  })
})
