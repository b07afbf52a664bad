import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from '@jest/globals'
import { faultyLinks } from '../../site/links.ts'

const REPOSITORY = 'https://github.com/example/project'
let folder = ''
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/**
 * What is wrong with the links of a front page that has this in it; beside it there are `a/` with the anchor `there`,
 * and a picture.
 */
function faultsOf(html: string): readonly string[] {
  folder = mkdtempSync(join(tmpdir(), 'links-'))
  const files = {
    'dist/index.html': html,
    'dist/a/index.html': '<h2 id="there">x</h2>',
    'dist/b.svg': '',
    'docs/real.md': ''
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return faultyLinks(join(folder, 'dist'), { base: '/base', repository: REPOSITORY, root: folder })
}

test('what is there is no fault: pages, anchors, pictures, files of the repository, the web', () => {
  const hrefs = [
    '/base/',
    '/base/a/',
    '/base/a/#there',
    'a/#there',
    '#own',
    '#_top',
    `${REPOSITORY}/blob/v1/docs/real.md#x`
  ]
  const links = [...hrefs, 'https://docs.aws.amazon.com/x?a=1&amp;b=2#c'].map(
    href => `<a href="${href}">x</a>`
  )
  const text =
    '<p title="href=/nowhere">&lt;a href="/nowhere"></p><script>const a = \'<a href="/nowhere">\'</script>'
  expect(faultsOf(`<p id=own></p>${links.join('')}<img alt="x > y" src=b.svg>${text}`)).toEqual([])
})

test.each([
  ['/base/nowhere/', 'no such page'],
  ['/base/a', 'no such page'],
  ['b/', 'no such page'],
  ['/base/a/#here', 'no such anchor'],
  ['#nowhere', 'no such anchor'],
  ['/other/', 'leads out of the site'],
  ['../x/', 'leads out of the site'],
  ['http://aws.amazon.com/', 'not https'],
  ['https://user@aws.amazon.com/', 'not https'],
  ['javascript:alert(1)', 'not https'],
  ['//aws.amazon.com/', 'no address'],
  ['https://localhost/', 'no host of the web'],
  ['https://', 'no address'],
  [`${REPOSITORY}/blob/v1/docs/gone.md`, 'no such file in the repository']
])('%s: %s', (href, why) => {
  expect(faultsOf(`<a class="x" href="${href}">x</a>`)).toEqual([`index.html: ${href}: ${why}`])
})
