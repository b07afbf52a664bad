/** A file to write, with its path relative to the repository. */
export type NewFile = { readonly file: string; readonly text: string }

const PLACE = 'ecs-sealed-deploy/ecs-sealed-deploy/.github/workflows'
const OIDC = 'id-token: write # to ask GitHub for the token that AWS exchanges for credentials'

/**
 * newWorkflows returns the workflows of a repository whose settings are in the configuration file: one that checks and
 * plans a pull request, and one that deploys. The second runs only when it is started, until its triggers say more.
 */
export function newWorkflows(environments: readonly string[]): readonly NewFile[] {
  return [
    { file: '.github/workflows/ecs-pull-request.yml', text: pullRequest(environments) },
    { file: '.github/workflows/ecs-deploy.yml', text: deploy(environments) }
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
${environments.length === 0 ? job('plan') : environments.map(name => job('plan', name)).join('')}`
}

function deploy(environments: readonly string[]): string {
  const choice =
    environments.length === 0
      ? ''
      : `      environment:
        type: choice
        required: true
        options: [${environments.join(', ')}]
`
  return `name: ECS deploy
# Runs when it is started. To deploy on push, add "push:" with the branch, and name the environment below. A build whose
# image is to be deployed calls it: uses: ./.github/workflows/ecs-deploy.yml, with "image".
on:
  workflow_dispatch:
    inputs:
${choice}      image:
        description: Image to deploy, such as REGISTRY/NAME:TAG; empty for the images of the files
        type: string
  workflow_call:
    inputs:
${environments.length === 0 ? '' : '      environment: {type: string, required: true}\n'}      image: {type: string}
permissions: {}
jobs:
${job('deploy', environments.length === 0 ? undefined : '${{ inputs.environment }}')}`
}

/** A job that calls a reusable workflow, for an environment or for none. */
function job(name: 'plan' | 'deploy', environment?: string): string {
  const id = environment === undefined || name === 'deploy' ? name : `${name}-${environment}`
  const writes = name === 'plan' ? '\n      pull-requests: write # to write the comment' : ''
  const given = [
    ...(environment === undefined ? [] : [`environment: ${environment}`]),
    ...(name === 'deploy' ? ['image: ${{ inputs.image }}'] : [])
  ]
  return `  ${id}:
    permissions:
      contents: read # to check the repository out
      ${OIDC}${writes}
    uses: ${PLACE}/${name}.yml@v1
${given.length === 0 ? '' : `    with:\n${given.map(line => `      ${line}\n`).join('')}`}`
}
