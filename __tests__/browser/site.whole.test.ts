import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sample } from '../sample.ts'
import { cli, makeScene } from '../shell/scene.ts'
import { skipLoudly } from '../skips.ts'
import {
  type Chromium,
  findChromium,
  launchChromium,
  type Page,
  PICTURES,
  takePictures,
  violationsOn
} from './browser.ts'
import { builtPages, missingSite, type ServedSite, serveSite } from './served-site.ts'

const found = findChromium()
const missing = 'missing' in found ? found.missing : missingSite()

if (missing !== undefined || 'missing' in found) skipLoudly(missing ?? '')
else {
  let site: ServedSite
  let chromium: Chromium
  let axe: string
  /** Under the policy of each page, and without it, for axe. */
  let page: Page
  let loose: Page
  let complaints: string[] = []
  beforeAll(async () => {
    site = await serveSite()
    ;({ chromium, axe } = await launchChromium(found.program))
    page = await (await chromium.newContext({ bypassCSP: false })).newPage()
    loose = await (await chromium.newContext({ bypassCSP: true })).newPage()
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
    mkdirSync(PICTURES, { recursive: true })
  })
  afterAll(async () => {
    await chromium.close()
    await site.close()
  })

  const pages = builtPages()

  test('every page: no error, no request to anybody else, no wider than its window', async () => {
    expect(pages.length).toBeGreaterThan(80)
    const wide: string[] = []
    complaints = []
    // Each page is opened at the width at which the one before was left.
    let widths: readonly [number, number] = [1280, 390]
    await page.setViewportSize({ width: widths[0], height: 900 })
    for (const path of pages) {
      await page.goto(`${site.url}${path}`)
      for (const [index, width] of widths.entries()) {
        if (index > 0) await page.setViewportSize({ width, height: 900 })
        const overflow = await page.evaluate<number>(
          'document.documentElement.scrollWidth - window.innerWidth'
        )
        if (overflow > 0) wide.push(`${path} at ${width}: ${overflow}`)
      }
      widths = [widths[1], widths[0]]
    }
    expect({ wide, complaints }).toEqual({ wide: [], complaints: [] })
  }, 300_000)

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

  test.each(
    sample(
      pages.filter(path => path !== ''),
      6
    ).concat(['', 'playground/'])
  )(
    'axe finds nothing on %s, in the light and in the dark',
    async path => {
      await loose.goto(`${site.url}${path}`)
      expect(await violationsOn(loose, axe)).toEqual([])
    },
    60_000
  )

  const SEEN = ['', 'playground/', 'inputs/']
  const ALSO_SEEN = [
    'start/plaintext/',
    'start/check/',
    'from-aws-actions/',
    'configuration/',
    'workflows/',
    'rules/by-name/'
  ]
  test.each(process.env['PICTURES'] === '1' ? [...SEEN, ...ALSO_SEEN] : SEEN)(
    'pictures of %s, to be looked at',
    async path => {
      await page.goto(`${site.url}${path}`)
      await takePictures(page, `site-${path === '' ? 'front' : path.slice(0, -1).replaceAll('/', '-')}`)
    },
    60_000
  )

  /** What somebody types, and the page that answers it. */
  const QUESTIONS: readonly (readonly [string, string])[] = [
    ['roll back a service', 'rollouts/|workflows/|status/'],
    ['rotate a secret', 'audit/|start/plaintext/|migration/'],
    ['false positive', 'false-positives/'],
    ['baseline', 'check/|false-positives/'],
    ['OpenID Connect trust policy', 'openid-connect/'],
    ['pull request comment', 'github/'],
    ['staging and production', 'configuration/|start/'],
    ['blue/green', 'codedeploy/|rollouts/|approvals/'],
    ['pin by commit', 'upgrading/|reusable-workflows/'],
    ['execution role', 'permissions/|diagnosis/|migration/|troubleshooting/']
  ]
  test('search: each question is answered by one of the first three', async () => {
    await page.goto(`${site.url}tutorial/`)
    const firsts = await page.evaluate<readonly (readonly string[])[]>(`
      import('${new URL(site.url).pathname}pagefind/pagefind.js').then(async pagefind => {
        const firsts = []
        for (const question of ${JSON.stringify(QUESTIONS.map(([question]) => question))}) {
          const { results } = await pagefind.search(question)
          firsts.push(await Promise.all(results.slice(0, 3).map(async one => (await one.data()).url)))
        }
        return firsts
      })`)
    const unanswered = QUESTIONS.filter(
      ([, answer], index) => !firsts[index]?.some(url => new RegExp(`/(?:${answer})`).test(url))
    )
    expect(unanswered).toEqual([])
  })

  test('by keyboard alone, the front page leads to every start and to the playground', async () => {
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.goto(site.url)
    const reached = new Set<string>()
    for (let count = 0; count < 40; count++) {
      await page.keyboard.press('Tab')
      reached.add(
        await page.evaluate<string>(
          'document.activeElement?.getAttribute("href") ?? document.activeElement?.tagName ?? ""'
        )
      )
    }
    for (const target of [
      'playground/',
      'start/plaintext/',
      'from-aws-actions/',
      'configuration/',
      'start/check/'
    ])
      expect([...reached].some(href => href.endsWith(target))).toBe(true)
  })

  describe('the playground', () => {
    /** Puts a text in as somebody who pastes it, and gives the JSON that it shows. */
    const shownFor = (name: string, text: string) => shownOn(page, name, text)
    const shownOn = (on: Page, name: string, text: string) =>
      on.evaluate<string>(`(async () => {
        const before = document.body.dataset.shown
        document.getElementById('name').value = ${JSON.stringify(name)}
        const field = document.getElementById('text')
        field.value = ${JSON.stringify(text)}
        field.dispatchEvent(new Event('input'))
        while (document.body.dataset.shown === before) await new Promise(resolve => setTimeout(resolve, 5))
        return document.getElementById('json').textContent
      })()`)
    const PASSWORD = ['Autumn', '2031', '#pier'].join('')
    const PLAIN = `{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [{"name": "DB_PASSWORD", "value": "${PASSWORD}"}]}]}\n`

    const texts: readonly (readonly [string, string])[] = [
      ['plain.json', PLAIN],
      ...['check', 'migrate'].flatMap(mode =>
        readdirSync(`__tests__/cases/${mode}`, { recursive: true, encoding: 'utf8' })
          .map(name => join(`__tests__/cases/${mode}`, name))
          .filter(path => statSync(path).isFile() && /\/input\//.test(path) && !/\.github/.test(path))
          .map(path => [basename(path), readFileSync(path, 'utf8')] as const)
      )
    ]

    test('finds what the command line finds, to the byte', async () => {
      await page.goto(`${site.url}playground/`)
      for (const [name, text] of texts) {
        const scene = makeScene({ [name]: text })
        const { out } = await cli(scene, ['check', name, '--format', 'json'])
        scene.remove()
        expect(`${await shownFor(name, text)}\n`).toBe(out)
      }
    })

    test('sends nothing and asks for nothing once it is loaded', async () => {
      await page.goto(`${site.url}playground/`)
      const asked: string[] = []
      page.on('request', request => asked.push(request.url()))
      await shownFor('web.json', PLAIN)
      // what a page could try: the policy bars it
      const tried = await page.evaluate<string>(
        `fetch('/x?' + encodeURIComponent(document.getElementById('text').value)).then(() => 'sent', () => 'barred')`
      )
      expect({ tried, asked: asked.filter(url => !url.endsWith('favicon.svg')) }).toEqual({
        tried: 'barred',
        asked: []
      })
      expect(await page.evaluate<string>('location.href')).toBe(`${site.url}playground/`)
      const kept = await page.evaluate<string>(
        'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])'
      )
      expect(kept).not.toContain(PASSWORD)
    })

    test('works without a network, also after a reload', async () => {
      const served = await serveSite()
      const context = await chromium.newContext({ bypassCSP: false })
      const alone = await context.newPage()
      await alone.goto(`${served.url}playground/`)
      await alone.evaluate('navigator.serviceWorker.ready.then(() => true)')
      // the network is gone: nobody answers at this address any more
      await served.close()
      // in another tab: the browser's error page would interrupt what is opened after it
      const other = await context.newPage()
      await expect(other.goto(`${served.url}tutorial/`)).rejects.toThrow('ERR_CONNECTION_REFUSED')
      await alone.goto(`${served.url}playground/?name=web.json`)
      const shown = await shownOn(alone, 'web.json', PLAIN)
      expect(JSON.parse(shown)).toMatchObject({ findings: [{ name: 'DB_PASSWORD' }] })
      const kept = await alone.evaluate<readonly string[]>(
        `caches.keys().then(keys => Promise.all(keys.map(key => caches.open(key).then(cache => cache.keys()).then(all => all.map(one => new URL(one.url).pathname))))).then(all => all.flat())`
      )
      expect(kept.map(path => path.replace('/ecs-sealed-deploy/', '')).toSorted()).toEqual([
        'favicon.svg',
        'playground-files/playground.css',
        'playground-files/playground.js',
        'playground/'
      ])
      expect(readFileSync('site/dist/playground/offline-worker.js', 'utf8')).not.toMatch(/message|https?:/)
    })

    test('shows no value but in the field that it was pasted into', async () => {
      await page.goto(`${site.url}playground/`)
      await shownFor('web.json', PLAIN)
      const text = await page.evaluate<string>('document.body.innerText')
      expect(text).toContain('1 error in 1 file')
      expect(text).toContain('secretsmanager:project/database/password')
      expect(text).not.toContain(PASSWORD)
      await takePictures(page, 'playground-found')
    })
  })
}
