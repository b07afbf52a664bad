import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import type { RawInputs } from '../../../src/inputs/tables/specification.ts'
import type { ModePorts } from '../../../src/ports.ts'
import { CONFIG, definition, type Project, projectsOfTests, scenarioOf } from './world.ts'

// The actions render and deploy beside a configuration file that has environments, as `init --write` makes it.

const temporary = mkdtempSync(join(tmpdir(), 'drop-in-'))
afterAll(() => rmSync(temporary, { recursive: true, force: true }))

const makeProject = projectsOfTests()
let project: Project

const CREDENTIAL = ['hunter', 'kite', '91'].join('-')
const config = `
defaults: {cluster: "shop-{environment}", region: us-west-2}
services:
  checkout:
    service: shop-checkout-{environment}
    task-definition: infra/checkout.json
  mailer: {task-definition: infra/mailer.json}
tasks:
  migrations: {task-definition: infra/migrations.json, run: before}
environments:
  staging: {}
  production: {services: {checkout: {desired-count: 2, variables: {LEVEL: warn}}}}
`
const family = 'shop-checkout'
const file = definition(family)
const TEMPLATE = definition(family, { environment: [{ name: 'LEVEL', value: '${{ vars.LEVEL }}' }] })
const services = ['staging', 'production'].map(stage => ({
  cluster: `shop-${stage}`,
  service: `shop-checkout-${stage}`,
  family
}))
const TO: RawInputs = {
  compatibility: 'aws-actions',
  'aws-region': 'us-west-2',
  'task-definition': 'infra/checkout.json',
  service: 'shop-checkout-production',
  cluster: 'shop-production'
}

async function open(text = config, content: object = file): Promise<Project> {
  project = await makeProject(
    { 'infra/checkout.json': content, 'infra/other.json': definition(family), [CONFIG]: text },
    scenarioOf(services)
  )
  return project
}

/** The ports of a step that hands its files on in a folder of the job. */
function ofJob({ ports }: Project): Partial<ModePorts> {
  return { renderedFolder: temporary, area: { ...ports.area, temporary } }
}

/** Renders as the action does, and returns the file of the job that it wrote. */
async function rendered(project: Project, raw: RawInputs = {}): Promise<string> {
  const inputs = {
    compatibility: 'aws-actions',
    'task-definition': 'infra/checkout.json',
    'container-name': 'app',
    image: 'registry/app:new'
  }
  const report = await project.run('render', { ...inputs, ...raw }, ofJob(project))
  expect(report.problems).toEqual([])
  return report.renderedFiles?.[0] ?? ''
}

const variablesOf = (file: string) =>
  (
    JSON.parse(readFileSync(file, 'utf8')) as {
      containerDefinitions: readonly { environment?: readonly { name: string; value: string }[] }[]
    }
  ).containerDefinitions[0]?.environment?.map(({ name, value }) => `${name}=${value}`)

