import { describe, expect, test } from '@jest/globals'
import { planToJson } from '../../src/report/plan/plan-json.ts'
import { CONFIG, definition, type Project, projectsOfTests, scenarioOf } from '../configuration/world.ts'

const makeProject = projectsOfTests()
let project: Project

const DIGEST = `@sha256:${'4e'.repeat(32)}`
const FILE = 'deploy/web.json'

/** Plans a service that runs one image from a file with another; returns what the plan says about going back. */
async function goingBack(
  image: string,
  running: string,
  {
    inputs = {},
    files = {}
  }: { readonly inputs?: Readonly<Record<string, string>>; readonly files?: Record<string, string> } = {}
): Promise<readonly string[]> {
  const base = scenarioOf([{ cluster: 'shop', service: 'web' }]) as object
  project = await makeProject(
    { [FILE]: definition('web', { image }), ...files },
    { ...base, taskDefinitions: [definition('web', { image: running })] }
  )
  const where =
    files[CONFIG] === undefined ? { 'task-definition': FILE, service: 'web', cluster: 'shop' } : {}
  const { plan, problems } = await project.run('plan', { 'aws-region': 'us-west-2', ...where, ...inputs })
  expect(problems).toEqual([])
  const { services } = planToJson(plan as NonNullable<typeof plan>) as {
    readonly services: readonly { readonly risks: readonly { kind: string; message: string }[] }[]
  }
  return services.flatMap(({ risks }) =>
    risks.flatMap(({ kind, message }) => (kind === 'older-image' ? [message] : []))
  )
}

describe('an image of the file that looks older than the one that runs', () => {
  test.each([
    ['registry/web:1.4.0', 'registry/web:1.10.0', 'goes back to a lower version'],
    ['registry/web:v2', 'registry/web:v11', 'goes back to a lower version'],
    ['registry/web:1.4', 'registry/web:1.4.2', 'goes back to a lower version'],
    ['registry/web:build-7', 'registry/web:build-12', 'goes back to a lower version'],
    ['registry/web:2026-11-20', 'registry/web:2026-11-21', 'goes back to a lower version'],
    ['registry/web:latest', 'registry/web:3f2a9c1', 'is the one that the file names, registry/web:latest,'],
    ['nginx', 'registry/web:main-3f2a9c1', 'which another deployment has put there'],
    ['registry/web:1.0.0', 'registry/web:3f2a9c1', 'which another deployment has put there'],
    ['registry/web:stable', `registry/web${DIGEST}`, 'which another deployment has put there']
  ])('%s instead of %s', async (image, running, said) => {
    const risks = await goingBack(image, running)
    expect(risks).toEqual([expect.stringContaining(said)])
    expect(risks[0]).toContain('give the image of this run')
  })

  test.each([
    ['registry/web:1.10.0', 'registry/web:1.4.0'],
    ['registry/web:3f2a9c1', 'registry/web:9d8e7f6'],
    ['registry/web:main', 'registry/web:latest'],
    [`registry/web${DIGEST}`, 'registry/web:1.0.0'],
    ['registry/web:2', 'other/web:11'],
    ['registry/web:blue-2', 'registry/web:green-11']
  ])('%s instead of %s does not', async (image, running) => {
    expect(await goingBack(image, running)).toEqual([])
  })
})

type Given = Parameters<typeof goingBack>[2] & { readonly image?: string }

test.each<[string, Given]>([
  ['an input', { inputs: { image: 'registry/web:1.0.0' } }],
  ['a template', { inputs: { variables: 'TAG=1.0.0' }, image: 'registry/web:${{ vars.TAG }}' }],
  [
    'the configuration file',
    {
      files: {
        [CONFIG]: `services: {web: {cluster: shop, task-definition: ${FILE}, image: "registry/web:1.0.0"}}\n`
      }
    }
  ]
])('an image from %s is meant', async (_, { image = 'registry/web:0.1.0', ...more }) => {
  expect(await goingBack(image, 'registry/web:2.0.0', more)).toEqual([])
})
