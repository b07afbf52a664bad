import { type TestWorld, template } from '../bundle/world.ts'
import type { Trouble } from './troubleshooting-inputs.ts'
import { deploy, runs, SERVICE } from './troubleshooting-world.ts'

const ONE_BY_ONE = {
  services: [{ ...SERVICE, deploymentConfiguration: { minimumHealthyPercent: 50, maximumPercent: 100 } }]
}
const rotated = (after: string) => ({
  later: [
    {
      ...{ after, action: 'put-secret-value', secretId: 'demo/api-key' },
      secretString: '${generate:40}'
    }
  ]
})
const denied = (op: string) => ({ faults: [{ op, kind: 'access-denied', from: 1, times: 999 }] })

const READS_FILE = {
  roles: [
    {
      name: 'demo-execution',
      policies: {
        all: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: ['s3:*', 'secretsmanager:*'], Resource: '*' }]
        }
      }
    }
  ],
  buckets: [{ name: 'shop-config', objects: { 'web.env': 'LEVEL=info' } }]
}

/** Deploys a definition with an environment file, changes the file an hour later, and deploys and plans again. */
const withFile = (what: string, change: (world: TestWorld) => unknown, more: object = {}): Trouble =>
  runs(what, { ...READS_FILE, ...more }, async world => {
    const environmentFiles = [{ type: 's3', value: 'arn:aws:s3:::shop-config/web.env' }]
    world.workspace.write('deploy/web.json', template('web', { environmentFiles }))
    const first = await world.deploy()
    world.sandbox.advance(3_600_000)
    change(world)
    return [first, await world.deploy(), await world.deploy({ mode: 'plan' })]
  })

const filesOf = ({ sandbox }: TestWorld) => sandbox.world().buckets.get('shop-config')?.objects ?? new Map()
const changed = (world: TestWorld) =>
  filesOf(world).set('web.env', { text: 'LEVEL=debug', at: world.sandbox.now() })

const CONTENT = JSON.parse(
  template('web')
    .replace('${{ vars.TAG }}', '2')
    .replace('secretsmanager:demo/api-key', '${secret:demo/api-key}')
) as object

/** Tasks that Spot interrupts just as ECS completes their deployment, with no capacity for others. */
const interrupted = (what: string, ...others: object[]): Trouble =>
  deploy(what, {
    behaviours: [
      { taskDefinition: 'web:2', interruptedAfter: '53s', times: 2 - others.length },
      ...others,
      { taskDefinition: 'web:2', cannotPlace: 'Reason: Capacity is unavailable at this time.' }
    ]
  })

/** What tasks read besides their definition, another run that deploys the same, and tasks that are gone at the end. */
export const VALUES: readonly Trouble[] = [
  deploy('a secret that changes during the rollout', { ...ONE_BY_ONE, ...rotated('50s') }),
  deploy('the same, and tasks that may not be listed', {
    ...ONE_BY_ONE,
    ...rotated('50s'),
    ...denied('ListTasks')
  }),
  withFile('an environment file that changed', changed),
  withFile('an environment file that was deleted', world => filesOf(world).delete('web.env')),
  withFile('an environment file that may not be listed', changed, denied('ListObjectsV2')),
  withFile(
    'an environment file that changed, and tasks that may not be listed',
    changed,
    denied('ListTasks')
  ),
  interrupted('all tasks interrupted at the end'),
  interrupted('one of two tasks interrupted at the end', { taskDefinition: 'web:2', times: 1 }),
  deploy('another run of the same commit', {
    later: [
      { after: '10s', action: 'register-task-definition', ...CONTENT },
      { after: '20s', action: 'update-service', cluster: 'demo', service: 'web', taskDefinition: 'web:3' }
    ]
  })
]
