import { expect, test } from '@jest/globals'
import { readForCheck } from '../../src/formats/read-for-check.ts'
import { credentialsIn, LITERAL } from './read.ts'

const manifest = `name: api
type: Backend Service
image:
  build: Dockerfile
command: serve --db-password=${LITERAL}
variables:
  LOG_LEVEL: info
  DB_PASSWORD: ${LITERAL}
  TABLE: {from_cfn: api-Table}
secrets:
  API_TOKEN: /copilot/\${COPILOT_APPLICATION_NAME}/prod/secrets/API_TOKEN
  APP_SECRET: {secretsmanager: shop/app}
sidecars:
  proxy:
    image: nginx
    variables: {PROXY_PASSWORD: ${LITERAL}}
environments:
  test:
    variables: {CACHE_PASSWORD: ${LITERAL}}
`

test('variables of a Copilot manifest are looked at, for each sidecar and environment', async () => {
  expect(await readForCheck('copilot/api/manifest.yml', manifest)).toMatchObject({ kind: 'template' })
  expect(await credentialsIn('copilot/api/manifest.yml', manifest)).toEqual([
    '5 /command command',
    '8 /variables/DB_PASSWORD DB_PASSWORD',
    '16 /sidecars/proxy/variables/PROXY_PASSWORD PROXY_PASSWORD',
    '19 /environments/test/variables/CACHE_PASSWORD CACHE_PASSWORD'
  ])
})

test('what is no workload of Copilot keeps its maps', async () => {
  const text = manifest.replace('Backend Service', 'Environment').replace(/command.*\n/, '')
  expect(await readForCheck('manifest.yml', text.replace(/sidecars[\s\S]*/, ''))).toMatchObject({
    kind: 'nothing'
  })
})
