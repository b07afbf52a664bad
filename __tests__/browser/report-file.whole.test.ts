import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { sample } from '../sample.ts'
import { skipLoudly } from '../skips.ts'
import { ALL_PICTURES, type Browser, findChromium, startBrowser } from './browser.ts'
import { comments } from './comments.ts'
import { extremePages } from './extremes.ts'
import { hostilePage, hostileSummary } from './hostile.ts'
import { markdownFaults, markdownPage } from './markdown-page.ts'
import { MODES } from './modes.ts'
import { exposedAudit, failedCheck, failedDeploy, goodDeploy, plan } from './pages.ts'
import type { RunSurfaces } from './stage.ts'

const found = findChromium()

const MAIN = { failedDeploy, goodDeploy, plan, failedCheck, exposedAudit }
const RUNS: Readonly<Record<string, () => Promise<RunSurfaces>>> = { ...MAIN, ...MODES }
/** The positions of the folded parts of a page. */
const FOLDED = '[...document.querySelectorAll("details")].flatMap((one, index) => (one.open ? [] : [index]))'
/** The words of tables, as long as an outcome, that a narrow column tears. */
const TORN = `[...document.querySelectorAll("tbody :is(th, td)")].flatMap(cell => {
  const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
  const torn = []
  while (texts.nextNode())
    for (const { 0: word, index } of texts.currentNode.data.matchAll(/(?<![\\w:/.-])\\w{4,12}(?![\\w:/.-])/g)) {
      const range = new Range()
      range.setStart(texts.currentNode, index)
      range.setEnd(texts.currentNode, index + word.length)
      if (range.getClientRects().length > 1) torn.push(word)
    }
  return torn
})`
const OTHERS = Object.keys(MODES)
const NAMES = [...Object.keys(MAIN), ...(ALL_PICTURES ? OTHERS : sample(OTHERS, 6))]

if ('missing' in found) skipLoudly(found.missing)
else {
  let browser: Browser
  const runs = new Map<string, RunSurfaces>()
  beforeAll(async () => {
    // A run has the timers of the process to itself.
    for (const name of NAMES) runs.set(name, await (RUNS[name] as () => Promise<RunSurfaces>)())
    browser = await startBrowser(found.program)
  })
  afterAll(() => browser.close())
  const runOf = (name: string) => runs.get(name) as RunSurfaces
  const open = (name: keyof typeof MAIN) => browser.open(runOf(name).page)

  /**
   * What holds of every page: it asks for nothing, complains of nothing, is no wider than its window, and keeps nobody
   * out.
   */
  async function lookAt(name: string, html: string): Promise<void> {
    const { page, look, overflow, pictures, violations, complaints, keep } = await browser.open(html)
    keep(`${name}.html`, html)
    const wide: string[] = []
    const torn: string[] = []
    for (const width of [1280, 390]) {
      await look(width)
      const over = await overflow()
      if (over > 0) wide.push(`${over} pixels at ${width}`)
      torn.push(...(await page.evaluate<readonly string[]>(TORN)))
    }
    expect({ wide, torn, violations: await violations() }).toEqual({ wide: [], torn: [], violations: [] })
    await pictures(name)
    expect(complaints).toEqual([])
  }

  test.each(NAMES)('the report of a run: %s', async name => {
    const { page, summary, values } = runOf(name)
    for (const value of values) expect(page + summary).not.toContain(value)
    const [, data = ''] = /id="report-data">([\s\S]*?)<\/script>/.exec(page) ?? []
    expect(JSON.parse(data)).toMatchObject({ version: 1 })
    await lookAt(`report-${name}`, page)
  })

  // of those in which nothing has happened one is as the other
  const extremes = Object.entries(extremePages()).filter(([name]) => !/empty-(?!deploy)/.test(name))
  test.each(extremes)('a report that no run here makes: %s', async (name, html) => {
    await lookAt(`extreme-${name}`, html)
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
    await opened.pictures(name)
    expect(await markdownFaults(opened)).toEqual([])
    expect(opened.complaints).toEqual([])
  })

  test('hostile names in Markdown make no element, no link and no mention', async () => {
    const opened = await browser.open(markdownPage(hostileSummary()))
    await opened.pictures('summary-hostile')
    // what they leave as text is theirs
    const faults = (await markdownFaults(opened)).filter(one => /^[a-z0-9]+$|:/.test(one))
    expect(faults).toEqual([])
    expect(await opened.page.evaluate('window.harmed')).toBeUndefined()
    expect(opened.complaints).toEqual([])
  })

  test('a failure: verdict, whether anything is down, commands, what runs now, cause with its log, then timelines', async () => {
    const { page } = await open('failedDeploy')
    const text = await page.evaluate<string>('document.body.innerText')
    const order = [
      'position-manager',
      'Every service runs',
      'What to do next',
      'gh run rerun 4242424242 --failed --repo example/ops-pipeline',
      'runs now',
      'position-manager:1, requested: position-manager:2',
      'Why position-manager was rolled back',
      'FATAL: password authentication failed',
      'dispatcher: timeline'
    ]
    const rollouts = text.indexOf('\nRollouts\n')
    const at = order.map((part, index) => text.indexOf(part, index < 4 ? 0 : rollouts))
    expect(at).not.toContain(-1)
    expect(at).toEqual(at.toSorted((a, b) => a - b))
  })

  test('by keyboard: everything folded opens, every command is reached', async () => {
    const { page, look } = await open('failedDeploy')
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
    const folded = [...(await page.evaluate<readonly number[]>(FOLDED))]
    expect(folded.length).toBeGreaterThan(2)
    for (const index of folded) {
      await page.evaluate(`document.querySelectorAll("details")[${index}].firstElementChild.focus()`)
      await page.keyboard.press('Enter')
    }
    expect(await page.evaluate(FOLDED)).toEqual([])
  })

  test('on paper nothing is folded, and nothing is said about the file', async () => {
    const { page, look } = await open('plan')
    await look(1280)
    await page.evaluate('document.querySelectorAll("details").forEach(one => one.open = false)')
    await page.emulateMedia({ media: 'print' })
    const heights =
      '[...document.querySelectorAll("details")].map(one => one.lastElementChild.getBoundingClientRect().height)'
    const shown = await page.evaluate<readonly number[]>(heights)
    expect(shown.length).toBeGreaterThan(2)
    expect(shown.filter(height => height === 0)).toEqual([])
    // where the data is concerns the file, not the paper
    expect(await page.evaluate('document.querySelector("footer").offsetHeight')).toBe(0)
    await page.emulateMedia({ media: 'screen' })
  })

  test.each([['report', hostilePage]] as const)(
    'no name or text of others becomes markup, script, link or more width: %s',
    async (name, hostile) => {
      const opened = await browser.open(hostile())
      opened.keep(`${name}-hostile.html`, hostile())
      const { page, look, overflow, pictures, violations, complaints } = opened
      for (const width of [1280, 390]) {
        await look(width)
        expect(await overflow()).toBeLessThanOrEqual(0)
      }
      // on a phone, a cell is a label and its content, none of which is cut off
      const cells = '[...document.querySelectorAll("td")].filter(one => one.offsetHeight > 0)'
      expect(await page.evaluate(`${cells}.filter(one => one.textContent === "").length`)).toBe(0)
      expect(await page.evaluate(`${cells}.filter(one => one.offsetWidth > 390).length`)).toBe(0)
      await pictures(`${name}-hostile`)
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
