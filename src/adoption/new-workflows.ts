const PLACE = 'ecs-sealed-deploy/ecs-sealed-deploy/.github/workflows'

/** A file to write, with its path relative to the repository. */
export type NewFile = { readonly file: string; readonly text: string }

/** What the workflows are for. `onlyChanged`: services are deployed today only if their files have changed. */
export type ForWorkflows = { readonly environments: readonly string[]; readonly onlyChanged: boolean }

/**
 * newWorkflows returns the workflows of a repository whose settings are in the configuration file: one that checks and
 * plans a pull request, and one that deploys.
 */
export function newWorkflows({ environments, onlyChanged }: ForWorkflows): readonly NewFile[] {
  return [
    { file: '.github/workflows/ecs-pull-request.yml', text: pullRequest(environments) },
    { file: '.github/workflows/ecs-deploy.yml', text: deploy(environments, onlyChanged) }
  ]
}

function pullRequest(environments: readonly string[]): string {
  return `name: ECS pull request
on: pull_request
permissions: {}
jobs:
  check:
    permissions:
      contents: read # to check the repository out
    uses: ${PLACE}/check.yml@v1
${jobs({ name: 'plan', permissions: ['pull-requests: write # to write the comment'] }, environments)}`
}

/** The deploy workflow is started manually until a user decides which branch deploys to which environment. */
function deploy(environments: readonly string[], onlyChanged: boolean): string {
  const choice =
    environments.length === 0
      ? ''
      : `    inputs:
      environment:
        type: choice
        required: true
        options: [${environments.join(', ')}]
`
  const one = environments.length === 0 ? [] : ['${{ inputs.environment }}']
  return `name: ECS deploy
# Runs only when started manually. To deploy on push, add "push:" with the branch, and set the environment to deploy to.
on:
  workflow_dispatch:
${choice}permissions: {}
jobs:
${jobs({ name: 'deploy', permissions: [], inputs: onlyChanged ? [CHANGED] : [] }, one)}`
}

const CHANGED = 'service: changed # guess: by "paths" of the configuration file; without it all are deployed'

type Kind = {
  readonly name: string
  readonly permissions: readonly string[]
  readonly inputs?: readonly string[]
}

/** One job per environment, each of which calls the reusable workflow `name`. */
function jobs({ name, permissions, inputs = [] }: Kind, environments: readonly string[]): string {
  const several = environments.length > 1
  return (environments.length === 0 ? [''] : environments)
    .map(environment => {
      const granted = ['contents: read # to check the repository out', OIDC, ...permissions]
      const lines = [...(environment === '' ? [] : [`environment: ${environment}`]), ...inputs]
      const given = lines.length === 0 ? '' : `    with:\n${lines.map(line => `      ${line}\n`).join('')}`
      return `  ${several ? `${name}-${environment}` : name}:
    permissions:
${granted.map(line => `      ${line}\n`).join('')}    uses: ${PLACE}/${name}.yml@v1
${given}`
    })
    .join('')
}

const OIDC = 'id-token: write # to ask GitHub for the token that AWS exchanges for credentials'
