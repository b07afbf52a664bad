import { describe, expect, it } from '@jest/globals'
import { MAX_SCANNED } from '../../src/detector/candidate.ts'
import { detect } from '../../src/detector/detect.ts'
import { walk } from '../../src/detector/walk.ts'
import { documentOf } from './documents.ts'

const LITERAL = ['Sup3r', 'Secret', 'Pw99'].join('')
const TOKEN = `${['sk', 'live'].join('_')}_${'a1B2c3D4e5F6g7H8i9J0k1L2'}`

async function credentials(value: unknown): Promise<readonly string[]> {
  const { root, place } = await documentOf(JSON.stringify(value))
  return detect({ file: 'app.json', root, place })
    .filter(({ category, level }) => category === 'credential' && level === 'error')
    .map(({ pointer }) => pointer)
}

const within = (container: object, task: object = {}) => ({
  family: 'app',
  containerDefinitions: [{ name: 'app', image: 'nginx', ...container }],
  ...task
})

const nested = (depth: number, inner: unknown): unknown =>
  Array.from({ length: depth }).reduce<unknown>(value => ({ a: value }), inner)

describe('a text in a shape that ECS has no field for is looked at all the same', () => {
  const pair = { name: 'DB_PASSWORD', value: LITERAL }
  it.each<[string, object]>([
    ['a value in a list', within({ environment: [{ name: 'DB_PASSWORD', value: [LITERAL] }] })],
    ['a value in an object', within({ environment: [{ name: 'DB_PASSWORD', value: { a: LITERAL } }] })],
    ['a list in the list', within({ environment: [[pair]] })],
    [
      'thirty lists in the list',
      within({ environment: JSON.parse(`${'['.repeat(30)}${JSON.stringify(pair)}${']'.repeat(30)}`) })
    ],
    ['a map among the pairs', within({ environment: [{ DB_PASSWORD: LITERAL }] })],
    ['a map of objects', within({ environment: { DB_PASSWORD: { value: LITERAL } } })],
    ['a map of lists', within({ environment: { DB_PASSWORD: [LITERAL] } })],
    ['a text of one pair', within({ environment: [`DB_PASSWORD: ${LITERAL}`] })],
    ['a text of JSON', within({ environment: [JSON.stringify(pair)] })],
    ['a list as text', within({ environment: JSON.stringify([pair]) })],
    ['key instead of name', within({ environment: [{ key: 'DB_PASSWORD', value: LITERAL }] })],
    ['another word for value', within({ environment: [{ name: 'DB_PASSWORD', val: LITERAL }] })],
    ['capitals', within({ environment: [{ NAME: 'DB_PASSWORD', VALUE: LITERAL }] })],
    [
      'a default beside the value',
      within({ environment: [{ name: 'DB_PASSWORD', value: '', default: LITERAL }] })
    ],
    ['another name for the field', within({ ENVIRONMENT: [pair] })],
    [
      'a member beside a reference',
      within({ secrets: [{ name: 'DB_PASSWORD', valueFrom: 'ssm:x', plain: LITERAL }] })
    ],
    [
      'a map of containers',
      { family: 'a', containerDefinitions: { app: { image: 'i', environment: [pair] } } }
    ],
    [
      'a list of lists of containers',
      { family: 'a', containerDefinitions: [[{ image: 'i', environment: [pair] }]] }
    ],
    ['a container as text', { family: 'a', containerDefinitions: [JSON.stringify({ environment: [pair] })] }],
    ['a definition beside the definition', within({}, { more: within({ environment: [pair] }) })],
    [
      'a list of log configurations',
      within({ logConfiguration: [{ options: { 'splunk-token': LITERAL } }] })
    ],
    [
      'options as pairs',
      within({ logConfiguration: { options: [{ name: 'splunk-token', value: LITERAL }] } })
    ],
    ['options inside options', within({ logConfiguration: { options: { x: { 'splunk-token': LITERAL } } } })],
    ['a member of the log configuration', within({ logConfiguration: { password: LITERAL } })],
    ['labels as a list', within({ dockerLabels: [`db.password=${LITERAL}`] })],
    ['a health check as a list', within({ healthCheck: ['CMD', 'mysql', `-p${LITERAL}`] })],
    ['a health check as a text', within({ healthCheck: `mysql -p${LITERAL}` })],
    ['a list in a command', within({ command: [['mysql', `-p${LITERAL}`]] })],
    ['a member of FireLens', within({ firelensConfiguration: { password: LITERAL } })],
    ['a member of the registry’s login', within({ repositoryCredentials: { password: LITERAL } })],
    ['a member of a volume', within({}, { volumes: [{ name: 'v', host: { password: LITERAL } }] })],
    ['a member of the proxy', within({}, { proxyConfiguration: { password: LITERAL } })],
    ['24 levels down', nested(40, within({ environment: [pair] })) as object],
    ['40 levels down in a member', within({ x: nested(40, { db_password: LITERAL }) })]
  ])('%s', async (_, value) => {
    expect(await credentials(value)).not.toEqual([])
  })

  it('a name that is written twice counts as both', async () => {
    const text = `{"containerDefinitions": [{"image": "i", "environment": [{"name": "DB_PASSWORD", "value": "${LITERAL}", "name": "X"}]}]}`
    const { root, place } = await documentOf(text)
    expect(detect({ file: 'app.json', root, place }).map(({ name }) => name)).toEqual(['DB_PASSWORD'])
  })

  it('no text in a container is left out', async () => {
    const value = within({
      environment: [{ a: 't1', b: ['t2', { c: 't3' }] }, [['t4', 't5', 't6']], { name: { x: 't7' } }],
      secrets: { a: { b: 't8' } },
      command: [{ a: 't9' }, ['t10']],
      healthCheck: { command: 't11', x: ['t12'] },
      dockerLabels: [{ a: 't13' }],
      logConfiguration: { logDriver: 't14', options: ['t15'], secretOptions: { a: 't16' }, x: { y: 't17' } },
      firelensConfiguration: ['t18'],
      repositoryCredentials: ['t19'],
      systemControls: { a: 't20' },
      other: [[[{ a: ['t21'] }]]]
    })
    const { root } = await documentOf(JSON.stringify(value))
    const seen = new Set(walk(root).map(candidate => candidate.value))
    const all = Array.from({ length: 21 }, (_, index) => `t${index + 1}`)
    // The first of a list of pairs is its name.
    expect(all.filter(text => !seen.has(text))).toEqual([])
  })
})

