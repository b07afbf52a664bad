import { mkdirSync, renameSync } from 'node:fs'
import { type MigrateWorld, makeMigrateWorld, policy, REGION, rolesWith, servicesWith } from './world.ts'

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

const DENY = policy(
  'Deny',
  'secretsmanager:GetSecretValue',
  `arn:aws:secretsmanager:${REGION}:123456789012:secret:other-team/*`
)

/**
 * The first user's files with realistic content: expressions, existing references (without a grant), one role for all,
 * and one file that two services run. `bad` is added to one of them.
 */
export async function makeMixedWorld(bad?: string): Promise<MigrateWorld> {
  const running = servicesWith()
  const world = await makeMigrateWorld({
    secrets: STORED,
    roles: rolesWith({ policies: { deny: DENY } }),
    services: [...running, { ...running[0], serviceName: 'dispatcher-canary' }]
  })
  for (const service of ['dispatcher', 'trade-stream', 'signal-engine-1m'])
    world.edit(service, container => {
      container.environment.push({ name: 'RUN_LEVEL', value: '${{ vars.level }}' })
      container.secrets = [
        { name: 'OLD_TOKEN', valueFrom: 'secretsmanager:ops-pipeline/${{ vars.stage }}/old-token' },
        { name: 'WEBHOOK', valueFrom: 'secretsmanager:ops-pipeline/webhook:url::' },
        ...(bad !== undefined && service === 'trade-stream' ? [{ name: 'BAD', valueFrom: bad }] : [])
      ]
    })
  world.git('rm', '-q', '--cached', 'deploy/dispatcher-task-definition.json')
  mkdirSync(`${world.folder}/shared`)
  renameSync(`${world.folder}/deploy/dispatcher-task-definition.json`, `${world.folder}/shared/queue.json`)
  world.git('add', '-A')
  world.git('commit', '-qm', 'mixed files')
  return world
}
