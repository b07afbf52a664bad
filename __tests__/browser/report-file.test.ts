import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mergedToHtml } from '../../src/report/html/organization-page.ts'
import { skipLoudly } from '../skips.ts'
import { type Browser, findChromium, type OpenedPage, startBrowser } from './browser.ts'
import { comments } from './comments.ts'
import { hostilePage, hostileSummary } from './hostile.ts'
import { markdownFaults, markdownPage } from './markdown-page.ts'
import { hostileOrganization, mergedAudit, mergedResults } from './organization.ts'
import { exposedAudit, failedCheck, failedDeploy, goodDeploy, plan, type RunSurfaces } from './pages.ts'

const found = findChromium()

const RUNS = { failedDeploy, goodDeploy, plan, failedCheck, exposedAudit }
type Name = keyof typeof RUNS
const NAMES = Object.keys(RUNS) as Name[]

if ('missing' in found) skipLoudly(found.missing)
else {
  let browser: Browser
  const runs = new Map<Name, RunSurfaces>()
  const pages = new Map<Name, OpenedPage>()
  beforeAll(async () => {
    // A run has the timers of the process to itself.
    for (const name of NAMES) runs.set(name, await RUNS[name]())
    browser = await startBrowser(found.program)
    for (const [name, { page }] of runs) pages.set(name, await browser.open(page))
  })
  afterAll(() => browser.close())
  const pageOf = (name: Name) => pages.get(name) as OpenedPage
  const runOf = (name: Name) => runs.get(name) as RunSurfaces
  const textOf = (name: Name) => pageOf(name).page.evaluate<string>('document.body.innerText')

  describe.each(NAMES)('the report of a run: %s', name => {
    test('asks for nothing, complains of nothing, and is no wider than its window', async () => {
      const { look, overflow, picture, complaints } = pageOf(name)
      for (const width of [1280, 390]) {
        await look(width)
        expect(await overflow()).toBeLessThanOrEqual(0)
        await picture(`report-${name}-${width}`)
      }
      expect(complaints).toEqual([])
    })

    test('axe finds nothing, in the light and in the dark', async () => {
      const { look, violations } = pageOf(name)
      for (const scheme of ['light', 'dark'] as const) {
        await look(390, scheme)
        expect(await violations()).toEqual([])
      }
    })

    test('holds no value, and its data is the JSON of the run', async () => {
      const { page, values } = runOf(name)
      for (const value of values) expect(page).not.toContain(value)
      const data = await pageOf(name).page.evaluate<string>(
        'document.getElementById("report-data").textContent'
      )
      expect(JSON.parse(data)).toMatchObject({ version: 1 })
    })
  })

  const markdowns: Readonly<Record<string, () => string>> = {
    ...Object.fromEntries(NAMES.map(name => [`summary-${name}`, () => runOf(name).summary])),
    'comment-plan': () => comments().plan,
    'comment-check': () => comments().check
  }

  test.each(Object.keys(markdowns))('Markdown, about as GitHub shows it: %s', async name => {
    const markdown = markdowns[name]?.() ?? ''
    const opened = await browser.open(markdownPage(markdown))
    opened.keep(`${name}.md`, markdown)
    for (const width of [1280, 390]) {
      await opened.look(width)
      await opened.picture(`${name}-${width}`)
    }
    expect(await markdownFaults(opened)).toEqual([])
    expect(opened.complaints).toEqual([])
  })

  test('hostile names in Markdown make no element, no link and no mention', async () => {
    const opened = await browser.open(markdownPage(hostileSummary()))
    await opened.picture('summary-hostile-1280')
    // what they leave as text is theirs
    const faults = (await markdownFaults(opened)).filter(one => /^[a-z0-9]+$|:/.test(one))
    expect(faults).toEqual([])
    expect(await opened.page.evaluate('window.harmed')).toBeUndefined()
    expect(opened.complaints).toEqual([])
  })

  test('a failure: verdict, whether anything is down, cause with its log, commands, what runs now, then pictures', async () => {
    const text = await textOf('failedDeploy')
    const order = [
      'position-manager',
      'Nothing is down',
      'Why it failed',
      'FATAL: password authentication failed',
      'What to do next',
      'gh run rerun 4242424242 --failed --repo example/ops-pipeline',
      'What runs now',
      'position-manager:1, wanted position-manager:2',
      'Timeline of the rollouts',
      'Wave 2',
      'Tasks over time',
      'The old tasks never dipped: at least 2 ran at every poll, 2 wanted.'
    ]
    const at = order.map(part => text.indexOf(part))
    expect(at).not.toContain(-1)
    expect(at).toEqual(at.toSorted((a, b) => a - b))
  })

  test('by keyboard: everything folded opens, every command is reached', async () => {
    const { page, look } = pageOf('failedDeploy')
    await look(1280)
    const press = async (key: string) => {
      await page.keyboard.press(key)
      return page.evaluate<string>(
        'document.activeElement.className + " " + document.activeElement.textContent'
      )
    }
    const reached: string[] = []
    for (let count = 0; count < 40; count++) reached.push(await press('Tab'))
    expect(reached.some(text => text.startsWith('command '))).toBe(true)
    await page.evaluate('document.querySelectorAll("summary")[1].focus()')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.querySelectorAll("details")[1].open')).toBe(true)
  })

  test('on paper nothing is folded', async () => {
    const { page, look, picture } = pageOf('plan')
    await look(1280)
    await page.evaluate('document.querySelectorAll("details").forEach(one => one.open = false)')
    await page.emulateMedia({ media: 'print' })
    const heights =
      '[...document.querySelectorAll("details")].map(one => one.lastElementChild.getBoundingClientRect().height)'
    const shown = await page.evaluate<readonly number[]>(heights)
    expect(shown.length).toBeGreaterThan(2)
    expect(shown.filter(height => height === 0)).toEqual([])
    await picture('report-plan-paper')
    await page.emulateMedia({ media: 'screen' })
  })

  test.each([
    ['audit', mergedAudit],
    ['results', mergedResults]
  ] as const)('the page of an organization: %s', async (name, merged) => {
    const opened = await browser.open(mergedToHtml(merged()))
    const { look, overflow, picture, violations, complaints } = opened
    for (const width of [1280, 390]) {
      await look(width, width === 390 ? 'dark' : 'light')
      expect(await overflow()).toBeLessThanOrEqual(0)
      await picture(`organization-${name}-${width}`)
      expect(await violations()).toEqual([])
    }
    expect(complaints).toEqual([])
  })

  test.each([
    ['report', hostilePage],
    ['organization', hostileOrganization]
  ] as const)(
    'no name or text of others becomes markup, script, link or more width: %s',
    async (name, hostile) => {
      const opened = await browser.open(hostile())
      const { page, look, overflow, picture, violations, complaints } = opened
      await look(390)
      expect(await overflow()).toBeLessThanOrEqual(0)
      await picture(`${name}-hostile-390`)
      await look(1280)
      expect(await overflow()).toBeLessThanOrEqual(0)
      await picture(`${name}-hostile-1280`)
      expect(await page.evaluate('window.harmed')).toBeUndefined()
      expect(await page.evaluate('document.querySelectorAll("script").length')).toBe(1)
      expect(
        await page.evaluate(
          'document.querySelectorAll("img, iframe, form, base, link, object, embed").length'
        )
      ).toBe(0)
      const links = await page.evaluate<readonly string[]>('[...document.links].map(link => link.protocol)')
      expect(links.filter(protocol => protocol !== 'https:')).toEqual([])
      expect(await page.evaluate<string>('document.body.innerText')).not.toMatch(
        /[\u202a-\u202e\u2066-\u2069]/
      )
      expect(await violations()).toEqual([])
      expect(complaints).toEqual([])
    }
  )
}
