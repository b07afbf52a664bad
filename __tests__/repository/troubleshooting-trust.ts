import { type Files, openPullRequest } from '../bundle/pull-request.ts'
import type { Trouble } from './troubleshooting-inputs.ts'

const VALUE = ['tiger', 'lily', '77'].join('')
const CONFIG = '.github/ecs-sealed-deploy.yml'
const definition = (comment = '') =>
  `family: app\ncontainerDefinitions:\n  - name: app\n    image: a:1\n    memory: 64\n    environment:\n${comment}      - name: DB_PASSWORD\n        value: ${VALUE}\n`
const EXCEPTION = `exceptions:\n  - file: app.yml\n    variable: DB_PASSWORD\n    rule: secret/by-name\n    reason: demo\n    expires: ${new Date(Date.now() + 864e5).toISOString().slice(0, 10)}\n`
const TEMPLATE = definition()
  .replace(VALUE, '${{ env.STAGE }} ${{ env.DB_PASSWORD }}')
  .replace('DB_PASSWORD\n', 'NAME\n')
const ROLE = 'arn:aws:iam::123456789012:role/deploy'
const PLAN = { mode: 'plan', 'task-definition': 'app.yml', 'aws-region': 'us-west-2' }

const pullRequest = (what: string, head: Files, inputs: Readonly<Record<string, string>> = {}): Trouble => ({
  what,
  print: async () => {
    const opened = openPullRequest({
      base: { 'app.yml': definition() },
      head,
      depth: 'depth.1' in head ? 1 : 2
    })
    try {
      return (
        await opened.check(
          { 'task-definition': 'app.yml', ...inputs },
          { env: { STAGE: 'test', DB_PASSWORD: VALUE } }
        )
      ).stdout
    } finally {
      opened.remove()
    }
  }
})

/** What a pull request must not decide about itself, and cases in which no file is written or read. */
export const TRUST: readonly Trouble[] = [
  pullRequest('an exception of its own', { [CONFIG]: EXCEPTION }),
  pullRequest('a comment, and a base that is not here', {
    'depth.1': '',
    'app.yml': definition('      # ecs-sealed: allow secret/by-name demo\n')
  }),
  pullRequest('variables that are not listed', { 'app.yml': TEMPLATE }, PLAN),
  pullRequest('a role', { [CONFIG]: `role-to-assume: ${ROLE}\n` }, PLAN),
  pullRequest(
    'another role',
    { [CONFIG]: `role-to-assume: ${ROLE}\n` },
    { ...PLAN, 'allowed-roles': `${ROLE}2` }
  ),
  pullRequest('a configuration file elsewhere', { [CONFIG]: { link: '/etc/hostname' } }),
  pullRequest('a linked output', { 'ecs.sarif': { link: 'app.yml2' } }, { 'sarif-file': 'ecs.sarif' }),
  pullRequest('an output outside', {}, { 'sarif-file': '../ecs.sarif' })
]
