import { stringify } from 'yaml'
import { distinctBy } from '../../list.ts'
import type { CredentialsStep, Workflow } from './workflow.ts'

/** A file to write, with its path relative to the repository, and what is left to do in it. */
export type NewFile = { readonly file: string; readonly text: string; readonly missing: readonly string[] }

const OURS = 'ecs-sealed-deploy/ecs-sealed-deploy'
const OPENID =
  'https://github.com/ecs-sealed-deploy/ecs-sealed-deploy/blob/HEAD/docs/permissions.md#openid-connect'
const PULL_REQUEST = '.github/workflows/ecs-pull-request.yml'

/** checkWorkflow returns a workflow that checks pull requests, for a repository that something else deploys. */
export function checkWorkflow(): NewFile {
  const text = `name: ECS pull request
on: pull_request
permissions: {}
jobs:
  check:
    permissions:
      contents: read # to check the repository out
    uses: ${OURS}/.github/workflows/check.yml@v1
`
  return { file: PULL_REQUEST, text, missing: [] }
}

/**
 * newWorkflows returns the workflows of a repository whose settings are in the configuration file: one that checks and
 * plans a pull request, and one that deploys, with the credentials that the repository's own steps use. The second runs
 * only when it is started, until it gets more triggers. Without environments, several services can be those of several
 * stages, and which to deploy is asked.
 */
export function newWorkflows(
  environments: readonly string[],
  workflows: readonly Workflow[],
  services: number
): readonly NewFile[] {
  const check = checkWorkflow()
  const plans = (environments.length === 0 ? [''] : environments).map(
    name => `  plan${name === '' ? '' : `-${name.replaceAll(/[^\w-]/g, '-')}`}:
    # TODO set the variable AWS_PLAN_ROLE of the repository: a role that may only read, for OpenID Connect
    if: vars.AWS_PLAN_ROLE != ''
    permissions:
      contents: read # to check the repository out
      id-token: write # to get the token from GitHub that AWS exchanges for credentials
      pull-requests: write # to write the comment
    uses: ${OURS}/.github/workflows/plan.yml@v1
${name === '' ? '' : `    with:\n      environment: ${stringify(name).trimEnd()}\n`}`
  )
  const plan = 'AWS_PLAN_ROLE: without this variable, pull requests are checked and not planned'
  return [
    { ...check, text: check.text + plans.join(''), missing: [plan] },
    deployWorkflow(
      environments,
      workflows.flatMap(({ credentials }) => credentials),
      environments.length === 0 && services > 1
    )
  ]
}

function deployWorkflow(
  environments: readonly string[],
  steps: readonly CredentialsStep[],
  asksService: boolean
): NewFile {
  const hasStages = environments.length > 0
  const credentials = credentialsOf(steps, environments)
  const choice = `      environment:
        type: choice
        required: true
        options: [${environments.map(name => stringify(name).trimEnd()).join(', ')}]
`
  const service = `      service:
        description: Services to deploy, separated by commas, or "all"
        required: true
        type: string
`
  const text = `name: ECS deploy
# Runs when it is started. To deploy on push, add "push:" with the branch${hasStages ? ', and name the environment below' : ''}.
on:
  workflow_dispatch:
    inputs:
${hasStages ? choice : ''}${asksService ? service : ''}      image:
        description: Image to deploy, such as REGISTRY/NAME:TAG; empty for the images of the files
        type: string
permissions: {}
jobs:
  deploy:
    runs-on: ubuntu-latest
${hasStages ? '    environment: ${{ inputs.environment }}\n' : ''}    permissions:
      contents: read # to check the repository out
${credentials.isOpenId ? '      id-token: write # to get the token from GitHub that AWS exchanges for credentials\n' : ''}    steps:
      - uses: actions/checkout@v6
        with:
          persist-credentials: false
${credentials.lines.map(line => `      ${line}\n`).join('')}      - uses: ${OURS}@v1
        with:
          service: ${asksService ? '${{ inputs.service }}' : 'all'}
${hasStages ? '          environment: ${{ inputs.environment }}\n' : ''}          image: \${{ inputs.image }}
          variables: \${{ toJSON(vars) }}
`
  return { file: '.github/workflows/ecs-deploy.yml', text, missing: credentials.missing }
}

