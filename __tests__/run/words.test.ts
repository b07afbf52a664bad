import { afterEach, expect, test } from '@jest/globals'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { action, cli } from './scene.ts'

let scene: Workspace
afterEach(() => scene.remove())

const PLACE = ['--cluster', 'demo', '--aws-region', 'us-west-2']

test.each(['status', 'audit', 'rotate-restart', 'rollback', 'continue'])(
  '%s with a word that is no file asks AWS nothing, and says how a service is named',
  async mode => {
    scene = makeWorkspace({})
    const environment = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }
    const { code, out, err } = await cli(scene, [mode, 'web', ...PLACE], { environment })
    expect(code).toBe(2)
    expect(out + err).toContain('--task-definition: "web" does not exist.')
    expect(out + err).toContain('did you mean --service web?')
  }
)

const FILES = ['gone.json', 'deploy/*.json', '{service}.json']
const INPUTS = { service: 'web', cluster: 'demo', 'aws-region': 'us-west-2' }

test.each(['status', 'audit', 'rotate-restart'])(
  'the action in mode %s asks AWS nothing either where a file is missing',
  async mode => {
    scene = makeWorkspace({})
    for (const file of FILES) {
      const { code, out } = await action(scene, { ...INPUTS, mode, 'task-definition': file })
      expect({ file, code }).toEqual({ file, code: 2 })
      expect(out).toContain(`"${file}"`)
    }
  }
)

test.each(['rollback', 'continue'])(
  'the action in mode %s needs no files for named services: it notes what is missing, and asks AWS',
  async mode => {
    scene = makeWorkspace({})
    for (const file of FILES) {
      const inputs = { ...INPUTS, mode, 'task-definition': file }
      const named = await action(scene, inputs)
      expect({ file, code: named.code }).toEqual({ file, code: 3 })
      expect(named.out).toContain(`"${file}"`)
      const all = await action(scene, { ...inputs, service: 'all' })
      expect({ file, code: all.code }).toEqual({ file, code: 2 })
    }
  }
)

test('a path that does not exist has no such advice', async () => {
  scene = makeWorkspace({})
  const { code, out, err } = await cli(scene, ['status', 'deploy/web.json', ...PLACE])
  expect(code).toBe(2)
  expect(out + err).toContain('"deploy/web.json" does not exist.')
  expect(out + err).not.toContain('--service')
})
