import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { cli } from '../run/scene.ts'
import { skipLoudly } from '../skips.ts'
import { makeWorkspace } from '../workspace.ts'
import { type Chromium, type FileChooser, findChromium, launchChromium, type Page } from './browser.ts'
import { controlsOf, focused, goTo, stopsOf } from './keyboard.ts'
import { missingSite, type ServedSite, serveSite } from './served-site.ts'

const found = findChromium()
const missing = 'missing' in found ? found.missing : missingSite()

if (missing !== undefined || 'missing' in found) skipLoudly(missing ?? '')
else {
  let site: ServedSite
  let chromium: Chromium
  let page: Page
  beforeAll(async () => {
    site = await serveSite()
    ;({ chromium } = await launchChromium(found.program))
    const context = await chromium.newContext({ bypassCSP: false })
    // as a window that somebody uses has it
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    page = await context.newPage()
  })
  afterAll(async () => {
    await chromium.close()
    await site.close()
  })

  /** What somebody types, and the page that comes first; with an earlier list of phrases of a reviewer. */
  const QUESTIONS: readonly (readonly [question: string, ...answers: string[]])[] = [
    ['rollback', 'rollouts/'],
    ['rollback failed', 'rollouts/', 'troubleshooting/rollouts/'],
    ['deploy failed', 'troubleshooting/rollouts/'],
    ['install', 'start/install/'],
    ['quick start', 'start/install/'],
    ['first run', 'start/install/'],
    ['environment variables', 'configuration/'],
    ['secret', 'migration/'],
    ['password', 'rules/url-userinfo/', 'start/plaintext/', 'check/'],
    ['task role', 'permissions/', 'troubleshooting/tasks/'],
    ['health check', 'troubleshooting/tasks/'],
    ['circuit breaker', 'rollouts/', 'troubleshooting/rollouts/', 'services/'],
    ['run task', 'tasks-and-schedules/'],
    ['ignore a finding', 'check/'],
    ['Essential container in task exited', 'troubleshooting/tasks/'],
    ['desired count', 'services/'],
    ['load balancer', 'services/', 'codedeploy/'],
    ['pricing cost', 'migration/'],
    ['plaintext', 'start/plaintext/'],
    ['permissions', 'permissions/'],
    ['OIDC', 'permissions/', 'github/'],
    ['OpenID Connect trust policy', 'permissions/'],
    ['access denied', 'permissions/'],
    ['execution role', 'permissions/', 'troubleshooting/tasks/'],
    ['timeout', 'rollouts/'],
    ['GitHub token', 'github/'],
    ['pull request', 'start/check/'],
    ['pull request comment', 'github/'],
    ['blue green', 'codedeploy/', 'rollouts/'],
    ['monorepo', 'workflows/'],
    ['exit code', 'command-line/', 'troubleshooting/'],
    ['terraform', 'terraform/'],
    ['which files are checked', 'check/'],
    ['baseline', 'check/'],
    ['approve a deployment', 'operate/'],
    ['rotate a secret', 'operate/', 'audit/'],
    ['migrate secrets', 'migration/'],
    ['audit', 'audit/'],
    ['configuration file', 'configuration/'],
    ['staging and production', 'configuration/'],
    ['false positive', 'check/'],
    ['JSON schema', 'schemas/'],
    ['why does my deployment hang', 'troubleshooting/'],
    ['task keeps restarting', 'troubleshooting/'],
    ['CannotPullContainerError', 'troubleshooting/tasks/'],
    ['pin by commit', 'start/install/'],
    ['self-hosted runner', 'start/install/'],
    ['GovCloud', 'start/install/'],
    ['does it read my secrets', 'threat-model/']
  ]
  test('search: what answers a question comes first', async () => {
    await page.goto(`${site.url}tutorial/`)
    const base = new URL(site.url).pathname
    // as in the dialog
    const ranking = readFileSync('site/ranking.json', 'utf8')
    const firsts = await page.evaluate<readonly (readonly string[])[]>(`
      import('${base}pagefind/pagefind.js').then(async pagefind => {
        await pagefind.options({ ranking: ${ranking} })
        const firsts = []
        for (const question of ${JSON.stringify(QUESTIONS.map(([question]) => question))}) {
          const { results } = await pagefind.search(question)
          firsts.push(await Promise.all(results.slice(0, 1).map(async one => (await one.data()).url)))
        }
        return firsts
      })`)
    const unanswered = QUESTIONS.flatMap(([question, ...answers], index) => {
      const first = firsts[index]?.map(url => url.slice(base.length)) ?? []
      return answers.some(path => first.includes(path)) ? [] : [{ question, answers, first }]
    })
    expect(unanswered).toEqual([])
  })

  test('the front page shows what a run prints, and three pictures of runs with a text for each', async () => {
    await page.goto(site.url)
    const pictures = await page.evaluate<readonly (readonly [string, number, number])[]>(
      "Promise.all([...document.querySelectorAll('img.picture')].map(async one => { one.loading = 'eager'; await one.decode(); return [one.src.split('/').at(-1), one.naturalWidth, one.alt.length] }))"
    )
    expect(pictures.map(([name]) => name)).toEqual(
      ['live', 'failed', 'comment'].flatMap(name => [`${name}-light.png`, `${name}-dark.png`])
    )
    expect(pictures.filter(([, width, words]) => width < 800 || words < 40)).toEqual([])
    const text = await page.evaluate<string>('document.body.innerText')
    expect(text).toContain('secret/by-name')
    expect(text).toContain('npx ecs-sealed-deploy check')
  })

  test('a wrong address leads to the front page and to the messages', async () => {
    await page.goto(`${site.url}404.html`)
    const links = await page.evaluate<readonly string[]>(
      "[...document.querySelectorAll('.sl-markdown-content a')].map(link => link.href)"
    )
    expect(links).toEqual(expect.arrayContaining([site.url, `${site.url}troubleshooting/`]))
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
      'start/install/',
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
      shownAfter(on, () =>
        on.evaluate(`(() => {
          document.getElementById('name').value = ${JSON.stringify(name)}
          const field = document.getElementById('text')
          field.value = ${JSON.stringify(text)}
          field.dispatchEvent(new Event('input'))
        })()`)
      )
    /** Does something that gives the page a text, and gives the JSON that it shows then. */
    const shownAfter = async (on: Page, act: () => Promise<unknown>) => {
      const before = await on.evaluate<string>("document.body.dataset.shown ?? ''")
      await act()
      return on.evaluate<string>(`(async () => {
        while ((document.body.dataset.shown ?? '') === '${before}') {
          const verdict = document.getElementById('verdict').textContent
          if (verdict.startsWith('Internal error')) throw new Error(verdict)
          await new Promise(resolve => setTimeout(resolve, 5))
        }
        return document.getElementById('json').textContent
      })()`)
    }
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
      const times: number[] = []
      for (const [name, text] of texts) {
        const scene = makeWorkspace({ [name]: text })
        const { out } = await cli(scene, ['check', name, '--format', 'json'])
        scene.remove()
        expect(`${await shownFor(name, text)}\n`).toBe(out)
        times.push(Number(await page.evaluate<string>('document.body.dataset.took')))
      }
      // The first run compiles what it needs, and counts as the longest.
      const inOrder = times.toSorted((a, b) => a - b)
      const facts = { files: times.length, median: inOrder[inOrder.length >> 1], longest: inOrder.at(-1) }
      mkdirSync('.ci/out', { recursive: true })
      writeFileSync('.ci/out/playground-milliseconds.json', `${JSON.stringify(facts)}\n`)
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
      const page = readFileSync('site/dist/playground/index.html', 'utf8')
      const used = [...page.matchAll(/(?:href|src)="([^":]+\.(?:css|js|svg))"/g)].map(([, path]) => path)
      expect(used).toContain('/ecs-sealed-deploy/playground-files/playground.js')
      expect(new Set(kept)).toEqual(new Set([...used, '/ecs-sealed-deploy/playground/']))
      expect(readFileSync('site/dist/playground/offline-worker.js', 'utf8')).not.toMatch(/message|https?:/)
    })

    test('shows no value but in the field that it was pasted into', async () => {
      await page.goto(`${site.url}playground/`)
      await shownFor('web.json', PLAIN)
      const text = await page.evaluate<string>('document.body.innerText')
      expect(text).toContain('1 error in 1 file')
      expect(text).toContain('secretsmanager:project/database/password')
      expect(text).not.toContain(PASSWORD)
    })

    test('begins with an example in the frame of the site: its findings, their lines in the editor and the results fit', async () => {
      await page.goto(`${site.url}playground/`)
      const facts = await page.evaluate(`(async () => {
        while (!document.body.dataset.shown) await new Promise(resolve => setTimeout(resolve, 5))
        return {
          frame: ['nav.sidebar', 'header starlight-theme-select', 'header .site-title'].filter(one => !document.querySelector(one)),
          example: document.getElementById('examples').selectedOptions[0].label,
          marks: [...document.querySelectorAll('#gutter mark')].map(one => one.textContent),
          places: [...document.querySelectorAll('.place')].map(one => one.textContent.split(',')[0])
        }
      })()`)
      expect(facts).toEqual({
        frame: [],
        example: 'Task definition, JSON',
        marks: ['10', '11'],
        places: ['Line 10', 'Line 11']
      })
      await page.setViewportSize({ width: 390, height: 844 })
      const tops = await page.evaluate<readonly number[]>(
        "['verdict', 'text', 'findings'].map(id => document.getElementById(id).getBoundingClientRect().top)"
      )
      expect(Math.max(...tops)).toBeLessThan(844)
      expect(tops).toEqual(tops.toSorted((a, b) => a - b))
    })

    test('a text that is cut off is not called clean: the mistake is named, as on the command line', async () => {
      await page.goto(`${site.url}playground/`)
      const clean = PLAIN.replace(/"environment": \[.*?\]/, '"essential": true')
      const shown = () =>
        page.evaluate<readonly [string, string]>(
          "[document.getElementById('verdict').className, document.getElementById('findings').textContent]"
        )
      await shownFor('web.json', clean)
      expect(await shown()).toEqual(['clean', ''])
      await shownFor('web.json', clean.slice(0, -8))
      expect(await shown()).toEqual(['exposed', expect.stringContaining('Not valid JSON')])
    })

    test('a file that is dropped or opened shows what its text shows; a text that is dragged is left to the browser', async () => {
      const seen = () =>
        page.evaluate(`['name', 'text', 'verdict', 'findings', 'gutter', 'migrated', 'json'].map(id => {
          const one = document.getElementById(id)
          return one.value ?? one.textContent
        })`)
      /** Drags something over the text area and drops it there; gives whether the page took it from the browser. */
      const drop = (fill: string) =>
        page.evaluate<readonly boolean[]>(`(() => {
          const dataTransfer = new DataTransfer()
          ${fill}
          const text = document.getElementById('text')
          return ['dragover', 'drop'].map(
            kind => !text.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }))
          )
        })()`)
      const open = () => page.goto(`${site.url}playground/`)
      // Heard from the start: Chromium is told in its own time that a test answers instead of a window.
      const chooser = new Promise<FileChooser>(resolve => page.on('filechooser', resolve))
      await open()
      await shownFor('web.json', PLAIN)
      const pasted = await seen()
      await open()
      const isTaken: (readonly boolean[])[] = []
      await shownAfter(page, async () => {
        const file = `new File([${JSON.stringify(PLAIN)}], 'web.json')`
        isTaken.push(await drop(`dataTransfer.items.add(${file})`))
      })
      expect(await seen()).toEqual(pasted)
      isTaken.push(await drop("dataTransfer.setData('text/plain', 'x')"))
      expect(isTaken).toEqual([
        [true, true],
        [false, false]
      ])
      expect(await seen()).toEqual(pasted)
      await open()
      await goTo(page, 'file')
      await shownAfter(page, async () => {
        await page.keyboard.press('Enter')
        const file = { name: 'web.json', mimeType: 'application/json', buffer: Buffer.from(PLAIN) }
        await (await chooser).setFiles(file)
      })
      expect(await seen()).toEqual(pasted)
    })

    describe('by keyboard alone', () => {
      const press = (key: string) => page.keyboard.press(key)
      const until = (condition: string) =>
        page.evaluate(
          `(async () => { while (!(${condition})) await new Promise(resolve => setTimeout(resolve, 5)) })()`
        )
      const JSON_SUMMARY = 'Findings as JSON (check --format json)'
      // as somebody who comes to the page and pastes
      beforeEach(async () => {
        await page.setViewportSize({ width: 1280, height: 900 })
        await page.goto(`${site.url}playground/`)
        await goTo(page, 'text')
        await press('Control+A')
        await shownAfter(page, () => page.keyboard.insertText(PLAIN))
      })

      test('everything is reached from the text area, in both directions, and is seen to have the focus', async () => {
        const controls = await controlsOf(page)
        const before = controls.indexOf('text')
        const after = [
          'place',
          'secret/by-name',
          'What to do about findings',
          'copy',
          'project',
          'diff',
          JSON_SUMMARY
        ]
        expect(controls.slice(before + 1, before + 1 + after.length)).toEqual(after)
        const named = (names: readonly string[]) => names.map(name => ({ name }))
        expect(await focused(page)).toEqual({ name: 'text' })
        const back = await stopsOf(page, 'Shift+Tab', before)
        expect(back).toEqual(named(controls.slice(0, before).reverse()))
        const forth = await stopsOf(page, 'Tab', controls.length - 1)
        expect(forth).toEqual(named(controls.slice(1)))
      })

      test('a finding leads to its place in the text, and to its rule', async () => {
        await goTo(page, 'place')
        await press('Enter')
        expect(await focused(page)).toEqual({ name: 'text' })
        const from = await page.evaluate<string>(
          "(({ value, selectionStart }) => value.slice(selectionStart))(document.getElementById('text'))"
        )
        expect(from.replace(/^"/, '').slice(0, PASSWORD.length)).toBe(PASSWORD)
        await goTo(page, 'secret/by-name')
        await press('Enter')
        await page.waitForURL(`${site.url}rules/by-name/`)
      })

      test('the migrated file is copied, and is clean when it is pasted over the text', async () => {
        await goTo(page, 'copy')
        await press('Space')
        await until("document.querySelector('[role=status]#copied').textContent === 'Copied.'")
        await goTo(page, 'text', 'Shift+Tab')
        await press('Control+A')
        const shown = await shownAfter(page, async () => {
          await press('Control+V')
          const text = await page.evaluate<string>("document.getElementById('text').value")
          expect(text).toContain('secretsmanager:project/database/password')
          expect(text).not.toContain(PASSWORD)
        })
        expect(JSON.parse(shown)).toMatchObject({ findings: [] })
      })

      test('a browser that refuses to copy: the page says so, and has the file selected to copy by hand', async () => {
        await page.evaluate(
          "navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'))"
        )
        await goTo(page, 'copy')
        await press('Space')
        await until("document.querySelector('[role=status]#copied').textContent.includes('does not let')")
        expect(await focused(page)).toEqual({ name: 'whole' })
        const selected = await page.evaluate<string>(
          '(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd))(document.activeElement)'
        )
        expect(selected).toContain('secretsmanager:project/database/password')
        expect(selected).not.toContain(PASSWORD)
        // it concerns that text only
        await goTo(page, 'text', 'Shift+Tab')
        await shownAfter(page, () => page.keyboard.insertText(' '))
        expect(await page.evaluate("document.getElementById('copied').textContent")).toBe('')
        expect(await page.evaluate("document.getElementById('whole').checkVisibility()")).toBe(false)
      })

      test('an example replaces an example at once, and a text that was pasted only when asked', async () => {
        const pasted = () => page.evaluate<string>("document.getElementById('text').value")
        await goTo(page, 'examples', 'Shift+Tab')
        await press('ArrowDown')
        await press('ArrowDown')
        expect(await pasted()).toBe(PLAIN)
        await goTo(page, 'replace')
        const replaced = await shownAfter(page, () => press('Enter'))
        expect(replaced).toContain('"template.yml"')
        expect(await focused(page)).toEqual({ name: 'examples' })
        const next = await shownAfter(page, () => press('ArrowDown'))
        expect(next).toContain('"main.tf"')
        expect(await page.evaluate("document.getElementById('replace').checkVisibility()")).toBe(false)
      })

      test('the JSON is opened', async () => {
        await goTo(page, JSON_SUMMARY)
        await press('Enter')
        await press('Tab')
        expect(await focused(page)).toEqual({ name: 'json' })
      })
    })
  })
}
