import { expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { arrange } from '../../src/adoption/propose/arrange.ts'
import { newWorkflows } from '../../src/adoption/propose/new-workflows.ts'
import { startCalled } from '../bundle/called-workflow.ts'
import { deploy, FILE, type Files, script, surveyOf, workflow } from './adopted.ts'
import { CALLED, FILES_ALONE, MATRIX, pair, TWO_BY_TWO } from './repositories.ts'

/** The deploy workflow that `init` writes for a repository. */
async function written(files: Files): Promise<string> {
  const { survey } = await surveyOf(files)
  const { environments, services } = arrange(survey)
  const [, { text } = { text: '' }] = newWorkflows({
    ...{ environments: Object.keys(environments), services: Object.keys(services) },
    ...{ onlyChanged: false, images: survey.images }
  })
  return text
}

const CONTEXTS = { github: {}, vars: {}, inputs: { environment: 'dev', service: 'web', image: 'r/web:9' } }

/**
 * The inputs with which the step that deploys is started, and those that a start by hand and a caller are asked for.
 */
async function started(files: Files) {
  const text = await written(files)
  const { on } = parse(text) as {
    readonly on: Readonly<Record<string, { readonly inputs?: Readonly<Record<string, object>> } | null>>
  }
  const job = startCalled(text, 'deploy', CONTEXTS)
  const { image, service } = job.steps.find(({ uses }) => uses.startsWith('./'))?.with ?? {}
  return {
    given: { image, service },
    asked: Object.keys(on['workflow_dispatch']?.inputs ?? {}),
    called: Object.keys(on['workflow_call']?.inputs ?? {}),
    text
  }
}

const web = (...containers: readonly string[]) =>
  JSON.stringify({
    family: 'web',
    containerDefinitions: containers.map(name => ({ name, image: `r/${name}:1` }))
  })

test('one image for one service', async () => {
  const files = { 'web.json': web('app'), [FILE]: workflow(pair('web.json', 'service: web\ncluster: main')) }
  expect(await started(files)).toMatchObject({
    given: { image: 'r/web:9', service: 'all' },
    asked: ['image'],
    called: ['image'],
    text: expect.stringContaining(`# ${FILE}:19 fills in the image that was built`)
  })
})

test('a container is named where there are several', async () => {
  const files = {
    'web.json': web('app', 'proxy'),
    [FILE]: workflow(pair('web.json', 'service: web\ncluster: main'))
  }
  expect((await started(files)).given.image).toBe('app=r/web:9')
})

test('one image for several services, in the environment that is chosen', async () => {
  expect(await started(TWO_BY_TWO)).toMatchObject({
    given: { image: 'r/web:9', service: 'all' },
    asked: ['environment', 'image'],
    called: ['environment', 'image']
  })
})

test('an image for each service: the service is chosen', async () => {
  const second = pair('mail.json', 'service: mail\ncluster: maps', 'two').replace('build.', 'other.')
  const two = workflow(pair('web.json', 'service: web\ncluster: main') + second)
  const files = { 'web.json': web('app'), 'mail.json': web('app'), [FILE]: two }
  expect(await started(files)).toMatchObject({
    given: { image: 'r/web:9', service: 'web' },
    asked: ['service', 'image'],
    called: ['service', 'image']
  })
  // each job of a matrix builds its own, though it is written once
  expect((await started(MATRIX)).asked).toEqual(['service', 'image'])
})

test('a placeholder that a script fills is an image to give', async () => {
  const files = {
    'web.json': web('app').replace('r/app:1', 'r/app:__TAG__'),
    [FILE]: workflow(script('sed -i "s/__TAG__/$TAG/" web.json') + deploy('web.json'))
  }
  expect((await started(files)).given.image).toBe('r/web:9')
})

test.each<[string, Files]>([
  ['files that nothing deploys', FILES_ALONE],
  ['a file with its own image', { 'web.json': web('app'), [FILE]: workflow(deploy('web.json')) }]
])('no image is asked for: %s', async (_, files) => {
  const { given, asked, called } = await started(files)
  expect([given.image, asked.includes('image'), called]).toEqual(['', false, []])
})

test('a called workflow whose service nothing names is no reason to fail', async () => {
  expect((await started(CALLED)).asked).toEqual(['image'])
})
