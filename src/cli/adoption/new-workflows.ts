import { stringify } from 'yaml'
import { distinctBy, grouped } from '../../list.ts'
import { accountOf, type PlacedRun } from './environments.ts'
import { writtenAs } from './jobs.ts'

/** A file to write, with its path relative to the repository, and what is left to do in it. */
export type NewFile = { readonly file: string; readonly text: string; readonly missing: readonly string[] }

const OURS = 'ecs-sealed-deploy/ecs-sealed-deploy'
const OPENID =
  'https://github.com/ecs-sealed-deploy/ecs-sealed-deploy/blob/HEAD/docs/permissions.md#openid-connect'
const PULL_REQUEST = '.github/workflows/ecs-pull-request.yml'
const DEPLOY = '.github/workflows/ecs-deploy.yml'

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
 * plans a pull request, and one that deploys, with a job for each environment, which has the credentials that the
 * repository's own steps use for it. The second runs only when it is started, until it gets more triggers: a push then
 * deploys to the environment whose branch it is. Without environments, several services can be those of several stages,
 * and which to deploy is asked.
 */
export function newWorkflows(
  environments: readonly string[],
  runs: readonly PlacedRun[],
  services: number
): readonly NewFile[] {
  const own: readonly Stage[] =
    environments.length === 0
      ? [{ runs }]
      : environments.map(name => ({ name, runs: runs.filter(({ stage }) => stage === name) }))
  const check = checkWorkflow()
  const accounts = [...new Set(runs.map(accountOf))]
  const isOne = own.length === 1 || (accounts.length === 1 && /^\d+$/.test(accounts.join()))
  const plans = own.map(stage => planJob(stage, isOne))
  return [
    { ...check, text: check.text + plans.map(({ text }) => text).join(''), missing: missingIn(plans) },
    deployWorkflow(own, environments.length === 0 && services > 1)
  ]
}

/** An environment with what deploys to it; without a name, all that is deployed. */
type Stage = { readonly name?: string; readonly runs: readonly PlacedRun[] }
/** A part of a workflow, and what is left to do in it. */
type Part = Pick<NewFile, 'text' | 'missing'>

function missingIn(parts: readonly Part[]): readonly string[] {
  return [...new Set(parts.flatMap(({ missing }) => missing))]
}

function idOf(name: string | undefined): string {
  return name === undefined ? '' : `-${name.replaceAll(/[^\w-]/g, '-')}`
}

/** The job that plans for an environment, with a role of its own unless all environments are in one account. */
function planJob({ name, runs }: Stage, isOne: boolean): Part {
  const own = name === undefined || isOne ? '' : `_${name.toUpperCase().replaceAll(/\W/g, '_')}`
  const variable = `AWS_PLAN_ROLE${own}`
  const region = runs.flatMap(one => (one.region && 'value' in one.region ? one.region.value : []))[0]
  const given = {
    ...(name === undefined ? {} : { environment: name }),
    ...(own === '' ? {} : { 'role-to-assume': `\${{ vars.${variable} }}` }),
    ...(region === undefined ? {} : { 'aws-region': region })
  }
  const text = `  plan${idOf(name)}:
    # runs where the variable ${variable} of the repository is set: a role that may only read, for OpenID Connect
    if: vars.${variable} != ''
    permissions:
      contents: read # to check the repository out
      id-token: write # to get the token from GitHub that AWS exchanges for credentials
      pull-requests: write # to write the comment
    uses: ${OURS}/.github/workflows/plan.yml@v1
${Object.keys(given).length === 0 ? '' : `    with:\n${indented(given, 6)}`}`
  return { text, missing: [`${variable}: without this variable, pull requests are checked and not planned`] }
}

function indented(value: object, columns: number): string {
  return stringify(value, { lineWidth: 0 }).replaceAll(/^(?=.)/gm, ' '.repeat(columns))
}

