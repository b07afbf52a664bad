import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { CONFIG, definition, layoutOf, STAGES } from './layout-world.ts'
import { FIRST, MULTI, OverlayWorlds, remarks, SECOND, said, variable } from './overlay-world.ts'

const at = new OverlayWorlds()
const { open, close, config, stored } = at

describe('plaintext that the configuration file brings', () => {
  test('of one environment becomes a secret there, and its services run on it', async () => {
    const staging = `{services: {api: {environment-variables: {DB_PASSWORD: ${FIRST}, LOG: info}}}}`
    const migrate = await open({
      config: layoutOf({ staging }),
      running: { 'api-staging': variable(FIRST) }
    })
    const before = config()
    const planned = await migrate({ environment: 'staging' })
    expect(said(planned)).toEqual([])
    expect(planned.migration?.moves).toMatchObject([
      { file: CONFIG, line: 11, container: 'environments.staging.services.api', service: 'api' }
    ])
    expect(planned.migration?.settings?.diff).toEqual([
      '11 -   staging: {services: {api: {environment-variables: {DB_PASSWORD: …, LOG: …}}}}',
      '11 +   staging: {services: {api: {environment-variables: {LOG: …}, secrets: {DB_PASSWORD: secretsmanager:shop-staging/database/password}}}}'
    ])
    expect(planned.migration?.roles).toMatchObject([{ services: ['api'], state: 'to-grant' }])
    expect(config()).toBe(before)
    expect(stored()).toEqual([])
    const done = await migrate({ environment: 'staging', apply: 'true' })
    expect(said(done)).toEqual([])
    expect(done.results).toMatchObject([{ key: 'api', outcome: 'succeeded' }])
    expect(stored()).toEqual(['shop-staging/database/password'])
    expect(config()).toBe(
      before.replace(
        staging,
        '{services: {api: {environment-variables: {LOG: info}, secrets: {DB_PASSWORD: secretsmanager:shop-staging/database/password}}}}'
      )
    )
    expect(done.migration?.services).toMatchObject([{ service: 'api', isDone: true }])
    expect(done.migration?.done.at(-1)).toContain('every task of api-staging runs the new revision')
    expect(done.migration?.oldRevisions).toHaveLength(1)
    expect(done.migration?.rotate).toMatchObject([{ variables: ['DB_PASSWORD'] }])
    expect(JSON.stringify(done)).not.toContain(FIRST)
  })

  test('for all environments stays for the others until they are migrated too', async () => {
    const text = layoutOf({ defaults: MULTI(FIRST) }).replaceAll('\n', '\r\n')
    const places = Object.fromEntries(
      STAGES.flatMap(stage => [`api-${stage}`, `worker-${stage}`]).map(one => [one, variable(FIRST)])
    )
    const migrate = await open({ config: text, running: places })
    const first = await migrate({ environment: 'staging', apply: 'true' })
    expect(said(first)).toEqual([])
    expect(first.results.map(({ key, outcome }) => `${key} ${outcome}`)).toEqual([
      'api succeeded',
      'worker succeeded'
    ])
    expect(config()).toBe(
      text.replace(
        'staging: {}',
        'staging: {secrets: {DB_PASSWORD: secretsmanager:shop-staging/database/password}}'
      )
    )
    expect(first.migration?.left).toEqual([`${CONFIG}:9`])
    expect(remarks(first)).toContain(
      `${CONFIG}:9 still has "DB_PASSWORD" in plaintext, for environment production: run migrate there too (environment: production). Until then check, plan and deploy stop at it.`
    )
    at.world.git('commit', '-q', '-a', '-m', 'staging')
    const second = await migrate({ environment: 'production', apply: 'true' })
    expect(said(second)).toEqual([])
    expect(config()).not.toContain(FIRST)
    expect(config().split('\r\n').slice(7, 15)).toEqual([
      '    LOG: info',
      '    # rotated in May',
      'services:',
      '  api: {task-definition: api.json}',
      '  worker: {task-definition: worker.json}',
      'environments:',
      '  staging: {secrets: {DB_PASSWORD: secretsmanager:shop-staging/database/password}}',
      '  production: {secrets: {DB_PASSWORD: secretsmanager:shop-production/database/password}}'
    ])
    expect(stored()).toEqual(['shop-production/database/password', 'shop-staging/database/password'])
    expect(second.migration?.left).toEqual([])
  })

  test('and of the file too: where both say it, the one that counts is stored', async () => {
    const staging = `{environment-variables: {DB_PASSWORD: ${FIRST}}}`
    const old = ['brass', 'heron', '77'].join('-')
    const migrate = await open({
      config: layoutOf({ staging, production: '{services: {api: {task-definition: worker.json}}}' }),
      files: { 'api.json': definition('x', variable(old)) },
      running: { 'api-staging': variable(FIRST) }
    })
    const done = await migrate({ environment: 'staging', apply: 'true' })
    expect(said(done)).toEqual([])
    expect(remarks(done)).toContain(
      `api.json:12 has "DB_PASSWORD" with another value than ${CONFIG}:11, which wins: no definition takes it.`
    )
    expect(JSON.stringify(done)).not.toContain(old)
    expect(readFileSync(join(at.world.folder, 'api.json'), 'utf8')).toContain(
      '"valueFrom": "secretsmanager:shop-staging/database/password"'
    )
  })

  test('and of a file that another environment takes is asked about', async () => {
    const staging = `{environment-variables: {DB_PASSWORD: ${FIRST}}}`
    const migrate = await open({
      config: layoutOf({ staging }),
      files: { 'api.json': definition('x', variable(SECOND)) }
    })
    const report = await migrate({ environment: 'staging', apply: 'true' })
    expect(said(report)).toEqual([
      `migration-shadowed: api.json:12 has "DB_PASSWORD", and so has ${CONFIG}:11, which wins in this run; environment production takes the one of the file.`
    ])
    expect(stored()).toEqual([])
  })

  test('by an expression, an anchor or a variable of the template stops before anything is stored, with its line', async () => {
    const cases = [
      [
        layoutOf({ staging: `{environment-variables: {DB_PASSWORD: "${FIRST}\${{ github.sha }}"}}` }),
        'migration-expression',
        11
      ],
      [
        layoutOf({
          defaults: `  environment-variables: &all {DB_PASSWORD: ${FIRST}}`,
          api: ', environment-variables: *all'
        }),
        'rewrite-refused',
        7
      ],
      [layoutOf({ staging: `{variables: {PASSWORD: ${FIRST}}}` }), 'migration-expression', undefined]
    ] as const
    for (const [text, code, line] of cases) {
      const expression = [{ name: 'DB_PASSWORD', value: '${{ vars.PASSWORD }}' }]
      const files = line === undefined ? { 'api.json': definition('x', expression) } : {}
      const migrate = await open({ config: text, files })
      const report = await migrate({ environment: 'staging', apply: 'true' })
      const found = report.problems.find(one => one.code === code)
      expect([said(report), found?.place?.line]).toEqual([expect.anything(), line ?? 12])
      expect(found?.place?.file).toBe(line === undefined ? 'api.json' : CONFIG)
      if (line === undefined) expect(found?.hint).toMatch(/^vars.PASSWORD is at layout.yml:11 .*DB_PASSWORD/)
      expect(stored()).toEqual([])
      await close()
    }
  })
})
