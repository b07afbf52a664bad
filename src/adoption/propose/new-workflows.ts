import type { FilledImage } from '../survey/filled-images.ts'
import type { Survey } from '../survey/survey.ts'
import type { Arrangement } from './arrange.ts'

const PLACE = 'ecs-sealed-deploy/ecs-sealed-deploy/.github/workflows'

/** A file to write, with its path relative to the repository. */
export type NewFile = { readonly file: string; readonly text: string }

/** What the workflows are for. `onlyChanged`: services are deployed today only if their files have changed. */
type ForWorkflows = {
  readonly environments: readonly string[]
  readonly services: readonly string[]
  readonly onlyChanged: boolean
  /** The images that the repository's own workflows fill in. */
  readonly images: readonly FilledImage[]
}

/**
 * newWorkflows returns the workflows of a repository whose settings are in the configuration file: one that checks and
 * plans a pull request, and one that deploys.
 */
export function newWorkflows(wanted: ForWorkflows): readonly NewFile[] {
  return [
    { file: '.github/workflows/ecs-pull-request.yml', text: pullRequest(wanted.environments) },
    { file: DEPLOY, text: deploy(wanted) }
  ]
}

const DEPLOY = '.github/workflows/ecs-deploy.yml'

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

/**
 * The deploy workflow is started manually until a user decides which branch deploys to which environment. Where the
 * repository's own workflow fills an image in, it takes that image, since the one in the file would be an old one.
 */
function deploy({ environments, services, onlyChanged, images }: ForWorkflows): string {
  const one = environments.length === 0 ? [] : ['${{ inputs.environment }}']
  const [filled] = images
  // One image is for all services if today one is filled in for all of them.
  const isShared =
    images.length === services.length &&
    images.every(
      ({ image, containers }) => image === filled?.image && `${containers}` === `${filled.containers}`
    )
  const chosen: Choices = {
    ...(environments.length === 0 ? {} : { environment: environments }),
    ...(filled === undefined || isShared ? {} : { service: services })
  }
  const given = [
    ...(chosen.service ? ['service: ${{ inputs.service }}'] : onlyChanged ? [CHANGED] : []),
    ...(filled ? imageLines(images) : [])
  ]
  const head = filled ? takesImage(filled) : BY_HAND
  return `name: ECS deploy
${head}on:
  workflow_dispatch:
${inputsOf(chosen, { image: filled !== undefined, isRequired: images.length === services.length })}${filled ? calledInputs(chosen) : ''}permissions: {}
jobs:
${jobs({ name: 'deploy', permissions: [], inputs: given }, one)}`
}

type Choices = { readonly environment?: readonly string[]; readonly service?: readonly string[] }

const BY_HAND = `# Runs only when started manually. To deploy on push, add "push:" with the branch, and set the environment to deploy to.
`

const takesImage = ({
  from
}: FilledImage) => `# ${from} fills in the image that was built, so this workflow takes one: started by hand with an image that is in
# the registry, or called by a job that needs the one that builds it, with \`uses: ./${DEPLOY}\` and
# \`image: \${{ needs.build.outputs.image }}\` below \`with:\`. Without it a deploy would bring back the image of the file.
`

/** A container is named where today's workflow names it, and every service has the same. */
function imageLines(images: readonly FilledImage[]): readonly string[] {
  const [{ containers } = { containers: [] }] = images
  const isSame = images.every(one => `${one.containers}` === `${containers}` && one.image !== '')
  if (!isSame || containers.length === 0) return ['image: ${{ inputs.image }}']
  if (containers.length === 1) return [`image: ${containers[0]}=\${{ inputs.image }}`]
  return ['image: |', ...containers.map(name => `  ${name}=\${{ inputs.image }}`)]
}

function inputsOf(
  chosen: Choices,
  { image, isRequired }: { readonly image: boolean; readonly isRequired: boolean }
): string {
  const choices = Object.entries(chosen).map(
    ([name, options]) => `      ${name}:
        type: choice
        required: true
        options: [${options.join(', ')}]
`
  )
  const own = image
    ? `      image:
        description: Image to deploy, such as REGISTRY/NAME:TAG${isRequired ? '' : '; empty for a service whose file has its own'}
        type: string
        required: ${isRequired}
`
    : ''
  const all = choices.join('') + own
  return all === '' ? '' : `    inputs:\n${all}`
}

function calledInputs(chosen: Choices): string {
  const names = [...Object.keys(chosen), 'image']
  return `  workflow_call:
    inputs:
${names.map(name => `      ${name}: {type: string, required: true}\n`).join('')}`
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

/** workflowsFor returns the workflows for what a survey found. */
export function workflowsFor(arrangement: Arrangement, survey: Survey): readonly NewFile[] {
  return newWorkflows({
    environments: Object.keys(arrangement.environments),
    services: Object.keys(arrangement.services),
    images: survey.images,
    onlyChanged: survey.entries.length > 1 && survey.entries.every(({ paths }) => paths !== undefined)
  })
}