function deployWorkflow(stages: readonly Stage[], asksService: boolean): NewFile {
  const names = stages.flatMap(({ name }) => (name === undefined ? [] : stringify(name).trimEnd()))
  const choice = `      environment:
        type: choice
        required: true
        options: [${names.join(', ')}]
`
  const service = `      service:
        description: Services to deploy, separated by commas, or "all"
        required: true
        type: string
`
  const jobs = stages.map(stage => deployJob(stage, stages, asksService))
  const text = `name: ECS deploy
# Runs when it is started. To deploy on push, add "push:" with ${names.length > 0 ? 'the branches that the jobs compare' : 'the branch'}.
on:
  workflow_dispatch:
    inputs:
${names.length > 0 ? choice : ''}${asksService ? service : ''}      image:
        description: Image to deploy, such as ${formOf(stages)}REGISTRY/NAME:TAG; empty for the images of the files
        type: string
permissions: {}
jobs:
${jobs.map(job => job.text).join('')}`
  return { file: DEPLOY, text, missing: missingIn(jobs) }
}

/** With several containers, an image is for the one that stands before it. */
function formOf(stages: readonly Stage[]): string {
  const others = stages.flatMap(({ runs }) => runs.flatMap(one => one.others))
  const names = new Set(others.flatMap(one => (one.name === 'container-name' ? writtenAs(one) : [])))
  const [first = ''] = [...names].filter(name => !name.includes('${{'))
  return names.size > 1 ? `${first}=` : ''
}

function deployJob(stage: Stage, stages: readonly Stage[], asksService: boolean): Part {
  const { name, runs } = stage
  const credentials = credentialsOf(runs)
  const carried = carriedOver(runs)
  // a job that names an environment of GitHub gets its secrets, and another subject for OpenID Connect
  const [ofGitHub, ...more] = new Set(runs.map(({ environment }) => environment))
  const text = `  deploy${idOf(name)}:
${name === undefined ? '' : conditionOf(name, stage, stages)}    runs-on: ubuntu-latest
${name === undefined || ofGitHub === undefined || more.length > 0 ? '' : `    environment: ${stringify(ofGitHub).trimEnd()}\n`}    permissions:
      contents: read # to check the repository out
${credentials.isOpenId ? '      id-token: write # to get the token from GitHub that AWS exchanges for credentials\n' : ''}    steps:
      - uses: actions/checkout@v6
        with:
          persist-credentials: false
${credentials.lines.map(line => `      ${line}\n`).join('')}      - uses: ${OURS}@v1
        with:
          service: ${asksService ? '${{ inputs.service }}' : 'all'}
${name === undefined ? '' : `          environment: ${stringify(name).trimEnd()}\n`}          image: \${{ inputs.image }}
          variables: \${{ toJSON(vars) }}
${carried.text}`
  return { text, missing: [...credentials.missing, ...carried.missing] }
}

/** When a job runs: where its environment is chosen, and on a push that deploys all its services, and no others. */
function conditionOf(name: string, { runs }: Stage, stages: readonly Stage[]): string {
  const triggers = [...new Set(runs.flatMap(({ start }) => start.triggers))]
  const others = stages.flatMap(one => (one.name === name ? [] : one.runs))
  const taken = others.flatMap(({ start }) => start.triggers)
  const services = [...grouped(runs, ({ service }) => writtenAs(service)).values()]
  const startsAll = (trigger: string) =>
    services.every(some => some.some(({ start }) => start.triggers.includes(trigger)))
  const pushes = triggers.flatMap(trigger => {
    const [, branch] = /^branch ([\w./-]+)$/.exec(trigger) ?? []
    return branch === undefined || taken.includes(trigger) || !startsAll(trigger)
      ? []
      : [`github.ref_name == '${branch}'`]
  })
  const push = pushes.length === 0 ? '' : ` || (github.event_name == 'push' && (${pushes.join(' || ')}))`
  const places = [...new Set(runs.map(({ start }) => `${start.file}:${start.line}`))]
  const before = `    # so far: ${triggers.join(', ')} (${places.join(', ')})\n`
  const text = `inputs.environment == '${name.replaceAll("'", "''")}'${push}`
  return `${triggers.length === 0 ? '' : before}    if: ${stringify(text, { lineWidth: 0 })}`
}

