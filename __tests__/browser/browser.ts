import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WHOLE } from '../sample.ts'

type FailedRequest = { url(): string; failure(): { readonly errorText: string } | null }

/** What these tests use of playwright-core, which is loaded late: a machine without it skips the suite and says so. */
export type Page = {
  on(event: 'console', hear: (message: { type(): string; text(): string }) => void): void
  on(event: 'pageerror', hear: (error: Error) => void): void
  on(event: 'request', hear: (request: { url(): string }) => void): void
  on(event: 'requestfailed', hear: (request: FailedRequest) => void): void
  goto(url: string): Promise<unknown>
  evaluate<Result>(script: string): Promise<Result>
  setViewportSize(size: { readonly width: number; readonly height: number }): Promise<void>
  emulateMedia(media: {
    readonly colorScheme?: 'light' | 'dark'
    readonly media?: 'screen' | 'print'
  }): Promise<void>
  screenshot(options: {
    readonly path: string
    readonly fullPage: true
    readonly clip: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  }): Promise<unknown>
  readonly keyboard: { press(key: string): Promise<void> }
}
type Context = { newPage(): Promise<Page>; setOffline(isOffline: boolean): Promise<void> }
export type Chromium = {
  newContext(options: { readonly bypassCSP: boolean }): Promise<Context>
  close(): Promise<void>
}
type Playwright = {
  readonly chromium: {
    launch(options: { readonly executablePath: string; readonly args: readonly string[] }): Promise<Chromium>
  }
}

const PROGRAMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Where Chromium is, or why these tests can't be run here. */
export function findChromium(): { readonly program: string } | { readonly missing: string } {
  const program = [process.env['CHROMIUM'] ?? '', ...PROGRAMS].find(file => file !== '' && existsSync(file))
  if (program === undefined)
    return { missing: 'no Chromium (Debian: apt-get install chromium, or name it in CHROMIUM)' }
  return existsSync('node_modules/playwright-core') ? { program } : { missing: 'no playwright-core (npm ci)' }
}

/** A page as it was opened, with what it did that it should not. */
export type OpenedPage = {
  readonly page: Page
  /** Errors on the console, exceptions, requests other than for the page itself. */
  readonly complaints: readonly string[]
  /** Width and scheme are those of the next looks. */
  look(width: number, scheme?: 'light' | 'dark'): Promise<void>
  /** What axe finds in the light, and of the dark what differs there (contrast), as `rule: selector`. */
  violations(): Promise<readonly string[]>
  /** How many pixels the page is wider than its window. */
  overflow(): Promise<number>
  /** Keeps pictures of the whole page in the tests' output, where pictures are made: at both widths, light, dark and on paper. */
  pictures(name: string): Promise<void>
  /** Keeps a text where pictures are made: Markdown beside them, HTML in a folder of its own. */
  keep(name: string, text: string): void
}

export type Browser = { open(html: string): Promise<OpenedPage>; close(): Promise<void> }

/** The pictures of the last run, to be looked at. */
export const PICTURES = '.ci/out/pictures'
/** The pages of the last run; .ci/run checks their HTML, which wants a newer Node than these tests. */
const PAGES = '.ci/out/pages'

/** They take longer than all else: a quick run makes none, .ci/run two of each of the main surfaces, PICTURES=1 all of all. */
const KINDS = [
  { width: 1280, colorScheme: 'light', media: 'screen', name: '1280' },
  { width: 390, colorScheme: 'dark', media: 'screen', name: '390-dark' },
  { width: 1280, colorScheme: 'dark', media: 'screen', name: '1280-dark' },
  { width: 390, colorScheme: 'light', media: 'screen', name: '390' },
  { width: 1280, colorScheme: 'light', media: 'print', name: 'paper' }
] as const
export const ALL_PICTURES = process.env['PICTURES'] === '1'
const MADE = ALL_PICTURES ? KINDS : KINDS.slice(0, WHOLE ? 2 : 0)