describe('without an environment, the steps do what those of AWS do', () => {
  test('a file is rendered as it is, and deployed to the service that ECS has by that name', async () => {
    const own = await open()
    const file = await rendered(own)
    expect(variablesOf(file)).toBeUndefined()
    const report = await own.run('deploy', { ...TO, 'task-definition': file }, ofJob(own))
    expect([report.problems, report.results.map(({ outcome }) => outcome)]).toEqual([[], ['requested']])
    expect(own.running('shop-production')).toEqual(['shop-checkout-production shop-checkout:2'])
    expect(own.running('shop-staging')).toEqual(['shop-checkout-staging shop-checkout:1'])
  })

  test.each([
    ['with environments', config],
    [
      'without environments',
      config.slice(0, config.indexOf('environments:')).replaceAll('{environment}', 'x')
    ],
    [
      'of another cluster',
      'defaults: {cluster: other}\nservices: {checkout: {task-definition: infra/checkout.json}}\n'
    ],
    [
      'whose services are in another file',
      'services: {shop-checkout-production: {task-definition: infra/checkout.json}}\n'
    ]
  ])('a configuration file %s changes nothing', async (_, text) => {
    const { run } = await open(text)
    const report = await run('plan', { ...TO, 'task-definition': 'infra/other.json' })
    expect(report.problems).toEqual([])
    expect(report.plan?.services).toMatchObject([
      { service: 'shop-checkout-production', site: { cluster: 'shop-production' } }
    ])
    expect(report.plan?.tasks ?? []).toEqual([])
  })

  test('without a service, the definition is only registered', async () => {
    const own = await open()
    const { service: _, ...alone } = TO
    expect((await own.run('deploy', alone)).problems).toEqual([])
    expect(own.running('shop-production')).toEqual(['shop-checkout-production shop-checkout:1'])
  })

  test('a cluster that no input names is that of the defaults', async () => {
    const { cluster: _, ...open_ } = TO
    const { run } = await open('defaults: {cluster: shop-production}\n')
    expect((await run('plan', open_)).plan?.services).toMatchObject([
      { site: { cluster: 'shop-production' } }
    ])
  })

  test('a plaintext credential is refused, and an exception counts', async () => {
    const content = definition(family, { environment: [{ name: 'SMTP_PASSWORD', value: CREDENTIAL }] })
    const exception =
      'exceptions: [{file: infra/checkout.json, variable: SMTP_PASSWORD, rule: secret/by-name, reason: in a test, expires: 2026-06-30}]\n'
    const refused = await (await open(config, content)).run('plan', TO)
    expect(refused.findings).toMatchObject([{ name: 'SMTP_PASSWORD', level: 'error' }])
    const excepted = await (await open(config + exception, content)).run('plan', TO)
    expect([excepted.problems, excepted.findings, excepted.excepted]).toMatchObject([[], [], [{}]])
  })
})

describe('with an environment, its settings apply', () => {
  const environment = 'production'

  test('from the file, and once more to what the render step made of it', async () => {
    const own = await open(config, TEMPLATE)
    const file = await rendered(own, { environment, service: 'shop-checkout-production' })
    expect(variablesOf(file)).toEqual(['LEVEL=warn'])
    const report = await own.run('deploy', { ...TO, environment, 'task-definition': file }, ofJob(own))
    expect(report.problems).toEqual([])
    expect(report.plan?.services).toMatchObject([{ key: 'checkout', service: 'shop-checkout-production' }])
    expect(report.plan?.definitions.map(({ definition }) => definition)).toMatchObject([
      { containerDefinitions: [{ image: 'registry/app:new' }] }
    ])
    expect(report.plan?.tasks ?? []).toEqual([])
  })

  test('a service can be named by its key', async () => {
    const { run } = await open()
    const { plan, problems } = await run('plan', { ...TO, environment, service: 'checkout' })
    expect([problems, plan?.services]).toMatchObject([[], [{ service: 'shop-checkout-production' }]])
  })

  test('one that does not exist, and a cluster of another environment, are mistakes', async () => {
    const { run } = await open()
    const codes = async (raw: RawInputs) =>
      (await run('plan', { ...TO, ...raw })).problems.map(({ code }) => code)
    expect(await codes({ environment: 'prod' })).toEqual(['unknown-environment'])
    expect(await codes({ environment: 'staging', service: 'shop-checkout-staging' })).toEqual([
      'place-contradiction'
    ])
  })

  test('a file of several services asks for one', async () => {
    const { run } = await open(config.replace('infra/mailer.json', 'infra/checkout.json'))
    const own = { compatibility: 'aws-actions', 'task-definition': 'infra/checkout.json' }
    const inputs = { ...own, environment, image: 'registry/shop:2' }
    expect((await run('render', inputs)).problems).toMatchObject([{ code: 'service-ambiguous' }])
    expect((await run('render', { ...inputs, service: 'mailer' })).problems).toEqual([])
  })
})