/** Inputs that this action has by the same name, and those that are for a single container or service. */
const SAME = [
  ...['container-name', 'force-new-deployment', 'wait-for-minutes', 'codedeploy-appspec', 'run-task'],
  'run-task-container-overrides'
]
const OF_CONTAINER =
  /^(?:environment-variables|secrets|docker-labels|command|env-files|log-|task-role|execution-role)/

/** The other inputs of the steps: those that the new step can have, too, and TODOs for the rest. */
function carriedOver(runs: readonly PlacedRun[]): Part {
  const isOne = new Set(runs.map(({ service }) => writtenAs(service))).size === 1
  const names = [...new Set(runs.flatMap(({ others }) => others.map(one => one.name)))]
  const all = names.flatMap((name): readonly { given?: object; todo?: string }[] => {
    const said = runs.map(({ others }) => others.filter(one => one.name === name))
    const texts = distinctBy(said.flat(), writtenAs)
    const [first] = texts
    if (first === undefined) return []
    const text = writtenAs(first)
    if (name === 'wait-for-service-stability' && texts.length === 1 && text === 'true') return []
    const isEverywhere = texts.length === 1 && said.every(({ length }) => length === 1)
    const isKnown = isEverywhere && !ELSEWHERE.test(text) && !text.includes('secrets.')
    const fits = SAME.includes(name) || (isOne && ['environment-variables', 'secrets'].includes(name))
    if (isKnown && fits) return [{ given: { [name]: text } }]
    if (name === 'container-name' && texts.length > 1) return []
    const places = [...new Set(said.flat().map(({ from }) => from))].join(', ')
    return [{ todo: `${name}: ${whereTo(name)} (${places})` }]
  })
  const given = Object.assign({}, ...all.map(one => one.given)) as object
  const todos = all.flatMap(({ todo }) => todo ?? [])
  return {
    text: [
      Object.keys(given).length === 0 ? '' : indented(given, 10),
      ...todos.map(todo => `          # TODO ${todo}\n`)
    ].join(''),
    missing: todos.map(todo => `of the deploy workflow, ${todo}`)
  }
}

function whereTo(name: string): string {
  if (OF_CONTAINER.test(name))
    return 'write it into the task definition, where an expression can read vars, and a secret is a reference'
  return SAME.includes(name)
    ? 'give it to this step, if it is for all of its services'
    : `only ${OURS}/deploy has this input, in place of this step`
}

/** What a step of another workflow may use here too; whatever else an expression reads is not there. */
const ELSEWHERE = /\$\{\{(?!\s*(?:secrets|vars|github)\.[\w.-]+\s*\}\})/

/** Versions whose Node.js GitHub no longer has; their inputs are also those of the newest. */
const OLD = /@v[123](?:\.[\d.]+)?$/

/** The credentials of the repository's own steps, if they agree; OpenID Connect if there are none. */
function credentialsOf(runs: readonly PlacedRun[]): {
  readonly lines: readonly string[]
  readonly isOpenId: boolean
  readonly missing: readonly string[]
} {
  const steps = runs.flatMap(({ credentials }) => credentials ?? [])
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
  if (distinctBy(steps, one => stringify(one.with, { sortMapEntries: true })).length > 1)
    return todo(`the steps of the repository differ, take the one that may deploy all: ${places}`)
  const isElsewhere = (value: unknown) => ELSEWHERE.test(String(value))
  const all = Object.entries(first.with)
  const open = all.filter(([, value]) => isElsewhere(value))
  const given = Object.fromEntries(all.filter(([, value]) => !isElsewhere(value)))
  const isOpenId = first.with['aws-access-key-id'] === undefined
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