/** takePictures keeps what a page looks like, where pictures are made. */
export async function takePictures(page: Page, name: string): Promise<void> {
  for (const { width, colorScheme, media, name: kind } of MADE) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme, media })
    // what is longer than this no screen shows, and Chromium takes minutes for it
    const height = await page.evaluate<number>('document.documentElement.scrollHeight')
    const clip = { x: 0, y: 0, width, height: Math.min(height, LONGEST) }
    await page.screenshot({ path: join(PICTURES, `${name}-${kind}.png`), fullPage: true, clip })
  }
  if (MADE.length > 0) await page.emulateMedia({ colorScheme: 'light', media: 'screen' })
}

const LONGEST = 12_000

/** launchChromium starts a Chromium; `axe` is the script that finds what keeps people out of a page. */
export async function launchChromium(
  program: string
): Promise<{ readonly chromium: Chromium; readonly axe: string }> {
  const require = createRequire(join(process.cwd(), 'package.json'))
  const { chromium } = require('playwright-core') as Playwright
  const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')
  return { chromium: await chromium.launch({ executablePath: program, args: ['--no-sandbox'] }), axe }
}

/** violationsOn lists what axe finds on a page, as `rule: selector`: by all its rules in the light, and in the dark by those that look at colours. */
export async function violationsOn(page: Page, axe: string): Promise<readonly string[]> {
  await page.evaluate(`window.axe || (() => { ${axe} })()`)
  const found = (options: string) =>
    page.evaluate<readonly string[]>(
      `axe.run(document, { resultTypes: ['violations']${options} }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target)))`
    )
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await found('')
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await found(", runOnly: ['color-contrast', 'link-in-text-block']")
  await page.emulateMedia({ colorScheme: 'light' })
  return [...light, ...dark.map(one => `in the dark: ${one}`)]
}

/** What a page under test did that it should not. */
type Hearing = { readonly url: string; readonly complaints: string[] }

/**
 * startBrowser starts one Chromium, for a whole suite, with two pages that are used again and again: under the policy of what they show, which
 * must bar nothing that it does, and without it, since it bars axe too. Pages are files, as somebody who has downloaded one opens it.
 */
export async function startBrowser(program: string): Promise<Browser> {
  const { chromium: browser, axe } = await launchChromium(program)
  const [strict, loose] = [true, false].map(async isStrict =>
    (await browser.newContext({ bypassCSP: !isStrict })).newPage()
  ) as [Promise<Page>, Promise<Page>]
  const pages = [await strict, await loose] as const
  const folder = mkdtempSync(join(tmpdir(), 'pages-'))
  for (const kept of [PICTURES, PAGES]) mkdirSync(kept, { recursive: true })
  let heard: Hearing = { url: '', complaints: [] }
  for (const page of pages) {
    page.on('console', message => heard.complaints.push(`${message.type()}: ${message.text()}`))
    page.on('pageerror', error => heard.complaints.push(String(error)))
    page.on('request', request => {
      if (request.url() !== heard.url) heard.complaints.push(`request: ${request.url()}`)
    })
  }
  let opened = 0
  return {
    open: async html => {
      opened += 1
      const file = join(folder, `${opened}.html`)
      writeFileSync(file, html)
      heard = { url: `file://${file}`, complaints: [] }
      for (const page of pages) await page.goto(heard.url)
      return openedPage(pages[1], heard.complaints, axe)
    },
    close: async () => {
      await browser.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

function openedPage(page: Page, complaints: readonly string[], axe: string): OpenedPage {
  return {
    page,
    complaints,
    look: async (width, colorScheme = 'light') => {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
    },
    violations: () => violationsOn(page, axe),
    overflow: () => page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth'),
    pictures: name => takePictures(page, name),
    keep: (name, text) => {
      if (MADE.length > 0) writeFileSync(join(name.endsWith('.html') ? PAGES : PICTURES, name), text)
    }
  }
}
