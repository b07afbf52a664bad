import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { sample } from '../sample.ts'
import { skipLoudly } from '../skips.ts'
import { type Chromium, findChromium, launchChromium, type Page } from './browser.ts'
import { AXE_PATH, builtPages, missingSite, type ServedSite, serveSite } from './served-site.ts'

const found = findChromium()
const missing = 'missing' in found ? found.missing : missingSite()

if (missing !== undefined || 'missing' in found) skipLoudly(missing ?? '')
else {
  let site: ServedSite
  let chromium: Chromium
  let page: Page
  let complaints: string[] = []
  beforeAll(async () => {
    site = await serveSite()
    ;({ chromium } = await launchChromium(found.program))
    page = await (await chromium.newContext({ bypassCSP: false })).newPage()
    page.on('console', message => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
    })
    page.on('pageerror', error => complaints.push(String(error)))
    page.on('requestfailed', request => {
      // a page that is left ends its requests
      if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(`failed: ${request.url()}`)
    })
    page.on('request', request => {
      if (!request.url().startsWith(site.url) && !request.url().startsWith('data:'))
        complaints.push(`request: ${request.url()}`)
    })
  })
  afterAll(async () => {
    await chromium.close()
    await site.close()
  })

  const pages = builtPages()

  /** The light is seen at one width and the dark at the other; each page begins where the one before ended. */
  const LOOKS = [
    { width: 1280, colorScheme: 'light' },
    { width: 390, colorScheme: 'dark' }
  ] as const

  async function look({ width, colorScheme }: (typeof LOOKS)[number]): Promise<void> {
    await page.setViewportSize({ width, height: HEIGHT })
    await page.emulateMedia({ colorScheme })
  }

  test('every page at both widths: no error, no foreign request, no wider than its window, and axe finds nothing', async () => {
    expect(pages.length).toBeGreaterThan(40)
    const faults: Record<string, readonly string[]> = {}
    const parts: string[] = []
    const colors: string[] = []
    // the pages are of few kinds: .ci/run asks axe about some of each part of the site, and about all new colors
    const inFull = new Set(sample(pages, 12))
    let looks: readonly (typeof LOOKS)[number][] = LOOKS
    await look(LOOKS[0])
    for (const path of pages) {
      complaints = []
      await page.goto(`${site.url}${path}`)
      parts.push(...(await page.evaluate<readonly string[]>(withoutKnown(parts))))
      const found: string[] = []
      for (const [index, one] of looks.entries()) {
        if (index > 0) await look(one)
        const pixels = await page.evaluate<number>(OVERFLOW)
        if (pixels > 0) found.push(`${pixels} pixels too wide at ${one.width}`)
        found.push(...(await page.evaluate<readonly string[]>(CODE_FAULTS)))
        const fresh = await page.evaluate<readonly string[]>(newColors(one.colorScheme, colors))
        colors.push(...fresh)
        // all rules once, and those about colors wherever there are colors in which no page was seen
        const all = index === 0 && inFull.has(path)
        const rules = all ? (fresh.length > 0 ? '' : WITHOUT_COLORS) : ABOUT_COLORS
        if (all || fresh.length > 0) found.push(...(await page.evaluate<readonly string[]>(axeOn(rules))))
      }
      if (found.length + complaints.length > 0) faults[path] = [...found, ...complaints]
      looks = looks.toReversed()
    }
    expect(faults).toEqual({})
  }, 300_000)

  test('no page is heavy to load on a phone: at most 300 KB of HTML', () => {
    const sizes = pages.map(path => ({ path, bytes: statSync(join('site/dist', path, 'index.html')).size }))
    expect(sizes.filter(({ bytes }) => bytes > 300_000)).toEqual([])
  })

  test('output in columns keeps them: its block scrolls instead of wrapping, by keyboard too', () => {
    const blocks = pages.flatMap(path =>
      [
        ...readFileSync(join('site/dist', path, 'index.html'), 'utf8').matchAll(/<pre data-language=[^>]*>/g)
      ].map(([tag]) => `${path}: ${tag}`)
    )
    const output = blocks.filter(tag => !/data-language="(?:json|yaml|sh|ts|diff|hcl)"/.test(tag))
    expect(output.length).toBeGreaterThan(5)
    // what is in sentences wraps: `class="wrap"`
    const columns = output.filter(tag => !tag.includes('data-language="text" tabindex="0" class="wrap"'))
    expect(columns.length).toBeGreaterThan(1)
    expect(columns.filter(tag => !tag.endsWith(': <pre data-language="text" tabindex="0">'))).toEqual([])
  })

  test('every policy forbids scripts inside of pages, and the playground allows no connection', () => {
    const policies = new Map(
      pages.map(path => {
        const text = readFileSync(join('site/dist', path, 'index.html'), 'utf8')
        return [
          path,
          /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1] ?? 'none'
        ] as const
      })
    )
    const lax = [...policies].filter(
      ([, policy]) => !policy.includes("default-src 'none'") || /script-src [^;]*unsafe-inline/.test(policy)
    )
    expect(lax).toEqual([])
    expect(policies.get('playground/')).not.toContain('connect-src')
  })
}

