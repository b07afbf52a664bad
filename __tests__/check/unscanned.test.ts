import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { loadSources } from '../../src/check/load-sources.ts'
import type { CommonConfiguration } from '../../src/inputs/configuration.ts'
import { annotationsOf } from '../../src/report/annotations.ts'
import { emptyReport } from '../../src/report/report.ts'
import { exitCodeOf } from '../../src/report/verdict.ts'
import { definition, pair, WHOLE } from './ways.ts'

let workspace: string
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'sealed-sources-'))
})
afterEach(() => rmSync(workspace, { recursive: true }))

describe('what a deploy, a plan or a migration could not read whole', () => {
  it.each<[string, string, string | Buffer, number, RegExp]>([
    ['cut off', 'app.json', definition(pair('A', 'b')).slice(0, -4), 1, /was expected/],
    [
      'a slip of the indentation',
      'app.yml',
      WHOLE.replace('        value', '       value'),
      7,
      /Not valid YAML: a character is missing/
    ],
    ['a second document', 'app.yml', `a: 1\n---\n${WHOLE}`, 2, /A second document/],
    ['200 levels', 'app.json', '['.repeat(200), 1, /nested deeper than 100/],
    ['UTF-16', 'app.json', Buffer.from(`\uFEFF${definition('')}`, 'utf16le'), 1, /is not UTF-8 text/]
  ])(
    '%s: has a line and a reason, is an error annotation of the file, and fails',
    async (_, file, text, line, why) => {
      writeFileSync(join(workspace, file), text)
      const configuration = { taskDefinition: [file] } as unknown as CommonConfiguration
      const loaded = await loadSources(configuration, { workspace, keepSource: () => undefined })
      expect(loaded.unscanned).toEqual([{ file, line, reason: expect.stringMatching(why) }])
      const report = { ...emptyReport('plan'), unscanned: loaded.unscanned, problems: loaded.problems }
      expect(annotationsOf(report)).toContainEqual(
        expect.objectContaining({ level: 'error', file, startLine: line })
      )
      // Nobody has to make a problem of it besides.
      const alone = { ...report, problems: [] }
      expect(annotationsOf(alone)).toContainEqual(
        expect.objectContaining({ level: 'error', file, startLine: line })
      )
      expect(exitCodeOf(alone)).toBe(2)
    }
  )
})
