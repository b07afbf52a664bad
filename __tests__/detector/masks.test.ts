import { describe, expect, it } from '@jest/globals'
import { sensitiveValues } from '../../src/detector/sensitive.ts'
import { Gate } from '../../src/report/gate/gate.ts'
import { documentOf } from './documents.ts'

/** A password that nobody generated. */
const WEAK = ['tiger', 'lily', '77'].join('')

type Written = {
  readonly file: string
  readonly container: string
  readonly environment: Readonly<Record<string, string>>
}

async function masksOf({ file, container, environment }: Written): Promise<readonly string[]> {
  const variables = Object.entries(environment).map(([name, value]) => ({ name, value }))
  const task = {
    family: 'shop',
    containerDefinitions: [{ name: container, image: 'shop:1', environment: variables }]
  }
  return sensitiveValues((await documentOf(JSON.stringify(task), file)).root)
}

describe('a word that names something in its file', () => {
  it.each([
    ['the file', { file: 'deploy/sunflower/task.json', container: 'app' }],
    ['a container', { file: 'deploy/task.json', container: 'sunflower-worker' }]
  ])('is no mask: %s', async (_, { file, container }) => {
    const environment = { DB_PASSWORD: 'sunflower', API_TOKEN: WEAK }
    expect(await masksOf({ file, container, environment })).toEqual([WEAK])
  })

  it('is no mask: a variable', async () => {
    const environment = { SUNFLOWER_PASSWORD: 'sunflower' }
    expect(await masksOf({ file: 'task.json', container: 'app', environment })).toEqual([])
  })

  it('is a mask where nothing is called so, and with a digit where it is only a part of a name', async () => {
    const environment = { A_PASSWORD: 'sunflower', APP_PASSWORD: 'worker-77' }
    expect(await masksOf({ file: 'task.json', container: 'app-worker-77', environment })).toEqual([
      'sunflower',
      'worker-77'
    ])
  })

  // decision 82
  it('is no mask if a whole name is equal to it, in any case, also with a number', async () => {
    const environment = { APP_PASSWORD: 'Worker-77', API_TOKEN: WEAK }
    expect(await masksOf({ file: 'task.json', container: 'worker-77', environment })).toEqual([WEAK])
    expect(await masksOf({ file: 'deploy/worker-77/task.json', container: 'a', environment })).toEqual([WEAK])
  })
})

describe('lines of a document', () => {
  it('are no masks where they only head others', async () => {
    const settings = `exporters:\n  shop:\n    password: ${WEAK}\n`
    const masks = await masksOf({ file: 'task.json', container: 'app', environment: { SETTINGS: settings } })
    expect(masks).toContain(WEAK)
    expect(masks).not.toContain('exporters:')
  })

  it.each([
    ['DB_PASSWORD=', 'DB_PASSWORD'],
    ['concourse', 'concourse']
  ])('%s does not hide the name that it begins with', (beginning, name) => {
    const gate = new Gate()
    gate.know([beginning.endsWith('=') ? `${beginning}${WEAK.slice(0, 8)}` : `${beginning}1`])
    expect(gate.shown(`Variable ${name}`)).toBe(`Variable ${name}`)
    expect(gate.shown(name)).toBe(name)
  })
})

describe('a script', () => {
  it('has masks only for its credentials', async () => {
    const script = `export DB_PASSWORD=${WEAK}\nmysql -pOther9Xk7z shop\nstart-server`
    const container = { name: 'app', image: 'shop:1', command: ['sh', '-c', script] }
    const task = { family: 'shop', containerDefinitions: [container] }
    const masks = sensitiveValues((await documentOf(JSON.stringify(task), 'task.json')).root)
    expect(masks).toEqual([WEAK, 'Other9Xk7z'])
  })
})

describe('a value that is a file of settings', () => {
  const drawn = ['Xk29', 'bQ7z', 'Lm41', 'Tn83'].join('')
  const plain = { region: 'eu-central-1', service: 'checkout', 'log-level': 'information' }

  it.each([
    ['YAML', Object.entries(plain).map(([name, value]) => `${name}: ${value}`), `password: ${drawn}`],
    ['JSON', JSON.stringify(plain, null, 2).split('\n').slice(1, -1), `"password": "${drawn}",`],
    ['a .env file', ['REGION=eu-central-1', 'SERVICE=checkout'], `DB_PASSWORD=${drawn}`]
  ])('masks no line that is certainly harmless: %s', async (_, harmless, secret) => {
    const settings = [...harmless, secret].join('\n')
    const masks = await masksOf({
      file: 'task.json',
      container: 'app',
      environment: { APP_SECRET: settings }
    })
    for (const line of harmless) expect(masks).not.toContain(line.trim())
    expect(masks).toContain(secret)
  })

  it('masks every line of a phrase, and a line alone', async () => {
    const phrase = 'sunflower meadow\nwinter: morning lark\nriverside lantern'
    const environment = { APP_SECRET: phrase, DB_PASSWORD: 'meadow: sunflower' }
    expect(await masksOf({ file: 'task.json', container: 'app', environment })).toEqual(
      expect.arrayContaining([...phrase.split('\n'), 'meadow: sunflower'])
    )
  })
})
