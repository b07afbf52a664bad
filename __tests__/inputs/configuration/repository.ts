import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { RawInputs } from '../../../src/inputs/tables/specification.ts'
import { exitCodeOf } from '../../../src/report/verdict.ts'
import { endedAfterEach } from '../../ended.ts'
import { runGit } from '../../git.ts'
import { CONFIG, definition, makeProject, type Project, scenarioOf } from './world.ts'

/** A configuration file for two services that share a folder. */
export const config = `
defaults: {cluster: shop, region: us-west-2, task-definition: ".aws/{service}.json", paths: ["{service}/**", "libs/", "!**/*.md"]}
services: {api: {}, web: {}}
order: [api, web]
`
/** The files of a small monorepo. */
export const files = {
  '.aws/api.json': definition('api', { image: 'registry/api:${{ vars.TAG }}' }),
  '.aws/web.json': definition('web', { image: 'registry/web:${{ vars.TAG }}' }),
  'api/main.py': 'print(1)',
  'web/main.py': 'print(1)',
  'libs/common.py': 'x = 1',
  [CONFIG]: config
}
const scenario = (more: object = {}) =>
  scenarioOf(
    ['api', 'web'].map(service => ({ cluster: 'shop', service })),
    more
  )

/** A project that is a git repository. */
export type Repository = Project & {
  git(...args: readonly string[]): string
  commit(changes: Readonly<Record<string, string | undefined>>): string
  /** `key` with what the run did about it, or `-` if it left it unchanged. */
  changed(raw?: RawInputs): Promise<readonly string[]>
  reasons(raw?: RawInputs): Promise<readonly string[]>
}

/** openRepository creates a project and commits its files. */
export async function openRepository(
  more: object = {},
  own: Readonly<Record<string, string | object>> = files
): Promise<Repository> {
  const made = await makeProject(own, 'services' in more ? more : scenario(more))
  const { workspace } = made
  const git = (...args: readonly string[]) => runGit(workspace.path, args)
  let tag = 0
  const commit: Repository['commit'] = changes => {
    for (const [file, text] of Object.entries(changes)) {
      if (text === undefined) rmSync(join(workspace.path, file))
      else workspace.write(file, text)
    }
    git('add', '--all')
    git('commit', '--quiet', '--allow-empty', '--message', 'change')
    return git('rev-parse', 'HEAD')
  }
  git('init', '--quiet', '--initial-branch=main')
  commit({})
  const select = (raw: RawInputs) => ({ service: 'changed', variables: `TAG=${++tag}`, ...raw })
  return {
    ...made,
    git,
    commit,
    changed: async (raw = {}) => {
      const report = await made.run('deploy', select(raw))
      if (exitCodeOf(report) !== 0) return report.problems.map(({ code, message }) => `${code}: ${message}`)
      const ends = new Map(report.results.map(({ key, service, outcome }) => [key ?? service, outcome]))
      return (report.selection ?? []).map(({ key, isIncluded }) =>
        isIncluded ? `${key} ${ends.get(key)}` : `${key} -`
      )
    },
    reasons: async (raw = {}) => {
      const report = await made.run('plan', select(raw))
      return (report.selection ?? []).map(
        ({ key, isIncluded, reason }) => `${key} ${isIncluded ? 'in' : '-'}: ${reason}`
      )
    }
  }
}

/** short is the form of a commit in messages. */
export function short(commit: string): string {
  return commit.slice(0, 7)
}

/** repositoriesOfTests returns openRepository, whose repositories end after each test. */
export const repositoriesOfTests = () => endedAfterEach(openRepository)
