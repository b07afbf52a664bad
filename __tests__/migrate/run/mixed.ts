import { mkdirSync, renameSync } from 'node:fs'
import { CLUSTER, MANAGED, type MigrateWorld, makeMigrateWorld, REGION, RUNNING, SERVICES } from './world.ts'

/** The inputs for the mixed files: seven by pattern, one plain file that two services run. */
export const MIXED_INPUTS = {
  'task-definition': 'deploy/{service}-task-definition.json\nshared/queue.json',
  variables: 'level=info\nstage=prod'
}

/** What is already stored: the targets of the files' existing references, of every kind. */
const STORED = [
  { name: 'ops-pipeline/prod/old-token', generate: 24 },
  { name: 'ops-pipeline/webhook', json: { url: { generate: 30 } } },
  { name: 'ops-pipeline/leaving', generate: 20, deleted: true },
  { name: 'other-team/token', generate: 20 }
]

const DENY = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Deny',
      Action: 'secretsmanager:GetSecretValue',
      Resource: `arn:aws:secretsmanager:${REGION}:123456789012:secret:other-team/*`
    }
  ]
}

/**
 * The first user's files with realistic content: expressions, existing references (without a grant), one role for all,
 * and one file that two services run. `bad` is added to one of them.
 */
export async function makeMixedWorld(bad?: string): Promise<MigrateWorld> {
  const world = await makeMigrateWorld({
    secrets: STORED,
    roles: [
      { name: 'ops-pipeline-execution', managed: MANAGED, policies: { deny: DENY } },
      ...SERVICES.map(service => ({ name: `ops-pipeline-${service}` }))
    ],
    services: [...RUNNING, 'dispatcher-canary'].map(service => ({
      serviceName: service,
      cluster: CLUSTER,
      taskDefinition: `${service === 'dispatcher-canary' ? 'dispatcher' : service}:1`,
      desiredCount: 2,
      circuitBreaker: { enable: true, rollback: true }
    }))
  })
  for (const service of ['dispatcher', 'trade-stream', 'signal-engine-1m'])
    world.write(service, definition => {
      const [container] = definition.containerDefinitions
      container?.environment.push({ name: 'RUN_LEVEL', value: '${{ vars.level }}' })
      if (container)
        container.secrets = [
          { name: 'OLD_TOKEN', valueFrom: 'secretsmanager:ops-pipeline/${{ vars.stage }}/old-token' },
          { name: 'WEBHOOK', valueFrom: 'secretsmanager:ops-pipeline/webhook:url::' },
          ...(bad !== undefined && service === 'trade-stream' ? [{ name: 'BAD', valueFrom: bad }] : [])
        ]
      return definition
    })
  world.git('rm', '-q', '--cached', 'deploy/dispatcher-task-definition.json')
  mkdirSync(`${world.folder}/shared`)
  renameSync(`${world.folder}/deploy/dispatcher-task-definition.json`, `${world.folder}/shared/queue.json`)
  world.git('add', '-A')
  world.git('commit', '-qm', 'mixed files')
  return world
}
