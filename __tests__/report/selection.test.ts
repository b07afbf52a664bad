import { expect, test } from '@jest/globals'
import { reportToHtml } from '../../src/report/html/page.ts'
import { type SelectedService, selectionToMarkdown, selectionToText } from '../../src/report/selection.ts'
import { sectionOf } from './html/page-text.ts'
import { aReport } from './rollouts.ts'

const one = (key: string, isIncluded: boolean, reason: string): SelectedService => ({
  key,
  service: `pf-${key}`,
  isIncluded,
  reason
})

test('what is in stands first, names and reasons are text', () => {
  const selection = [
    one('gen', false, 'since 1234567 nothing changed that counts for it'),
    one('api', true, 'since 1234567: changed: api/<b>|x.py, docs/#1 @team')
  ]
  const markdown = selectionToMarkdown(selection, 10_000)
  expect(markdown.indexOf('api')).toBeLessThan(markdown.indexOf('gen'))
  expect(markdown).not.toMatch(/<b>|[^\\]\|x\.py|#1| @team/)
  expect(selectionToText(selection)[0]).toBe(
    'gen (pf-gen): left alone, since 1234567 nothing changed that counts for it'
  )
})

test('many are folded, and those without room are counted', () => {
  const many = Array.from({ length: 300 }, (_, index) =>
    one(`service-${index}`, index % 2 === 0, 'x'.repeat(900))
  )
  const markdown = selectionToMarkdown(many, 8000)
  expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(8000)
  expect(markdown).toMatch(/… and \d+ more; all are in the output `plan`\./)
  expect(selectionToMarkdown(many.slice(0, 30), 100_000)).toContain('<details><summary>30 services</summary>')
})

test('a run that is not for what changed says nothing of it', () => {
  expect(selectionToMarkdown(undefined, 1000)).toBe('')
  expect(selectionToMarkdown([], 1000)).toBe('')
})

test('the page says which services are part of the run, and why', () => {
  const selection = [one('gen', false, 'nothing changed'), one('api', true, 'changed: api/<b>.py')]
  const page = reportToHtml(aReport({ selection, mode: 'plan' }), { sources: new Map(), now: 0 })
  expect(sectionOf(page, 'selection')).toMatch(
    /Part of this run \(1\).* api \(pf-api\) .*changed: api\/<b>\.py.*Skipped \(1\).* gen \(pf-gen\) .*nothing changed/
  )
  expect(reportToHtml(aReport({ mode: 'plan' }), { sources: new Map(), now: 0 })).not.toContain(
    'id="selection"'
  )
})
