import { describe, expect, test } from '@jest/globals'
import { adopt, CONFIGURATION, deploy, FILE, outcome, read, script, workflow } from './adopted.ts'
import { job, pair } from './repositories.ts'

// A rewritten step leaves to the configuration file what it said before, so the file has to say the same.

const WEB = '{"family": "shop-web", "containerDefinitions": [{"name": "app", "image": "a"}]}'
const IMAGE = '${{ steps.build.outputs.image }}'
const one = (more: string) => `services: {web: {${more}}}\n`
const SAME = 'service: shop-web, cluster: main, task-definition: web.json, region: eu-west-1'
const shop = (cluster = 'main') => workflow(pair('web.json', `service: shop-web\ncluster: ${cluster}`))

describe('a configuration file written by hand', () => {
  test.each([
    ['another key', one(SAME), { service: 'web' }],
    [
      'environments with names of their own, told apart by the cluster',
      `${one('service: shop-web, task-definition: ./web.json')}environments: {blue: {cluster: other}, green: {cluster: main}}\n`,
      { service: 'web', environment: 'green' }
    ],
    ['no region', one(SAME.replace(', region: eu-west-1', '')), { service: 'web' }],
    [
      'an ARN as the cluster',
      one(SAME.replace('main', '"arn:aws:ecs:eu-west-1:111122223333:cluster/main"')),
      { service: 'web' }
    ]
  ])('with %s is followed', async (_, configuration, given) => {
    await adopt({ 'web.json': WEB, [FILE]: shop(), [CONFIGURATION]: configuration })
    expect(outcome()).toEqual({ given: { ...given, image: IMAGE }, left: 0 })
  })

  test.each([
    ['no such service', one(SAME.replace('shop-web', 'shop-other')), 'no service "shop-web"'],
    ['another cluster', one(SAME.replace('main', 'second')), 'the same cluster for "web"'],
    ['no cluster', one(SAME.replace('cluster: main, ', '')), 'the same cluster for "web"'],
    ['another region', one(SAME.replace('eu-west-1', 'us-east-1')), 'the same region for "web"'],
    ['another file', one(SAME.replace('web.json', 'other.json')), 'the same task-definition for "web"'],
    ['a live definition', one(SAME.replace('web.json', 'live')), 'the same task-definition for "web"'],
    [
      'environments that say the same',
      `${one(SAME)}environments: {blue: {}, green: {}}\n`,
      'environment of the configuration file cannot be determined statically'
    ]
  ])('with %s leaves the step', async (_, configuration, why) => {
    const { out } = await adopt({ 'web.json': WEB, [FILE]: shop(), [CONFIGURATION]: configuration })
    expect(out).toContain(`is left: `)
    expect(out).toContain(why)
    expect(read(FILE)).toBe(shop())
  })
})

test('a second place that deploys another cluster or file than the configuration file takes is left', async () => {
  const second = '.github/workflows/second.yml'
  const restart = workflow(
    script('aws ecs update-service --cluster main --service shop-web --force-new-deployment')
  )
  const third = '.github/workflows/third.yml'
  const files = { 'web.json': WEB, [FILE]: shop(), [second]: shop('spare'), [third]: restart }
  const { out } = await adopt(files)
  expect(outcome().given).toMatchObject({ service: 'shop-web' })
  expect(read(second)).toBe(files[second])
  expect(read(third)).toBe(restart)
  expect(out).toContain('the same cluster for "shop-web"')
  expect(out).toContain('the same task-definition for "shop-web"')
})

test('services whose names become one key each stay their own', async () => {
  const both = workflow(
    `${deploy('web.json', 'service: shop-service\ncluster: main')}${deploy('web.json', 'service: shop-svc\ncluster: main')}`
  )
  await adopt({ 'web.json': WEB, [FILE]: both })
  expect(read(FILE).match(/service: \S+/g)).toEqual(['service: shop', 'service: shop-svc'])
})

test('the id of a step is known within its job only', async () => {
  const whole = job(pair('web.json', 'service: shop-web\ncluster: main'))
  const other = job(pair('mail.json', 'service: ${{ secrets.MAIL }}\ncluster: main'))
    .replace('\njobs:', '')
    .replace('  deploy:', '  mail:')
  const { out } = await adopt({ 'web.json': WEB, 'mail.json': WEB, [FILE]: `on: push${whole}${other}` })
  expect(out).not.toContain('is read elsewhere too')
  expect(read(FILE)).toContain('service: shop-web\n')
  const reads = `${whole}      - run: cat \${{ steps.render.outputs.task-definition }}\n`
  const again = await adopt({ 'web.json': WEB, [FILE]: `on: push${reads}` })
  expect(again.out).toContain('the file of step "render" is read elsewhere too')
})
