import { afterEach, expect, test } from '@jest/globals'
import { action, cli, makeScene, type Scene } from '../shell/scene.ts'

let scene: Scene
afterEach(() => scene.remove())

/** A token with a character that Markdown and HTML escape, and one that workflow commands do. */
const TOKEN = ['ghp', '_', 'Xk29', 'bQ7z', 'Lm41', 'Tn83', 'Vc65', 'Rw0p', 'Ys2d', 'Hj4g', 'Fq8u'].join('')

/** The token as a value, so that it is known, and pasted wherever a name is shown. */
const pasted = (name: string) =>
  JSON.stringify({
    family: 'web',
    containerDefinitions: [
      {
        name,
        image: 'a:1',
        environment: [
          { name: 'DB_TOKEN', value: TOKEN },
          { name, value: TOKEN }
        ],
        secrets: [{ name, valueFrom: 'bare-name' }],
        dockerLabels: { [name]: TOKEN }
      }
    ]
  })

/** What a browser shows of Markdown: entities and backslashes are read. */
function rendered(markdown: string): string {
  return markdown
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/\\([^\w\s])/g, '$1')
}

test.each([
  ['as it is', TOKEN],
  ['within another word', `app-${TOKEN}`],
  ['with a part that is escaped', `a_b|${TOKEN}`]
])('a credential that is pasted as a name is on no surface, %s', async (_, name) => {
  scene = makeScene({ 'web.json': pasted(name), [`${TOKEN}.json`]: pasted(name) })
  const run = await action(scene, {
    mode: 'check',
    'task-definition': `web.json\n${TOKEN}.json`,
    'sarif-file': 's.sarif'
  })
  expect(run.code).toBe(1)
  for (const text of [run.out, run.summary, run.outputs, scene.file('s.sarif')]) {
    expect(rendered(text)).not.toContain(TOKEN)
    expect(rendered(text)).toContain('DB_TOKEN')
  }
  // titles too
  expect(run.out).toMatch(/::error title=[^:]*\*\*\*/)
  const printed = await cli(scene, ['check', '*.json', '--format', 'github'])
  expect(rendered(printed.out)).not.toContain(TOKEN)
})

test('a credential that looks like syntax breaks no output', async () => {
  const odd = '","level":"notice'
  scene = makeScene({
    'web.json': JSON.stringify({
      family: 'web',
      containerDefinitions: [
        { name: 'app', image: 'a:1', environment: [{ name: 'DB_PASSWORD', value: odd }] }
      ]
    })
  })
  const { out } = await cli(scene, ['check', 'web.json', '--format', 'json'])
  const { findings } = JSON.parse(out) as { findings: { rule: string; level: string }[] }
  expect(findings.map(({ rule, level }) => `${level} ${rule}`)).toEqual(['error secret/by-name'])
})

test('a weak password that is also the name of the service, a stage or a region hides nothing else', async () => {
  const environment = ['dispatcher', 'production', 'us-west-2'].map((value, index) => ({
    name: `PASSWORD_${index}`,
    value
  }))
  const definition = {
    family: 'dispatcher',
    containerDefinitions: [{ name: 'app', image: 'a:1', environment }]
  }
  scene = makeScene({ 'deploy/dispatcher.json': JSON.stringify(definition) })
  const { out } = await cli(scene, ['check', 'deploy/{service}.json'])
  expect(out).toContain('deploy/dispatcher.json:1:')
  expect(out).not.toContain('***')
})
