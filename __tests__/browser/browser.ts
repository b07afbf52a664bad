import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WHOLE } from '../sample.ts'

type FailedRequest = { url(): string; failure(): { readonly errorText: string } | null }

/**
 * The part of playwright-core that these tests use; it is loaded late: on a machine without it, the suite is skipped
 * with a notice.
 */
export type Page = {
  on(event: 'console', hear: (message: { type(): string; text(): string }) => void): void
  on(event: 'pageerror', hear: (error: Error) => void): void
  on(event: 'request', hear: (request: { url(): string }) => void): void
  on(event: 'requestfailed', hear: (request: FailedRequest) => void): void
  on(event: 'filechooser', hear: (chooser: FileChooser) => void): void
  goto(url: string): Promise<unknown>
  evaluate<Result>(script: string): Promise<Result>
  setViewportSize(size: { readonly width: number; readonly height: number }): Promise<void>
  emulateMedia(media: {
    readonly colorScheme?: 'light' | 'dark'
    readonly media?: 'screen' | 'print'
  }): Promise<void>
  context(): { newCDPSession(page: Page): Promise<DevTools> }
  waitForURL(url: string): Promise<void>
  readonly keyboard: { press(key: string): Promise<void>; insertText(text: string): Promise<void> }
}
type DevTools = {
  send(method: 'Page.captureScreenshot', options: object): Promise<{ readonly data: string }>
  detach(): Promise<void>
}
export type FileChooser = {
  setFiles(file: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }): Promise<void>
}
type Context = {
  newPage(): Promise<Page>
  grantPermissions(permissions: readonly string[]): Promise<void>
}
export type Chromium = {
  newContext(options: { readonly bypassCSP: boolean }): Promise<Context>
  close(): Promise<void>
}
type Playwright = {
  readonly chromium: {
    launch(options: { readonly executablePath: string; readonly args: readonly string[] }): Promise<Chromium>
  }
}

const PROGRAMS = [
  // the same browser without its windows, which a page costs a third less
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome'
]

/** The path of Chromium, or why these tests cannot run here. */
export function findChromium(): { readonly program: string } | { readonly missing: string } {
  const program = [process.env['CHROMIUM'] ?? '', ...PROGRAMS].find(file => file !== '' && existsSync(file))
  if (program === undefined)
    return { missing: 'no Chromium (Debian: apt-get install chromium, or name it in CHROMIUM)' }
  return existsSync('node_modules/playwright-core') ? { program } : { missing: 'no playwright-core (npm ci)' }
}

/** An open page, with the violations that it caused. */
export type OpenedPage = {
  readonly page: Page
  /** Console errors, exceptions, and requests for anything but the page itself. */
  readonly complaints: readonly string[]
  /** Width and color scheme of the next checks. */
  look(width: number, scheme?: 'light' | 'dark'): Promise<void>
  /**
   * The violations that axe finds in light mode, and in dark mode those that depend on color (contrast), as `rule:
   * selector`.
   */
  violations(): Promise<readonly string[]>
  /** How many pixels the page is wider than its window. */
  overflow(): Promise<number>
  /**
   * Saves pictures of the whole page to the tests' output, if pictures are enabled: at both widths, light, dark and in
   * print.
   */
  pictures(name: string): Promise<void>
  /** Saves a text in whole runs: Markdown beside the pictures, HTML in a separate folder. */
  keep(name: string, text: string): void
}

export type Browser = { open(html: string): Promise<OpenedPage>; close(): Promise<void> }

/** The pictures of the last run, for inspection. */
const PICTURES = '.ci/out/pictures'
/** The pages of the last run; .ci/run checks their HTML, which requires a newer Node than these tests. */
const PAGES = '.ci/out/pages'

/** Pictures take longer than anything else, and no test depends on them: they are taken with PICTURES=1. */
const KINDS = [
  { width: 1280, colorScheme: 'light', media: 'screen', name: '1280' },
  { width: 390, colorScheme: 'dark', media: 'screen', name: '390-dark' },
  { width: 1280, colorScheme: 'dark', media: 'screen', name: '1280-dark' },
  { width: 390, colorScheme: 'light', media: 'screen', name: '390' },
  { width: 1280, colorScheme: 'light', media: 'print', name: 'paper' }
] as const
export const ALL_PICTURES = process.env['PICTURES'] === '1'

/** takePictures saves what a page looks like, if pictures are enabled. */
async function takePictures(page: Page, name: string): Promise<void> {
  if (!ALL_PICTURES) return
  // playwright's own pictures are packed well, which takes half as long again
  const session = await page.context().newCDPSession(page)
  for (const { width, colorScheme, media, name: kind } of KINDS) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme, media })
    // no screen shows a longer page, and Chromium takes minutes for it
    const height = await page.evaluate<number>('document.documentElement.scrollHeight')
    const clip = { x: 0, y: 0, width, height: Math.min(height, LONGEST) }
    const { data } = await session.send('Page.captureScreenshot', {
      ...{ format: 'png', optimizeForSpeed: true, captureBeyondViewport: true },
      clip: { ...clip, scale: 1 }
    })
    writeFileSync(join(PICTURES, `${name}-${kind}.png`), Buffer.from(data, 'base64'))
  }
  await session.detach()
  await page.emulateMedia({ colorScheme: 'light', media: 'screen' })
}

const LONGEST = 12_000

/** launchChromium starts Chromium; `axe` is the script that finds accessibility violations. */
export async function launchChromium(
  program: string
): Promise<{ readonly chromium: Chromium; readonly axe: string }> {
  const require = createRequire(join(process.cwd(), 'package.json'))
  const { chromium } = require('playwright-core') as Playwright
  const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')
  return { chromium: await chromium.launch({ executablePath: program, args: ['--no-sandbox'] }), axe }
}

/**
 * violationsOn lists the violations that axe finds on a page, as `rule: selector`: with all rules in light mode, and
 * with those about color in dark mode.
 */
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

/** The violations that a page under test caused. */
type Hearing = { readonly url: string; readonly complaints: string[] }

/**
 * startBrowser starts one Chromium for a whole suite, with one tab that is reused, under each page's content security
 * policy, which must not block anything that the page does. (What a test evaluates, axe too, it does not concern.)
 * Pages are files, as for a user who opens a download.
 */
export async function startBrowser(program: string): Promise<Browser> {
  const { chromium: browser, axe } = await launchChromium(program)
  const page = await (await browser.newContext({ bypassCSP: false })).newPage()
  const folder = mkdtempSync(join(tmpdir(), 'pages-'))
  for (const kept of [PICTURES, PAGES]) mkdirSync(kept, { recursive: true })
  let heard: Hearing = { url: '', complaints: [] }
  page.on('console', message => heard.complaints.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', error => heard.complaints.push(String(error)))
  page.on('request', request => {
    if (request.url() !== heard.url) heard.complaints.push(`request: ${request.url()}`)
  })
  let opened = 0
  return {
    open: async html => {
      opened += 1
      const file = join(folder, `${opened}.html`)
      writeFileSync(file, html)
      heard = { url: `file://${file}`, complaints: [] }
      await page.goto(heard.url)
      return openedPage(page, heard.complaints, axe)
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
      if (ALL_PICTURES || WHOLE) writeFileSync(join(name.endsWith('.html') ? PAGES : PICTURES, name), text)
    }
  }
}
