/** Typical repositories, written for these tests: workflows that deploy with AWS's actions, and definitions. */

/** The definition of a family. */
export const definition = (family: string) =>
  JSON.stringify({ family, containerDefinitions: [{ name: 'app', image: 'app:1' }] })

/** A render step and a deploy step for one file. */
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

export const job = (steps: string, before = '') => `
jobs:
  deploy:
    runs-on: ubuntu-latest${before.replaceAll(/^/gm, '    ').replace(/^ {4}/, '\n    ')}
    steps:
      - uses: actions/checkout@v6
      - uses: aws-actions/configure-aws-credentials@v6
        with:
          aws-region: eu-west-1${steps}
`

const ENV = (name: string) => `name: Deploy to ${name}
on: push
env:
  CLUSTER: books-${name} # the cluster of ${name}
`

const byEnvironment = (name: string) =>
  ENV(name) +
  job(
    pair(`.aws/task-definition-${name}.json`, `service: books-web-${name}\ncluster: \${{ env.CLUSTER }}`) +
      pair(
        `.aws/task-definition-worker-${name}.json`,
        `service: books-worker-${name}\ncluster: \${{ secrets.CLUSTER }}`,
        'two'
      )
  )

export const TWO_BY_TWO = {
  ...Object.fromEntries(
    ['dev', 'prod'].flatMap(name => [
      [`.github/workflows/deploy-${name}.yml`, byEnvironment(name)],
      [`.aws/task-definition-${name}.json`, definition(`books-web-${name}`)],
      [`.aws/task-definition-worker-${name}.json`, definition(`books-worker-${name}`)]
    ])
  ),
  '.aws/old-task-definition.json': definition('books-old')
}

export const MATRIX = {
  '.github/workflows/deploy.yml': `on: push${job(
    pair('.aws/${{ matrix.name }}-task-definition.json', 'service: ${{ matrix.service }}\ncluster: maps'),
    `strategy:
  matrix:
    include:
      - {name: tiles, service: maps-tiles-service}
      - {name: search, service: maps-search-service}`
  )}`,
  '.aws/tiles-task-definition.json': definition('maps-tiles'),
  '.aws/search-task-definition.json': definition('maps-search')
}

export const LIVE = {
  '.github/workflows/ecs.yml': `on: push
env:
  FAMILY: pay-app
${job(`
      - run: |
          aws ecs describe-task-definition --task-definition "$FAMILY" \\
            --query taskDefinition > task-def.json${pair('task-def.json', 'service: pay-app-svc\ncluster: pay')}`)}`
}

export const FILES_ALONE = {
  'ecs/staging/task-definition.json': definition('crm-staging'),
  'ecs/production/task-definition.json': definition('crm-production')
}

export const CALLED = {
  '.github/workflows/_deploy.yml': `on:
  workflow_call:
    inputs:
      service: {type: string, default: chat}
      cluster: {type: string, required: true}
${job(pair('chat.json', 'service: ${{ inputs.service }}\ncluster: ${{ inputs.cluster }}'))}`.replaceAll(
    '\n',
    '\r\n'
  ),
  'chat.json': definition('chat')
}

export const COMMAND_LINE = {
  '.github/workflows/release.yml': `on: push
env: {SERVICE: mail}
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: aws ecs update-service --cluster "post" --service $SERVICE --force-new-deployment
`,
  'mail.json': definition('mail')
}

/** A migration before the services, services one after the other, and a path filter. */
export const STAGES = {
  '.github/workflows/ship.yml': `on:
  push:
    branches: [main]
    paths:
      - src/**
      - Dockerfile
      - "!src/**/*.md"
      - .github/workflows/ship.yml
${job(`
      - name: Migrate
        run: |
          TASK=$(aws ecs run-task --cluster lib --launch-type FARGATE --task-definition lib-migration \\
            --overrides '{"containerOverrides": [{"name": "app", "command": ["rake", "db:migrate"]}]}' --query 'tasks[0].taskArn')
          aws ecs wait tasks-stopped --cluster lib --tasks "$TASK"
${pair('ecs/api.json', 'service: lib-api\ncluster: lib\nwait-for-service-stability: true').trimStart().replace(/^/, '      ')}${pair(
  'ecs/mail.json',
  'service: lib-mail\ncluster: lib\nwait-for-service-stability: true',
  'two'
)}
`)}  after:
    needs: deploy
    runs-on: ubuntu-latest
    strategy:
      matrix: {app: [web, feed]}
    steps:
      - uses: aws-actions/amazon-ecs-deploy-task-definition@v2
        with: {task-definition: "ecs/\${{ matrix.app }}.json", service: "lib-\${{ matrix.app }}", cluster: lib}
`,
  ...Object.fromEntries(
    ['api', 'mail', 'web', 'feed', 'migration'].map(name => [`ecs/${name}.json`, definition(`lib-${name}`)])
  )
}

/** A single service with its own filter, and a file that is called after a migration. */
export const FILTERED = {
  '.github/workflows/api.yml': `on: {push: {paths: [api/**, deploy/api.json]}}${job(pair('deploy/api.json', 'service: api\ncluster: c'))}\n`,
  '.github/workflows/web.yml': `on: {push: {paths: [web/**, deploy/web.json]}}${job(pair('deploy/web.json', 'service: web\ncluster: c'))}\n`,
  'deploy/api.json': definition('api'),
  'deploy/web.json': definition('web'),
  'deploy/db-migrate.json': definition('db-migrate'),
  'deploy/old.json': definition('old')
}

/** Two deploy steps; the service name of the second is defined elsewhere. */
export const WORKFLOW_OF_TWO = `on: push${job(`
      - name: Deploy
        uses: aws-actions/amazon-ecs-deploy-task-definition@v2
        with:
          task-definition: ops/web.json
          service: web
          cluster: main
          wait-for-service-stability: true
      - name: Another
        uses: aws-actions/amazon-ecs-deploy-task-definition@v2
        with:
          task-definition: ops/web.json
          service: \${{ vars.SERVICE }}
          cluster: main`)}`
