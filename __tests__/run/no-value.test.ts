import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { runsOf } from '../sample.ts'
import { makeWorkspace } from '../workspace.ts'
import { action, cli } from './scene.ts'

/** Characters that stand eight in a row in no message, so that a hit is always the value. */
const body = fc.stringMatching(/^[A-Z0-9~^+]{8,40}$/)

const wrapped = fc.constantFrom<(text: string) => string>(
  text => text,
  text => `postgres://app:${text}@db.example.org:5432/x`,
  text => `https://api.example.org/?api_key=${text}`,
  text => `Server=db;User Id=sa;Password=${text};`,
  text => `${'AK'}${'IA'}${text}`,
  text => `curl -u admin:${text} https://example.org`,
  text => JSON.stringify({ password: text }),
  text => Buffer.from(`{"password":"${text}"}`).toString('base64'),
  text => `\${DB:-${text}}`,
  text => `arn:aws:ssm:us-west-2:123456789012:${text}`,
  text => `first\n${text}\nlast`,
  text => `ssm:${text}`,
  text => `secretsmanager:${text}:${text}`,
  text => `${text}"\\\n'${text}`,
  text => `export db_password='${text}' && app --token ${text} ${text}=${text}`,
  text => `curl -u ${text}:${text} -H 'Authorization: Bearer ${text}' ${text}`,
  text => `mysql -u${text} -p${text}`,
  text => `A=1\n${text}=${text}\ndb_password=${text}`,
  text => `api-key=${text},${text}=${text}`,
  text => `{{ ${text} | default('${text}') }}`,
  text => `Authorization: Bearer ${text}`
)

const names = fc.constantFrom(
  ...['DB_PASSWORD', 'API_KEY', 'DATABASE_URL', 'INNOCENT', 'STRIPE_KEY', 'APCA_API_KEY_ID', 'password']
)

/** A document with the value in every place; some are broken, some are YAML, so that errors are surfaces too. */
const shapes = fc.constantFrom<(name: string, value: string) => Readonly<Record<string, string>>>(
  (name, value) => ({ 'a.json': JSON.stringify(document(name, value), null, 2) }),
  (name, value) => ({ 'a.json': JSON.stringify(document(name, value)) }),
  (name, value) => ({ 'a.json': JSON.stringify(document(name, value), null, 1).slice(0, -9) }),
  (_, value) => ({ 'a.json': `{"containerDefinitions": [{"environment": ${value}}]}` }),
  (name, value) => ({
    'a.yml': `containerDefinitions:\n  - environment:\n      - name: ${name}\n        value: ${JSON.stringify(value)} # ecs-sealed: allow ${value}\n`
  }),
  (name, value) => ({ 'a.yml': `${name}: *${value}\n${value}: [` })
)

function document(name: string, value: string): object {
  return {
    family: value,
    volumes: [{ name: 'v', dockerVolumeConfiguration: { driverOpts: { [name]: value } } }],
    containerDefinitions: [
      {
        name: 'app',
        image: value,
        environment: [{ name, value }],
        secrets: [{ name, valueFrom: value }],
        command: ['sh', '-c', value],
        entryPoint: ['app', '--password', value, value],
        environmentFiles: [{ type: 's3', value }],
        systemControls: [{ namespace: 'net.password', value }],
        hostname: value,
        healthCheck: { command: ['CMD-SHELL', value] },
        dockerLabels: { label: value },
        cpu: value,
        repositoryCredentials: { credentialsParameter: value },
        logConfiguration: {
          logDriver: 'awsfirelens',
          options: { apikey: value, Header: value },
          secretOptions: [{ name, valueFrom: value }]
        }
      }
    ]
  }
}

const CONFIGURATIONS: readonly ((name: string, value: string) => string)[] = [
  () => '',
  (name, value) =>
    `exceptions:\n  - {file: a.json, variable: ${name}, rule: ${value}, reason: "${value}", expires: "${value}"}\n`,
  (_, value) => `"${value}": "${value}"\nexceptions: "${value}"\n`,
  name =>
    `exceptions:\n  - {file: a.json, variable: ${name}, rule: secret/by-name, reason: x, expires: 2000-01-01}\n`
]

