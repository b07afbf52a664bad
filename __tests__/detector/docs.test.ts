import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { chosenRules, detect, OPTIONAL_RULES, RULES } from '../../src/detector/detect.ts'
import { USUAL_RULES } from '../../src/detector/rule.ts'
import { knownValue, referencesOnly } from '../../src/detector/rules/policies.ts'
import { documentOf } from './documents.ts'
import { expandMarkers } from './made.ts'

const FOLDER = join(import.meta.dirname, '../../docs/rules')

/** examplesOf lists the JSON blocks below a heading of a page. */
function examplesOf(page: string, heading: 'Bad' | 'Good'): readonly string[] {
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  return [...section.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text = '']) => expandMarkers(text))
}

/** What the page of the rule says that the job has. */
const KNOWN = knownValue(new Map([[['Orange', 'Tractor', '77'].join('-'), ['DB_PASSWORD']]]))

const ALL = [...RULES, ...OPTIONAL_RULES, referencesOnly([]), KNOWN]

/** rulesFor are the rules that someone has on who reads the page of that one. */
function rulesFor(id: string) {
  if (id === KNOWN.id) return [...RULES, KNOWN]
  return id.startsWith('policy/')
    ? chosenRules({ ...USUAL_RULES, strictly: [] })
    : chosenRules({ ...USUAL_RULES, optional: [id] })
}

describe.each(ALL.map(rule => [rule.id, rule] as const))('the page of %s', (id, rule) => {
  const page = readFileSync(join(FOLDER, '../..', rule.docs), 'utf8')

  it('has a title with its name, then a sentence, what is bad and good, the fix, and the details folded', () => {
    expect(page).toMatch(/^# [A-Z][^\n]+ \((?:secret|policy)\/[a-z-]+\)\n\n[^\n]+\.\n\n## Bad\n/)
    expect(page.split('\n')[0]).toContain(`(${id})`)
    const sections = [...page.matchAll(/^## (.+)$/gm)].map(([, name]) => name)
    expect(sections).toEqual(['Bad', 'Good', 'Fix', 'Details'])
    expect(page.split('\n## Details\n')[1]).toMatch(/^\n<details>\n[\s\S]*<\/details>\n$/)
  })

  it('has bad examples that break this rule, once each', async () => {
    const examples = examplesOf(page, 'Bad')
    expect(examples.length).toBeGreaterThan(0)
    for (const example of examples) {
      expect(detect(await documentOf(example), rulesFor(id))).toMatchObject([{ rule: id, level: rule.level }])
    }
  })

  it('has good examples that break no rule', async () => {
    const examples = examplesOf(page, 'Good')
    expect(examples.length).toBeGreaterThan(0)
    for (const example of examples) expect(detect(await documentOf(example), rulesFor(id))).toEqual([])
  })
})

describe('the list of rules', () => {
  it('has every rule and every page', () => {
    const list = readFileSync(join(FOLDER, 'README.md'), 'utf8')
    for (const { id, docs } of ALL) expect(list).toContain(`[\`${id}\`](${docs.split('/').at(-1)})`)
    expect(new Set(readdirSync(FOLDER))).toEqual(
      new Set(['README.md', ...ALL.map(({ docs }) => docs.split('/').at(-1))])
    )
  })
})
