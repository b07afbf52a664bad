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
  screenshot(options: { readonly path: string; readonly fullPage: true }): Promise<unknown>
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
  /** What axe finds, as `rule: selector`. */
  violations(): Promise<readonly string[]>
  /** How many pixels the page is wider than its window. */
  overflow(): Promise<number>
  /** Keeps a picture of the whole page in the tests' output, where pictures are made. */
  picture(name: string): Promise<void>
  /** Keeps a text beside the pictures, where they are made. */
  keep(name: string, text: string): void
}

export type Browser = { open(html: string): Promise<OpenedPage>; close(): Promise<void> }

/** The pictures of the last run, to be looked at. They take longer than all else, so that a quick run makes none (PICTURES=1: it does). */
export const PICTURES = '.ci/out/pictures'
const ARE_MADE = WHOLE || process.env['PICTURES'] === '1'

/** launchChromium starts a Chromium; `axe` is the script that finds what keeps people out of a page. */
export async function launchChromium(
  program: string
): Promise<{ readonly chromium: Chromium; readonly axe: string }> {
  const require = createRequire(join(process.cwd(), 'package.json'))
  const { chromium } = require('playwright-core') as Playwright
  const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')
  return { chromium: await chromium.launch({ executablePath: program, args: ['--no-sandbox'] }), axe }
}

/** violationsOn lists what axe finds on a page, as `rule: selector`. */
export async function violationsOn(page: Page, axe: string): Promise<readonly string[]> {
  await page.evaluate(`window.axe || (() => { ${axe} })()`)
  return page.evaluate<readonly string[]>(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target)))`
  )
}

/** startBrowser starts one Chromium, for a whole suite. Pages are files, as somebody who has downloaded one opens it. */
export async function startBrowser(program: string): Promise<Browser> {
  const { chromium: browser, axe } = await launchChromium(program)
  // The policy of a page bars axe too, which is put in by the test and no part of the page.
  const context = await browser.newContext({ bypassCSP: true })
  const strict = await browser.newContext({ bypassCSP: false })
  const folder = mkdtempSync(join(tmpdir(), 'pages-'))
  mkdirSync(PICTURES, { recursive: true })
  let opened = 0
  return {
    open: async html => {
      opened += 1
      const file = join(folder, `${opened}.html`)
      writeFileSync(file, html)
      const complaints: string[] = []
      const hear = (page: Page) => {
        page.on('console', message => complaints.push(`${message.type()}: ${message.text()}`))
        page.on('pageerror', error => complaints.push(String(error)))
        page.on('request', request => {
          if (request.url() !== `file://${file}`) complaints.push(`request: ${request.url()}`)
        })
      }
      // Once under its own policy, which must bar nothing that the page does.
      const barred = await strict.newPage()
      hear(barred)
      await barred.goto(`file://${file}`)
      const page = await context.newPage()
      hear(page)
      await page.goto(`file://${file}`)
      return openedPage(page, complaints, axe)
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
    picture: async name => {
      if (!ARE_MADE) return
      await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true })
    },
    keep: (name, text) => {
      if (ARE_MADE) writeFileSync(join(PICTURES, name), text)
    }
  }
}