/** What is below is laid out all the same, but not painted. */
const HEIGHT = 400

const COLOR_RULES = ['color-contrast', 'link-in-text-block']
const ABOUT_COLORS = `, runOnly: ${JSON.stringify(COLOR_RULES)}`
const WITHOUT_COLORS = `, rules: ${JSON.stringify(Object.fromEntries(COLOR_RULES.map(rule => [rule, { enabled: false }])))}`

const OVERFLOW = 'document.documentElement.scrollWidth - window.innerWidth'

/**
 * Script that lists what of code is out of sight although it has no columns, flags that are torn, and flags whose
 * hyphens have become a dash.
 */
const CODE_FAULTS = `(() => {
  const hidden = [...document.querySelectorAll('pre')]
    .filter(pre => pre.scrollWidth > pre.clientWidth + 1 && !/\\S {2,}\\S/.test(pre.textContent))
    .map(pre => 'cut: ' + pre.textContent.slice(0, 40))
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const torn = []
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (!text.data.includes('--') || !text.parentElement.closest('code')) continue
    for (const { index } of text.data.matchAll(/(?<=^|\\s)--[a-z]/g)) {
      const range = document.createRange()
      range.setStart(text, index)
      range.setEnd(text, index + 3)
      const lines = new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => top))
      if (lines.size > 1) torn.push('torn: ' + text.data.slice(index, index + 20))
    }
  }
  const dashes = [...document.body.textContent.matchAll(/(?<=^|\\s)\u2013[a-z][\\w-]*/g)].map(([flag]) => 'dash: ' + flag)
  return [...hidden, ...torn, ...dashes]
})()`

/**
 * Script that takes out of the page what axe has seen on an earlier one, since that takes most of its time: the
 * sidebar, the same on every page but for what is open, and the words of highlighted code, a few colors in thousands of
 * places. Returns what is new.
 */
function withoutKnown(known: readonly string[]): string {
  return `(() => {
    const known = new Set(${JSON.stringify(known)})
    const before = known.size
    const isKnown = key => {
      const size = known.size
      return known.add(key).size === size
    }
    const sidebar = document.querySelector('nav.sidebar')
    if (sidebar) {
      const key = sidebar.innerHTML.replace(/ aria-current="page"| open(?:="")?|data-hash="[^"]*"/g, '')
      let hash = 0
      for (let at = 0; at < key.length; at++) hash = (hash * 31 + key.charCodeAt(at)) | 0
      if (isKnown('sidebar ' + hash)) sidebar.remove()
    }
    for (const word of document.querySelectorAll('.ec-line > .code > span')) {
      const around = word.closest('figure').parentElement
      const line = word.closest('.ec-line')
      if (isKnown([word.getAttribute('style'), line.className, around.localName, around.className].join('|')))
        word.replaceWith(...word.childNodes)
    }
    return [...known].slice(before)
  })()`
}

/**
 * Script that lists what decides about contrast, and no page before has had in this color scheme: the color, size and
 * weight of a text, what is behind it, and the color of the text around it.
 */
function newColors(scheme: string, known: readonly string[]): string {
  return `(() => {
    const known = new Set(${JSON.stringify(known)})
    const before = known.size
    const behind = new Map()
    const behindOf = element => {
      if (element === null) return ''
      if (!behind.has(element)) {
        const { backgroundColor, backgroundImage } = getComputedStyle(element)
        const own = backgroundImage + backgroundColor
        behind.set(element, own === 'nonergba(0, 0, 0, 0)' ? behindOf(element.parentElement) : own)
      }
      return behind.get(element)
    }
    for (const element of document.body.querySelectorAll('*')) {
      if (![...element.childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim() !== '')) continue
      const { color, fontSize, fontWeight, opacity, textDecorationLine } = getComputedStyle(element)
      const around = getComputedStyle(element.parentElement).color
      known.add(['${scheme}', element.localName === 'a', color, behindOf(element), fontSize, fontWeight, opacity, textDecorationLine, around].join('|'))
    }
    return [...known].slice(before)
  })()`
}

/**
 * Script that runs axe, from the site itself so that the page's policy allows it, and lists violations as `rule:
 * selector`.
 */
function axeOn(options: string): string {
  return `(async () => {
    if (!window.axe) await new Promise((resolve, reject) => {
      const script = document.createElement('script')
      Object.assign(script, { src: ${JSON.stringify(AXE_PATH)}, onload: resolve, onerror: reject })
      document.head.append(script)
    })
    const { violations } = await axe.run(document, { resultTypes: ['violations']${options} })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target))
  })()`
}
