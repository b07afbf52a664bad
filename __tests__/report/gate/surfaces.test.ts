import { afterEach, expect, test } from '@jest/globals'
import { action, cli } from '../../run/scene.ts'
import { makeWorkspace, type Workspace } from '../../workspace.ts'

let scene: Workspace
afterEach(() => scene.remove())

/** A token with a character that Markdown and HTML escape, and one that workflow commands do. */
const TOKEN = ['ghp', '_', 'Xk29', 'bQ7z', 'Lm41', 'Tn83', 'Vc65', 'Rw0p', 'Ys2d', 'Hj4g', 'Fq8u'].join('')

/** The token as a value, so that it is known, and pasted wherever a name is shown. */
const pasted = (name: string, secret = 'OTHER') =>
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
        secrets: [{ name: secret, valueFrom: 'bare-name' }],
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
  ['as it is', TOKEN, `${TOKEN}2`, 1],
  ['within another word', `app-${TOKEN}`, 'OTHER', 1],
  ['with a part that is escaped', `a_b|${TOKEN}`, 'OTHER', 1],
  ['as a variable that is in both lists, which is refused', TOKEN, TOKEN, 2]
])('a credential that is pasted as a name is on no surface, %s', async (_, name, secret, code) => {
  scene = makeWorkspace({ 'web.json': pasted(name, secret), [`${TOKEN}.json`]: pasted(name, secret) })
  const run = await action(scene, {
    mode: 'check',
    'task-definition': `web.json\n${TOKEN}.json`,
    'sarif-file': 's.sarif'
  })
  expect(run.code).toBe(code)
  for (const text of [run.out, run.summary, run.outputs, scene.read('s.sarif')]) {
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
  scene = makeWorkspace({
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
  scene = makeWorkspace({ 'deploy/dispatcher.json': JSON.stringify(definition) })
  const { out } = await cli(scene, ['check', 'deploy/{service}.json'])
  expect(out).toContain('deploy/dispatcher.json:1:')
  expect(out).not.toContain('***')
})

test.each(['orders2024', 'shop-api-v2', 'Winter2026', 'web-2031-app'])(
  'a password that is the whole name of its file, container or image hides no name: %s',
  async name => {
    const environment = [{ name: 'DB_PASSWORD', value: name }]
    const named = { family: 'web', containerDefinitions: [{ name, image: 'a:1', environment }] }
    const pulled = {
      family: 'web',
      containerDefinitions: [{ name: 'app', image: `registry.example.net/team/${name}:1`, environment }]
    }
    const bare = { family: 'web', containerDefinitions: [{ name: 'app', image: 'a:1', environment }] }
    scene = makeWorkspace({
      'a.json': JSON.stringify(named),
      'b.json': JSON.stringify(pulled),
      [`${name}.json`]: JSON.stringify(bare)
    })
    const whole = await cli(scene, ['check', `${name}.json`])
    expect(whole.out).toContain(`${name}.json:1:`)
    const container = await cli(scene, ['check', 'a.json'])
    expect(container.out).toContain(`container "${name}"`)
    expect(`${whole.out}${container.out}${(await cli(scene, ['check', 'b.json'])).out}`).not.toContain('***')
  }
)

test.each([
  `gl${'pat-'}ULeNpiSLKwQ4oZWexqFi`,
  `sk_${'live_'}fKLX5g3ipJNY2DDQ4mLn34zD`,
  'db_password=XB7w7TNGQbPkEs',
  'service-XB7w7TNGQbPkEs'
])(
  'a credential in the place of an input name is not shown, and an unrelated variable is: %s',
  async name => {
    scene = makeWorkspace({
      'web.json': '{"family":"web","containerDefinitions":[{"name":"app","image":"a:1"}]}'
    })
    const inputs = { mode: 'check', 'task-definition': 'web.json', [name]: 'x', some_variable: 'x' }
    const run = await action(scene, inputs)
    for (const text of [run.out, run.summary, run.outputs])
      expect(text.toLowerCase()).not.toContain(name.slice(-14).toLowerCase())
    expect(run.out).toContain('INPUT_SOME_VARIABLE')
    expect(run.out).toContain('INPUT_***')
  }
)

test('a random text that is a name too is masked', async () => {
  const value = ['k8s7fx2', 'qprod9', 'Xw4'].join('')
  const environment = [{ name: 'DB_PASSWORD', value }]
  const definition = { family: 'web', containerDefinitions: [{ name: value, image: 'a:1', environment }] }
  scene = makeWorkspace({ 'web.json': JSON.stringify(definition) })
  const { out } = await cli(scene, ['check', 'web.json'])
  expect(out).toContain('container "***"')
  expect(out).not.toContain(value)
})

test('a credential of the job is on no surface, whatever its variable is called', async () => {
  scene = makeWorkspace({})
  for (const name of [
    'MYSQL_PWD',
    'SMTP_PASS',
    'DEPLOY_KEY',
    'REDIS_AUTH',
    'GH_PAT',
    'APP_CREDS',
    'DATABASE_URL'
  ]) {
    const value = `${name.toLowerCase().replaceAll('_', '')}Xk29bQ7z`
    const environment = {
      [name]: name === 'DATABASE_URL' ? `postgres://app:${value}@db.internal/app` : value
    }
    const { out } = await cli(scene, ['check', `${value}.json`], { environment })
    expect(out).toContain('"***.json" does not exist')
  }
})

test('what is about a credential, a stage or a Region in the job hides nothing', async () => {
  scene = makeWorkspace({})
  const environment = {
    SECRETS_REGION: 'us-west-2',
    PASSENGER_APP_ENV: 'production',
    TOKEN_STORE: 'parameter-store',
    SECRET_ARN: 'arn:aws:secretsmanager:us-west-2:123456789012:secret:shop',
    DB_PASSWORD: 'dispatcher'
  }
  const path = 'production/us-west-2/parameter-store/dispatcher.json'
  const { out } = await cli(scene, ['check', path], { environment })
  expect(out).toContain(`"${path}" does not exist`)
})

test('a value behind the name of a credential is on no surface, in a path, a flag or a service', async () => {
  const value = 'Xk29bQ7zLm41'
  scene = makeWorkspace({ [`deploy/password=${value}.json`]: pasted('a') })
  const found = await cli(scene, ['check', 'deploy', '--sarif-file', 's.sarif'])
  expect(found.out).toContain('deploy/password=***')
  expect(found.out + scene.read('s.sarif')).not.toContain(value)
  for (const args of [
    [`DB_PASSWORD=${value}`],
    ['--service', `api_key=${value}`],
    [`--${value}`],
    ['--mode', value]
  ]) {
    const { out, err, code } = await cli(scene, ['check', ...args])
    expect(code).toBe(2)
    expect(out + err).not.toContain(value)
  }
})

test('a name that moves a cursor or turns the direction of a text is printed so in no format', async () => {
  const name = 'a\u001b[2J\u009b31m\u202eb\u2066c'
  scene = makeWorkspace({ 'web.json': pasted(name) })
  const said = await action(scene, { mode: 'check', 'task-definition': 'web.json' })
  const printed = await Promise.all(
    ['text', 'json', 'sarif', 'github'].map(format => cli(scene, ['check', 'web.json', '--format', format]))
  )
  for (const text of [said.out, said.summary, ...printed.map(({ out }) => out)])
    expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u)
  const { findings } = JSON.parse(printed[1]?.out ?? '') as { findings: { container?: string }[] }
  expect(findings.map(({ container }) => container)).toContain(name)
})

test('a password that was pasted with its name in the place of a path is on no surface', async () => {
  scene = makeWorkspace({})
  for (const pasted of ['password: orchard77lantern', 'deploy/a.json\napp --password orchard77lantern']) {
    for (const args of [[pasted], ['--config', pasted], ['--service-definition', pasted]]) {
      const { out, err, code } = await cli(scene, ['check', ...args])
      expect(code).toBe(2)
      expect(out + err).not.toContain('orchard77lantern')
    }
  }
})
