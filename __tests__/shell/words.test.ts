import { afterEach, expect, test } from '@jest/globals'
import { action, cli, makeScene, type Scene } from './scene.ts'

let scene: Scene
afterEach(() => scene.remove())

const PLACE = ['--cluster', 'demo', '--aws-region', 'us-west-2']

test.each(['status', 'audit', 'rotate-restart', 'rollback', 'continue'])(
  '%s with a word that is no file asks AWS nothing, and says how a service is named',
  async mode => {
    scene = makeScene({})
    const environment = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }
    const { code, out, err } = await cli(scene, [mode, 'web', ...PLACE], { environment })
    expect(code).toBe(2)
    expect(out + err).toContain('Input "task-definition": "web" does not exist.')
    expect(out + err).toContain('did you mean --service web?')
  }
)

test.each(['status', 'audit', 'rotate-restart', 'rollback', 'continue'])(
  'the action in mode %s asks AWS nothing either where a file is missing',
  async mode => {
    scene = makeScene({})
    const inputs = { mode, service: 'web', cluster: 'demo', 'aws-region': 'us-west-2' }
    for (const file of ['gone.json', 'deploy/*.json', '{service}.json']) {
      const { code, out } = await action(scene, { ...inputs, 'task-definition': file })
      expect({ file, code }).toEqual({ file, code: 2 })
      expect(out).toContain(`"${file}"`)
    }
  }
)

test('a path that does not exist has no such advice', async () => {
  scene = makeScene({})
  const { code, out, err } = await cli(scene, ['status', 'deploy/web.json', ...PLACE])
  expect(code).toBe(2)
  expect(out + err).toContain('"deploy/web.json" does not exist.')
  expect(out + err).not.toContain('--service')
})
