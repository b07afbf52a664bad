import { describe, expect, test } from '@jest/globals'
import type { JsonObject } from '../../src/json.ts'
import {
  CONFIG,
  definition,
  type Project,
  projectsOfTests,
  scenarioOf
} from '../inputs/configuration/world.ts'

const makeProject = projectsOfTests()
let project: Project

const CONTAINERS = { api: 'web', worker: 'job', mail: 'web' }
const place = (service: string) => ({ cluster: 'shop', service })
const FILES = Object.fromEntries(
  Object.entries(CONTAINERS).map(([family, name]) => [`ecs/${family}.json`, definition(family, { name })])
)
const BY_PATTERN = { 'task-definition': 'ecs/{service}.json', cluster: 'shop' }

/** The image of each service's definition in a plan, or the problems. */
async function images(
  image: string,
  { files = FILES as Record<string, string | object>, inputs = BY_PATTERN as Record<string, string> } = {}
) {
  project = await makeProject(files, scenarioOf(Object.keys(CONTAINERS).map(place)))
  const run = { 'aws-region': 'us-west-2', 'allow-family-change': 'true', image, ...inputs }
  const { plan, problems } = await project.run('plan', run)
  const told = problems.map(({ message, hint }) => `${message} ${hint}`)
  const got = (plan?.definitions ?? []).map(({ family, definition }) => [
    family,
    (definition['containerDefinitions'] as readonly JsonObject[])[0]?.['image']
  ])
  return { told, images: Object.fromEntries(got) as Record<string, unknown> }
}

describe('lines of image for several services', () => {
  test('a line is for each definition with such a container', async () => {
    expect(await images('web=r/web:2\njob=r/job:3')).toEqual({
      told: [],
      images: { api: 'r/web:2', worker: 'r/job:3', mail: 'r/web:2' }
    })
  })

  test('one that fits only some leaves the others as they are', async () => {
    expect(await images('job=r/job:3')).toEqual({
      told: [],
      images: { api: 'registry/app:1', worker: 'r/job:3', mail: 'registry/app:1' }
    })
  })

  test('one with the name of its service is for that alone, and goes before one without', async () => {
    expect((await images('web=r/web:2\nmail/web=r/mail:5')).images).toEqual({
      api: 'r/web:2',
      worker: 'registry/app:1',
      mail: 'r/mail:5'
    })
  })

  test('a key and a name in ECS both name the service of the configuration file', async () => {
    const config = `defaults: {cluster: shop}\nservices:\n${Object.keys(CONTAINERS)
      .map(name => `  ${name}-key: {service: ${name}, task-definition: ecs/${name}.json}\n`)
      .join('')}`
    const more = { files: { ...FILES, [CONFIG]: config }, inputs: {} }
    const result = await images('api/web=r/api:2\nmail-key/web=r/mail:5', more)
    expect(result).toEqual({
      told: [],
      images: { api: 'r/api:2', worker: 'registry/app:1', mail: 'r/mail:5' }
    })
  })
})

test('a container that no definition has is a problem, with what to write', async () => {
  const { told } = await images('wbe=r/web:2')
  expect(told).toContainEqual(
    expect.stringMatching(/no container "wbe".*Did you mean "web"\?.*SERVICE\/container=image/)
  )
})

test.each([
  [
    'aip/web=r/web:2',
    'is for no service of this run. Did you mean "api"? Services of this run: api, mail, worker'
  ],
  ['api/wbe=r/web:2', 'the definition has no container "wbe"']
])('%s is a problem', async (line, said) => {
  expect((await images(line)).told).toEqual([expect.stringContaining(said)])
})

describe('one image without a container, for several services', () => {
  test('is refused, with the lines to write', async () => {
    const { told, images: got } = await images('r/web:2')
    expect(told).toEqual([
      expect.stringMatching(
        /^Input "image": one image, and 3 containers.*: api\/web=…, mail\/web=…, worker\/job=…\./
      )
    ])
    expect(got).toEqual({})
  })

  test('is for the only service that the run is narrowed to', async () => {
    const more = { inputs: { ...BY_PATTERN, service: 'worker' } }
    expect(await images('r/job:2', more)).toEqual({ told: [], images: { worker: 'r/job:2' } })
  })

  test('is for the only service that has the container of container-name', async () => {
    expect(await images('r/job:2', { inputs: { ...BY_PATTERN, 'container-name': 'job' } })).toEqual({
      told: [],
      images: { api: 'registry/app:1', worker: 'r/job:2', mail: 'registry/app:1' }
    })
    const { told } = await images('r/web:2', { inputs: { ...BY_PATTERN, 'container-name': 'web' } })
    expect(told).toEqual([expect.stringContaining('api/web=…, mail/web=….')])
  })

  test('leaves the other inputs of container-name to the containers of that name', async () => {
    const more = { 'container-name': 'job', 'environment-variables': 'LEVEL=info' }
    const { told } = await images('r/job:2', { inputs: { ...BY_PATTERN, ...more } })
    expect(told).toEqual([expect.stringContaining('no container "job"')])
  })

  test('is for a definition that several services share', async () => {
    const config =
      'defaults: {cluster: shop, task-definition: ecs/api.json}\nservices:\n  api: {}\n  mail: {}\n'
    const more = { files: { ...FILES, [CONFIG]: config }, inputs: {} }
    expect(await images('r/web:2', more)).toEqual({ told: [], images: { api: 'r/web:2' } })
  })
})
