import { describe, expect, it } from '@jest/globals'
import { EXCEPTION_RULES } from '../../src/check/exceptions/findings.ts'
import { OPTIONAL_RULES, RULES } from '../../src/detector/detect.ts'
import { reportToSarif, type SarifInput } from '../../src/report/check/sarif.ts'
import { aFinding, withoutPlace } from './findings.ts'
import { validateSarif } from './sarif-schema.ts'

const rules = [...RULES, ...OPTIONAL_RULES, ...EXCEPTION_RULES]
const place = { file: 'b.json', line: 2, column: 1, endLine: 3, endColumn: 2 }

const reports: Readonly<Record<string, SarifInput['report']>> = {
  'nothing found': { findings: [], unscanned: [], problems: [] },
  'every level, with and without a place': {
    findings: [
      aFinding(),
      aFinding({ level: 'warning', file: 'a b/c.json' }),
      aFinding({ level: 'notice', rule: 'secret/unheard-of', confidence: 'low' }),
      withoutPlace(aFinding({ input: 'secrets' }))
    ],
    unscanned: [],
    problems: []
  },
  'problems and files that were not scanned': {
    findings: [],
    unscanned: [{ file: 'b.json', line: 1, reason: 'Not valid JSON.' }],
    problems: [
      { code: 'bad-input', fault: 'user', message: 'Input "x" is wrong.', hint: 'Mend it.' },
      { code: 'bad-exception', fault: 'user', message: 'Exception 1.', place: { ...place, file: 'c.yml' } }
    ]
  },
  'more than GitHub keeps': {
    findings: Array.from({ length: 5_001 }, () => aFinding()),
    unscanned: [],
    problems: []
  }
}

describe('the official schema of SARIF 2.1.0', () => {
  it.each(Object.entries(reports))('accepts a run with %s', (_, report) => {
    expect(validateSarif(JSON.parse(reportToSarif({ report, rules, version: '1.2.3' })))).toEqual([])
  })

  it('refuses what is none', () => {
    expect(validateSarif({ version: '2.1.0', runs: [{ results: [] }] })).not.toEqual([])
  })
})