/** shows tells whether eight characters in a row of a value stand in a text. */
function shows(surface: string, value: string): boolean {
  return Array.from({ length: value.length - 7 }, (_, start) => value.slice(start, start + 8)).some(run =>
    surface.includes(run)
  )
}

describe('no surface shows a value', () => {
  it('has no eight characters in a row of any value, through both shells', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          value: body,
          wrap: wrapped,
          name: names,
          shape: shapes,
          config: fc.constantFrom(...CONFIGURATIONS),
          policy: fc.constantFrom('detect', 'references-only')
        }),
        async ({ value, wrap, name, shape, config, policy }) => {
          const files = shape(name, wrap(value))
          const [file = ''] = Object.keys(files)
          const scene = makeWorkspace({ ...files, 'c.yml': config(name, value) })
          try {
            const args = ['check', file, '--config', 'c.yml', '--policy', policy, '--sarif-file', 's.sarif']
            const surfaces: string[] = []
            for (const format of ['text', 'json', 'sarif', 'github']) {
              const run = await cli(scene, [...args, '--format', format, '--variables', `X=${value}`])
              surfaces.push(run.out, run.err)
            }
            surfaces.push(scene.read('s.sarif'))
            const inputs = {
              mode: 'check',
              'task-definition': file,
              config: 'c.yml',
              policy,
              variables: `X=${value}`
            }
            const { out, summary, outputs } = await action(scene, inputs)
            surfaces.push(out, summary, outputs)
            const baseline = await cli(scene, ['check', file, '--write-baseline', '--config', 'b.yml'])
            surfaces.push(baseline.out, baseline.err)
            expect(surfaces.filter(surface => shows(surface, value))).toEqual([])
          } finally {
            scene.remove()
          }
        }
      ),
      { numRuns: runsOf({ few: 40, all: 300 }), seed: 20 }
    )
  })

  it('is a test that notices a part of a value', async () => {
    const scene = makeWorkspace({ 'a.json': JSON.stringify(document('DB_PASSWORD', 'QX7~QX8~QX9')) })
    const { out } = await cli(scene, ['check', 'a.json'])
    scene.remove()
    expect(out).toContain('DB_PASSWORD')
    expect(shows(`${out} ${'QX7~QX8~QX9'.slice(1, 10)}`, 'QX7~QX8~QX9')).toBe(true)
  })
})

describe('a definition that was pasted into an input that wants a path is described, never quoted', () => {
  const value = ['tiger', 'lily', '77'].join('')
  const json = JSON.stringify({
    family: 'web',
    containerDefinitions: [{ environment: [{ name: 'DB_PASSWORD', value }] }]
  })
  const texts: readonly string[] = [
    json,
    JSON.stringify(JSON.parse(json), null, 2),
    json.slice(0, -4),
    `containerDefinitions:\n  - environment:\n      - name: DB_PASSWORD\n        value: ${value}\n`,
    ['Kx7qm2Zp9RtW', '4vBn8sLc'].join('')
  ]
  const inputs = ['task-definition', 'config', 'service-definition'] as const
  it.each(inputs.flatMap(input => texts.map(text => [input, text] as const)))(
    '%s: %s',
    async (input, text) => {
      const scene = makeWorkspace({})
      try {
        const runs = [
          await cli(scene, [
            'deploy',
            `--${input}=${text}`,
            '--cluster',
            'a',
            '--service',
            'b',
            '--aws-region',
            'us-west-2',
            '--json'
          ]),
          await action(scene, { mode: 'check', [input]: text })
        ]
        for (const run of runs) {
          expect(run.code).toBe(2)
          const shown = JSON.stringify(run)
          expect(shown).toMatch(/is no path: it has \d+ characters in \d+ lines?\./)
          for (const part of [value, text]) expect(shown).not.toContain(part)
        }
      } finally {
        scene.remove()
      }
    }
  )
})