describe('a text longer than a rule looks at is looked at in parts', () => {
  const filler = 'x'.repeat(MAX_SCANNED + 800)
  const lines = 'a=b\n'.repeat(MAX_SCANNED / 2)
  const inside = (value: string) => within({ environment: [{ name: 'CONFIG', value }] })
  const json = JSON.stringify({ a: filler, password: LITERAL })
  it.each<[string, object]>([
    ['JSON', inside(json)],
    ['JSON that is cut off', inside(`{"a":"${filler}","password":"${LITERAL}"`)],
    ['JSON in base64', inside(Buffer.from(json).toString('base64'))],
    [
      'a thousand leaves and one',
      inside(JSON.stringify({ ...Array.from({ length: 1100 }).fill(1), password: LITERAL }))
    ],
    ['many levels', inside(JSON.stringify(nested(60, { password: LITERAL })))],
    ['lines of settings', inside(`${lines}db_password=${LITERAL}\n`)],
    ['a URL at the end', inside(`${'http://a/ '.repeat(900)} postgres://app:${LITERAL}@db/app`)],
    ['a token at the end', inside(`${filler} ${TOKEN}`)],
    [
      'a script',
      within({ command: ['sh', '-c', `${'echo hello\n'.repeat(900)}export DB_PASSWORD=${LITERAL}\n`] })
    ],
    [
      'a long word of a command',
      within({ command: ['sh', '-c', `echo ${filler}; mysql -p${LITERAL} -u root`] })
    ],
    [
      'white space before it',
      within({ environment: [{ name: 'DB_PASSWORD', value: `${' '.repeat(9000)}${LITERAL}` }] })
    ],
    ['a label', within({ dockerLabels: { config: json } })],
    ['a member that ECS does not know', within({ x: json })]
  ])('%s', async (_, value) => {
    expect(await credentials(value)).toHaveLength(1)
  })

  it.each(Array.from({ length: 12 }, (_, index) => MAX_SCANNED - 1100 + index * 100))(
    'a token at character %i',
    async before => {
      expect(await credentials(inside(`${'x'.repeat(before)} ${TOKEN} ${filler}`))).toHaveLength(1)
    }
  )

  it('what is harmless stays so', async () => {
    expect(await credentials(inside(JSON.stringify({ a: filler, password: '${DB_PASSWORD}' })))).toEqual([])
    expect(await credentials(inside(lines))).toEqual([])
  })
})
