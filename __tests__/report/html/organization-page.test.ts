import { describe, expect, test } from '@jest/globals'
import { mergedToHtml } from '../../../src/report/html/organization-page.ts'
import { hostileOrganization, mergedAudit, mergedResults } from '../../browser/organization.ts'
import { sectionOf } from './page-text.ts'

describe('the page of an organization', () => {
  const page = mergedToHtml(mergedAudit())

  test('leads with the verdict, then what changed, what to rotate, accounts × Regions, what is unknown, what is exposed', () => {
    const at = ['<h1>', 'id="changes"', 'id="rotate"', 'id="places"', 'id="unknown"', 'id="exposed"'].map(
      text => page.indexOf(text)
    )
    expect(at).not.toContain(-1)
    expect(at).toEqual(at.toSorted((a, b) => a - b))
  })

  test('the worst accounts come first, those with nothing to do are folded, and nothing unknown is clean', () => {
    const matrix = sectionOf(page, 'places')
    const open = matrix.split('accounts with nothing to do')[0] ?? ''
    expect(open.match(/\d+ exposed/g)?.length).toBeGreaterThan(1)
    // the job that left no file and the one whose file was cut off
    expect(open.match(/\? not verified/g)).toHaveLength(2)
    expect(open.indexOf('exposed')).toBeLessThan(open.indexOf('not verified'))
    expect(sectionOf(page, 'unknown')).toMatch(
      /no result: its job failed[\s\S]*cut off|cut off[\s\S]*no result/u
    )
  })

  test('of many accounts, the worst twenty are open and the others folded', () => {
    const large = mergedToHtml(mergedAudit(1000))
    const [open = '', more, folded = ''] = sectionOf(large, 'places').split(/(\d+) more accounts/)
    const accountsIn = (part: string) => new Set(part.match(/\b\d{12}\b/g)).size
    expect(accountsIn(open)).toBe(20)
    expect(accountsIn(folded.split('accounts with nothing to do')[0] ?? '')).toBe(Number(more))
    expect(folded).toMatch(/exposed|not verified/)
    expect(sectionOf(large, 'exposed')).toMatch(/\d+ more/)
  })

  test('says what changed since the last merge', () => {
    expect(sectionOf(page, 'changes')).toMatch(
      /What changed since 2026-11-17 .*✓ no longer exposed 1\d+\/\S+ service api/
    )
  })

  test('the worst credential comes first, with the accounts that have it', () => {
    expect(sectionOf(page, 'rotate')).toMatch(/BROKER_KEY .*in \d+ accounts and Regions .*DB_PASSWORD/)
  })

  test('of results: what failed with its reason, what nobody knows, what succeeded', () => {
    const results = mergedToHtml(mergedResults())
    expect(sectionOf(results, 'failed')).toMatch(/rolled back The circuit breaker rolled it back/)
    expect(sectionOf(results, 'failed')).toContain('no result: its job failed')
    expect(sectionOf(results, 'places')).toContain('2 succeeded')
  })

  test('a link to anything but the web is none', () => {
    expect(hostileOrganization()).not.toMatch(/href="(?!https:)/)
    expect(page).toMatch(/href="https:\/\/github\.com\/example\/audits\/actions\/runs\/\d+"/)
  })

  test('1,000 accounts stay below 2 MB without their data', () => {
    const large = mergedToHtml(mergedAudit(1000))
    const shown = large.replace(/<script[\s\S]*<\/script>/, '')
    expect(shown.length < 2_000_000).toBe(true)
    // whoever is exposed is before whoever is not
    const verdicts = [...shown.matchAll(/<th scope="row"[^>]*>\d{12}<\/th>.*?<\/tr>/g)].map(([row]) =>
      row.includes('exposed')
    )
    expect(verdicts.slice(0, 190).includes(false)).toBe(false)
    expect(verdicts).toHaveLength(1000)
  })
})
