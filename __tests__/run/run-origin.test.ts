import { afterEach, describe, expect, test } from '@jest/globals'
import { runOrigin } from '../../src/run/github-context.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'

const SHA = 'a'.repeat(40)
const OTHER = 'b'.repeat(40)
const ENVIRONMENT = {
  GITHUB_ACTIONS: 'true',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'example/ops',
  GITHUB_SHA: SHA,
  GITHUB_REF_NAME: 'main',
  GITHUB_ACTOR: 'octocat',
  GITHUB_TRIGGERING_ACTOR: 'hubot',
  GITHUB_WORKFLOW: 'Deploy',
  GITHUB_RUN_ID: '42'
}

let scene: Workspace
afterEach(() => scene.remove())

function origin(remote: string | undefined, head = SHA, more: Readonly<Record<string, string>> = {}) {
  const config = `[core]\n\tbare = false\n[remote "origin"]\n\turl = ${remote}\n\tfetch = +refs/heads/*:x\n`
  scene = makeWorkspace(remote === undefined ? {} : { '.git/config': config, '.git/HEAD': `${head}\n` })
  return runOrigin({ environment: { ...ENVIRONMENT, ...more }, workspace: scene.path })
}

describe('which run of which workflow it is', () => {
  test('as the runner says it; who started the attempt counts', () => {
    expect(origin(undefined)).toEqual({
      repository: 'example/ops',
      commit: SHA,
      ref: 'main',
      actor: 'hubot',
      workflow: 'Deploy',
      runId: '42',
      url: 'https://github.com/example/ops/actions/runs/42'
    })
  })

  test('nothing outside of GitHub Actions, and no link of what is no address', () => {
    scene = makeWorkspace({})
    expect(runOrigin({ environment: {}, workspace: scene.path })).toBeUndefined()
    const { GITHUB_SERVER_URL: _, ...rest } = ENVIRONMENT
    expect(runOrigin({ environment: rest, workspace: scene.path })?.url).toBeUndefined()
    expect(
      runOrigin({
        environment: { ...ENVIRONMENT, GITHUB_SERVER_URL: 'javascript:alert(1)//' },
        workspace: scene.path
      })?.url
    ).toBeUndefined()
  })
})

describe('where the files of the workspace can be read', () => {
  test.each([
    'https://github.com/example/ops',
    'https://github.com/Example/ops.git',
    'git@github.com:example/ops.git'
  ])('in a checkout of the repository from %s', remote => {
    expect(origin(remote)?.filesUrl).toBe(`https://github.com/example/ops/blob/${SHA}`)
  })

  test('at the commit that is checked out, where that is another one', () => {
    expect(origin('https://github.com/example/ops', OTHER)?.filesUrl).toContain(`/blob/${OTHER}`)
    expect(origin('https://github.com/example/ops', 'ref: refs/heads/main')?.filesUrl).toContain(
      `/blob/${SHA}`
    )
  })

  test('nowhere in a checkout of another repository', () => {
    expect(origin('https://github.com/example/other-ops')?.filesUrl).toBeUndefined()
    expect(origin('https://github.com/example/ops-2')?.filesUrl).toBeUndefined()
  })
})
