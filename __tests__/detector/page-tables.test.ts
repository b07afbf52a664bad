import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { chosenRules, detect, RULES } from '../../src/detector/detect.ts'
import type { Finding } from '../../src/detector/rule.ts'
import { USUAL_RULES } from '../../src/detector/rule.ts'
import { knownValue } from '../../src/detector/rules/policies.ts'
import { documentOf, taskDefinition } from './documents.ts'
import { expandMarkers } from './made.ts'

const FOLDER = join(import.meta.dirname, '../../docs/rules')

/** What a table's head calls the place of its examples, and a definition with one there. */
const PLACES: Readonly<Record<string, (name: string, value: string) => unknown>> = {
  'name, value': (name, value) => taskDefinition({ environment: [{ name, value }] }),
  'label, value': (name, value) => taskDefinition({ dockerLabels: { [name]: value } }),
  'log option, value': (name, value) =>
    taskDefinition({ logConfiguration: { logDriver: 'awsfirelens', options: { [name]: value } } }),
  'tag, value': (key, value) => ({ ...(taskDefinition({}) as object), tags: [{ key, value }] }),
  'name, valueFrom': (name, valueFrom) => taskDefinition({ secrets: [{ name, valueFrom }] }),
  command: command => taskDefinition({ command: wordsOf(command) }),
  'entry point': command => taskDefinition({ entryPoint: wordsOf(command) }),
  'health check': command => taskDefinition({ healthCheck: { command: ['CMD-SHELL', command] } })
}

/** A list of words as JSON, or a line for a shell. */
function wordsOf(command: string): unknown {
  return command.startsWith('[') ? JSON.parse(command) : ['sh', '-c', command]
}

type Example = {
  readonly place: string
  readonly name: string
  readonly value: string
  readonly result: string
}

/**
 * examplesIn reads the tables with a column `result`. A cell with several texts stands for each of them; `⏎` is a line
 * break, and `<40 letters and digits>` stands for such characters.
 */
function examplesIn(page: string): readonly Example[] {
  const examples: Example[] = []
  let place: string | undefined
  for (const line of page.split('\n')) {
    const cells = line.startsWith('|') ? cellsOf(line) : []
    if (cells.at(-1) === 'result') place = cells.slice(0, -1).join(', ')
    else if (cells.length === 0) place = undefined
    if (place === undefined || cells.at(-1) === 'result' || cells.every(cell => /^-+$/.test(cell))) continue
    const result = cells.at(-1) as string
    const [names = [], values = ['']] = cells.slice(0, -1).map(textsOf)
    for (const name of names) for (const value of values) examples.push({ place, name, value, result })
  }
  return examples
}

function cellsOf(line: string): readonly string[] {
  return line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map(cell => cell.trim().replaceAll('\\|', '|'))
}

function textsOf(cell: string): readonly string[] {
  return [...cell.matchAll(/(`+) ?(.+?) ?\1(?!`)(?=,|$)/g)].map(([, , text = '']) =>
    expandMarkers(text.replaceAll('⏎', '\n'))
  )
}

/** The rules that the reader of a page has on, and what `known-value` says that the job has. */
function rulesOf(page: string) {
  if (page === 'known-value.md')
    return [...RULES, knownValue(new Map([[['Orange', 'Tractor', '77'].join('-'), ['DB_PASSWORD']]]))]
  return page === 'references-only.md'
    ? chosenRules({ ...USUAL_RULES, strictly: [] })
    : chosenRules({ ...USUAL_RULES, optional: [`secret/${page.slice(0, -3)}`] })
}

/** `finding` is an error of the page's rule, or of the one that the cell links; `warning` and `notice` are of any. */
function resultOf(page: string, [first]: readonly Finding[], result: string): string {
  if (first === undefined) return 'nothing'
  if (first.level !== 'error') return `${first.level}${linkIn(result, first)}`
  const own = page === 'README.md' || first.rule.endsWith(`/${page.slice(0, -3)}`)
  return own ? 'finding' : `finding${linkIn(result, first) || ` (${first.rule})`}`
}

function linkIn(result: string, { rule }: Finding): string {
  const name = rule.slice(rule.indexOf('/') + 1)
  return result.includes('](') ? ` ([\`${name}\`](${name}.md))` : ''
}

const PAGES = readdirSync(FOLDER).map(
  page => [page, examplesIn(readFileSync(join(FOLDER, page), 'utf8'))] as const
)

describe.each(PAGES.filter(([, examples]) => examples.length > 0))('the tables of %s', (page, examples) => {
  it.each(examples)('$place: $name $value: $result', async ({ place, name, value, result }) => {
    expect(Object.keys(PLACES)).toContain(place)
    expect(result).toMatch(/^(?:finding|warning|notice|nothing)(?: \(\[`[a-z-]+`\]\([a-z-]+\.md\)\))?$/)
    const definition = PLACES[place]?.(name, value)
    const findings = detect(await documentOf(JSON.stringify(definition)), rulesOf(page))
    expect(resultOf(page, findings, result)).toBe(result)
  })

  it('show what is found and what is not', () => {
    const results = new Set(examples.map(({ result }) => result.replace(/ .*/, '')))
    expect(results).toContain('nothing')
    expect(results.size).toBeGreaterThan(1)
  })
})
