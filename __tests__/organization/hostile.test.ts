import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { cli, makeScene, type Scene } from '../shell/scene.ts'
import { auditOf } from './audits.ts'

/** Put together here, so that none stands in this file. */
const SECRET = ['Kx7qm2', 'Zp9RtW', '4vBn', '8sLc'].join('')
const [A, EU] = ['111111111111', 'eu-west-1']
const PLACE = { target: [{ account: A, region: EU, clusters: ['main'] }] }

/** Texts that this program never writes, but whoever edits a file can. */
const TEXTS: Readonly<Record<string, string>> = {
  'a command with a flag': `ran: mysql -h db.internal -u root -p${SECRET} shop`,
  'a command with a flag and a word': `redis-cli -a ${SECRET} ping failed`,
  'a command with a variable': `PGPASSWORD=${SECRET} psql -h db.internal`,
  'a curl with a header': `curl -H "Authorization: Bearer ${SECRET}" https://api.example.com`,
  'a login in a URL': `clone https://bot:${SECRET}@git.example.com/shop.git failed`,
  'a pair': `password: ${SECRET}`,
  'JSON in a text': JSON.stringify({ DB_PASSWORD: SECRET })
}

function filesWith(text: string): Readonly<Record<string, string>> {
  const results = [
    { service: text, cluster: text, region: EU, outcome: 'failed', reason: text },
    { service: 'web', cluster: 'main', region: EU, outcome: text, reason: text }
  ]
  const problems = [{ code: 'x', fault: 'cloud', message: text, hint: text }]
  const remarks = [{ message: text, isUnverified: true }]
  const head = { version: 1, run: { url: text }, ...PLACE, problems, remarks, exitCode: 1 }
  const item = {
    kind: 'service',
    name: text,
    cluster: text,
    region: EU,
    verdict: 'exposed',
    revisions: [text],
    plaintext: [{ name: text }],
    unknown: [text]
  }
  const rotate = [{ name: text, rank: 1, what: text, issuedAt: text, where: [text] }]
  const finding = {
    rule: text,
    level: 'error',
    file: text,
    line: 1,
    name: text,
    fingerprint: text,
    message: text
  }
  return {
    'results/a.json': JSON.stringify({ ...head, mode: 'deploy', results }),
    'audits/a.json': JSON.stringify({
      ...head,
      mode: 'audit',
      audit: auditOf([item], { rotate, verdict: 'exposed' })
    }),
    'checks/acme/shop.json': JSON.stringify({
      ...{
        version: 1,
        files: [text],
        findings: [finding],
        unscanned: [{ file: text, reason: text }],
        excepted: []
      },
      ...{ problems, remarks, verdict: text, exitCode: 1 }
    })
  }
}

let scene: Scene
beforeAll(() => {
  const files = Object.entries(TEXTS).flatMap(([_, text], index) =>
    Object.entries(filesWith(text)).map(([path, content]) => [`${index}/${path}`, content])
  )
  scene = makeScene(Object.fromEntries(files) as Record<string, string>)
})
afterAll(() => scene.remove())

const cases = Object.keys(TEXTS).flatMap((what, index) =>
  (['results', 'audit', 'check'] as const).map(kind => [what, kind, index] as const)
)

test.each(cases)('%s in a file of others is in no output of %s merge', async (_, kind, index) => {
  const folder = { results: 'results', audit: 'audits', check: 'checks' }[kind]
  const written = ['--output', 'out.json', '--summary-file', 'out.md', '--report-file', 'out.html']
  const sarif = kind === 'check' ? ['--sarif-file', 'out.sarif'] : []
  for (const format of ['text', 'json', 'markdown']) {
    const args = [kind, 'merge', `${index}/${folder}`, ...written, ...sarif, '--format', format]
    const { out, err } = await cli(scene, args)
    const outputs = [out, err, ...['out.json', 'out.md', 'out.html'].map(file => scene.file(file))]
    if (kind === 'check') outputs.push(scene.file('out.sarif'))
    expect(out.length).toBeGreaterThan(20)
    for (const text of outputs) expect(text.includes(SECRET)).toBe(false)
  }
})