/** What a step of another workflow may use here too; whatever else an expression reads is not there. */
const ELSEWHERE =
  /\$\{\{(?!\s*(?:(?:secrets|vars|github)\.[\w.-]+|fromJSON\('.*'\)\[inputs\.environment\])\s*\}\})/

/** Versions whose Node.js GitHub no longer has; their inputs are also those of the newest. */
const OLD = /@v[123](?:\.[\d.]+)?$/

type Given = CredentialsStep['with']

/**
 * The inputs of the steps together: what differs is chosen by the environment of the run. Undefined if the steps of one
 * environment differ, or another workflow alone knows what differs.
 */
function joined(steps: readonly CredentialsStep[], environments: readonly string[]): Given | undefined {
  const names = [...new Set(steps.flatMap(one => Object.keys(one.with)))]
  const values = names.map(name => {
    const all = distinctBy(steps, one => JSON.stringify([one.environment, one.with[name]]))
    if (distinctBy(all, one => JSON.stringify(one.with[name])).length === 1) return [name, all[0]?.with[name]]
    const texts = all.map(one => [one.environment ?? '', one.with[name]] as const)
    const isKnown = texts.every(([, text]) => typeof text === 'string' && !text.includes('${{'))
    const isEach = texts.length === environments.length && texts.every(([one]) => environments.includes(one))
    const choice = JSON.stringify(Object.fromEntries(texts)).replaceAll("'", "''")
    return isKnown && isEach ? [name, `\${{ fromJSON('${choice}')[inputs.environment] }}`] : undefined
  })
  return values.includes(undefined)
    ? undefined
    : Object.fromEntries(values.flatMap(one => (one ? [one] : [])))
}

/** The credentials of the repository's own steps, if they agree; OpenID Connect if there are none. */
function credentialsOf(
  steps: readonly CredentialsStep[],
  environments: readonly string[]
): {
  readonly lines: readonly string[]
  readonly isOpenId: boolean
  readonly missing: readonly string[]
} {
  const [first] = steps
  const todo = (why: string) => ({
    lines: [`# TODO credentials: ${why}`],
    isOpenId: true,
    missing: [`credentials of the deploy workflow: ${why}`]
  })
  if (first === undefined)
    return todo(
      `no step of aws-actions/configure-aws-credentials comes before one that deploys; see ${OPENID}`
    )
  const places = [...new Set(steps.map(({ from }) => from))].join(', ')
  const whole = joined(steps, environments)
  if (whole === undefined)
    return todo(`the steps of the repository differ, take the one of the environment: ${places}`)
  const isElsewhere = (value: unknown) => ELSEWHERE.test(String(value))
  const open = Object.entries(whole).filter(([, value]) => isElsewhere(value))
  const given = Object.fromEntries(Object.entries(whole).filter(([, value]) => !isElsewhere(value)))
  const isOpenId = whole['aws-access-key-id'] === undefined
  const said = open.map(([name, value]) => `${name}: ${String(value)} (${first.from})`)
  return {
    lines: [
      `# As in ${places}.${isOpenId ? '' : ` Access keys do not expire; OpenID Connect needs none: ${OPENID}`}`,
      ...stringify([{ uses: first.uses.replace(OLD, '@v6'), with: given }], { lineWidth: 0 })
        .trimEnd()
        .split('\n'),
      ...said.map(text => `    # TODO ${text}`)
    ],
    isOpenId,
    missing: said.map(text => `credentials of the deploy workflow: ${text}`)
  }
}
