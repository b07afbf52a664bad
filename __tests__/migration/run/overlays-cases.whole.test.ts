import { describe, expect, test } from '@jest/globals'
import { sample } from '../../sample.ts'
import { CONFIG, definition, layoutOf } from './layout-world.ts'
import { FIRST, MULTI, OverlayWorlds, remarks, SECOND, said, variable } from './overlay-world.ts'
import { type Kill, Killed } from './world.ts'

const at = new OverlayWorlds()
const { open, close, config, stored } = at

describe('plaintext that the configuration file brings', () => {
  test('with another value in each environment of one cluster gets a name for each', async () => {
    const clusters = { staging: 'shop', production: 'shop' }
    const one = (value: string) => `{environment-variables: {DB_PASSWORD: ${value}}}`
    const text = layoutOf({ staging: one(FIRST), production: one(SECOND) }).replace(
      'shop-{environment} #',
      'shop #'
    )
    const migrate = await open({ config: text, clusters })
    expect(said(await migrate({ environment: 'staging', apply: 'true' }))).toEqual([])
    at.world.git('commit', '-q', '-a', '-m', 'staging')
    expect(said(await migrate({ environment: 'production', apply: 'true' }))).toEqual([])
    expect(stored()).toEqual(['shop/production/database/password', 'shop/staging/database/password'])
  })

  test('with one value in two environments of one cluster is one secret', async () => {
    const clusters = { staging: 'shop', production: 'shop' }
    const both = `{environment-variables: {DB_PASSWORD: ${FIRST}}}`
    const text = layoutOf({ staging: both, production: both }).replace('shop-{environment} #', 'shop #')
    const migrate = await open({ config: text, clusters })
    const first = await migrate({ environment: 'staging', apply: 'true' })
    expect(said(first)).toEqual([])
    expect(first.migration?.left).toEqual([`${CONFIG}:12`])
    at.world.git('commit', '-q', '-a', '-m', 'staging')
    const second = await migrate({ environment: 'production', apply: 'true' })
    expect(said(second)).toEqual([])
    expect(second.migration?.secrets).toMatchObject([{ state: 'reuse' }])
    expect(stored()).toEqual(['shop/database/password'])
    expect(config()).not.toContain(FIRST)
  })

  test('of one service of two is written for that one', async () => {
    const migrate = await open({ config: layoutOf({ defaults: MULTI(FIRST) }) })
    const report = await migrate({ environment: 'staging', service: 'api', apply: 'true' })
    expect(said(report)).toEqual([])
    expect(report.results).toMatchObject([{ key: 'api', outcome: 'succeeded' }])
    expect(config()).toContain(
      'staging: {services: {api: {secrets: {DB_PASSWORD: secretsmanager:shop-staging/database/password}}}}'
    )
    expect(remarks(report)).toContain(
      'for "worker" and environment production: run migrate there too (environment: production)'
    )
  })

  test('and of a file that several environments share, and none takes, has to leave the file first', async () => {
    const one = (value: string) => `{environment-variables: {DB_PASSWORD: ${value}}}`
    const migrate = await open({
      config: layoutOf({ staging: one(FIRST), production: one(SECOND) }),
      files: { 'api.json': definition('x', variable(['brass', 'heron', '77'].join('-'))) }
    })
    const { problems } = await migrate({ environment: 'staging' })
    expect(problems).toMatchObject([
      {
        code: 'migration-shadowed',
        hint: 'Nothing takes the one of the file: take it out there, then run again.'
      }
    ])
  })

  test('goes on after a kill wherever it comes', async () => {
    const text = layoutOf({ defaults: MULTI(FIRST) })
    const run = async (kill?: Kill) => {
      const migrate = await open({ config: text, running: { 'api-staging': variable(FIRST) } })
      await migrate({ environment: 'staging', apply: 'true' }, kill).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error
      })
      if (kill) expect(said(await migrate({ environment: 'staging', apply: 'true' }))).toEqual([])
      const end = [config(), stored(), at.world.journal().includes('"state": "finished"')]
      return end
    }
    const whole = await run()
    const { write, call } = at.world.counts
    await close()
    const moments = (['before', 'after'] as const).flatMap(moment =>
      [...Array(write).keys()].map((n): Kill => ({ what: 'write', n: n + 1, moment }))
    )
    const calls = [...Array(call).keys()].map((n): Kill => ({ what: 'call', n: n + 1, moment: 'after' }))
    for (const kill of [...sample(moments, 2), ...sample(calls, 1)]) {
      expect([kill, await run(kill)]).toEqual([kill, whole])
      await close()
    }
  })
})
