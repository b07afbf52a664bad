import { tracked } from '../../git.ts'
import { makeWorkspace, type Workspace } from '../../workspace.ts'

/** Paths and texts of a repository. */
export type Files = Readonly<Record<string, string>>

/** The definition of a family. */
export const definition = (family: string) =>
  JSON.stringify({ family, containerDefinitions: [{ name: 'app', image: 'app:1' }] })

/** A workflow with one job, whose steps follow checkout and credentials. */
export const workflow = (steps: string, head = 'on: push') => `${head}
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: aws-actions/configure-aws-credentials@v6
        with:
          aws-region: eu-west-1${steps}
`

/** A render step and a deploy step of AWS's actions for one file. */
export const pair = (file: string, more: string, id = 'render') => `
      - id: ${id}
        uses: aws-actions/amazon-ecs-render-task-definition@v1
        with:
          task-definition: ${file}
          container-name: app
          image: \${{ steps.build.outputs.image }}
      - uses: aws-actions/amazon-ecs-deploy-task-definition@v2
        with:
          task-definition: \${{ steps.${id}.outputs.task-definition }}
${more.replaceAll(/^/gm, '          ')}`

const byEnvironment = (name: string) =>
  workflow(
    pair(`.aws/task-definition-${name}.json`, `service: books-web-${name}\ncluster: \${{ env.CLUSTER }}`) +
      pair(
        `.aws/task-definition-worker-${name}.json`,
        `service: books-worker-${name}\ncluster: \${{ secrets.CLUSTER }}`,
        'two'
      ),
    `on: push\nenv:\n  CLUSTER: books-${name} # the cluster of ${name}`
  )

/** A workflow and two files for each of two environments, and a file that nothing deploys. */
export const TWO_BY_TWO: Files = {
  ...Object.fromEntries(
    ['dev', 'prod'].flatMap(name => [
      [`.github/workflows/deploy-${name}.yml`, byEnvironment(name)],
      [`.aws/task-definition-${name}.json`, definition(`books-web-${name}`)],
      [`.aws/task-definition-worker-${name}.json`, definition(`books-worker-${name}`)]
    ])
  ),
  '.aws/old-task-definition.json': definition('books-old')
}

/** One workflow whose matrix names files and services. */
export const MATRIX: Files = {
  '.github/workflows/deploy.yml': workflow(
    pair('.aws/${{ matrix.name }}-task-definition.json', 'service: ${{ matrix.service }}\ncluster: maps')
  ),
  '.aws/tiles-task-definition.json': definition('maps-tiles'),
  '.aws/search-task-definition.json': definition('maps-search')
}

/** Files that nothing deploys. */
export const FILES_ALONE: Files = {
  'ecs/staging/task-definition.json': definition('crm-staging'),
  'ecs/production/task-definition.json': definition('crm-production')
}

/** openRepository makes a folder with files that git tracks. */
export function openRepository(files: Files): Workspace {
  const scene = makeWorkspace(files)
  tracked(scene.path)
  return scene
}
