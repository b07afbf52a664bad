import type { TestWorld } from '../bundle/world.ts'
import { template } from '../bundle/world.ts'
import type { Trouble } from './troubleshooting-inputs.ts'
import { DEFINITION, deploy, type Inputs, type Json, runs, without } from './troubleshooting-world.ts'

const PORT = { portMappings: [{ containerPort: 8080 }] }
const CONTAINER = { name: 'app', image: 'demo/web:1', ...PORT }

/** Services by name, each with its CodeDeploy deployment group (`null`: none). */
function theirs(groups: Readonly<Record<string, Json | null>>, more: object = {}): object {
  const names = Object.keys(groups)
  return {
    taskDefinitions: names.map(family => ({ ...DEFINITION, family, containerDefinitions: [CONTAINER] })),
    services: names.map(serviceName => ({
      serviceName,
      cluster: 'demo',
      taskDefinition: serviceName,
      desiredCount: 1,
      deploymentController: 'CODE_DEPLOY',
      ...(groups[serviceName] === null
        ? {
            loadBalancers: [
              { targetGroupArn: '${targetGroup:tg}', containerName: 'app', containerPort: 8080 }
            ]
          }
        : {})
    })),
    targetGroups: [{ name: 'tg' }],
    codedeploy: names.flatMap(service =>
      groups[service] === null ? [] : [{ cluster: 'demo', service, ...groups[service] }]
    ),
    ...more
  }
}

const writeAll =
  (...names: readonly string[]) =>
  ({ workspace }: TestWorld) => {
    for (const name of names) workspace.write(`deploy/${name}.json`, template(name, PORT))
  }

/** Invalid AppSpecs and missing deployment groups, each for a separate service. */
const SPECS: Readonly<Record<string, string>> = {
  nolist: '{"version": 0.0}',
  nomap: '{"Resources": ["x"]}',
  lambda: '{"Resources": [{"Target": {"Type": "AWS::Lambda::Function"}}]}',
  noprops: '{"Resources": [{"Target": {"Type": "AWS::ECS::Service"}}]}',
  nobalancer: '{"Resources": [{"Target": {"Properties": {}}}]}',
  other: spec('sidecar', 8080),
  port: spec('app', 99),
  nothing: spec('app', 8080),
  nogroup: spec('app', 8080),
  foreign: spec('app', 8080)
}

function spec(ContainerName: string, ContainerPort: number): string {
  const Properties = { LoadBalancerInfo: { ContainerName, ContainerPort } }
  return JSON.stringify({ Resources: [{ Target: { Properties } }] })
}

const NAMED: Inputs = { 'codedeploy-application': 'App-{service}', 'codedeploy-deployment-group': 'Group' }
const usual = (service: string) => ({ application: `App-${service}`, group: 'Group' })

const BEFORE = deploy(
  'AppSpecs and deployment groups',
  theirs({
    ...Object.fromEntries(Object.keys(SPECS).map(name => [name, usual(name)])),
    nothing: null,
    nogroup: { application: 'App-nogroup', group: 'Other' },
    foreign: null,
    // its deployment group has the name under which that of `foreign` is searched
    lambda: { application: 'App-foreign', group: 'Group' }
  }),
  {
    mode: 'plan',
    service: Object.keys(SPECS).join(','),
    'codedeploy-appspec': 'specs/{service}.json',
    ...NAMED
  },
  world => {
    writeAll(...Object.keys(SPECS))(world)
    for (const [name, text] of Object.entries(SPECS)) world.workspace.write(`specs/${name}.json`, text)
  }
)

const FAILS = { exitAfter: '5s', exitCode: 1 }
const ENDS = ['late', 'good', 'fails', 'back', 'notback', 'ready']

/** Every outcome of a deployment through CodeDeploy. */
const AFTER = deploy(
  'ends of deployments',
  theirs(
    {
      late: { terminationWait: '5m' },
      good: {},
      fails: { healthyWait: '2m' },
      back: { healthyWait: '2m', rollbackOn: ['DEPLOYMENT_FAILURE'] },
      notback: { healthyWait: '2m', rollbackOn: ['DEPLOYMENT_FAILURE'], rollbackFails: true },
      ready: { readyWait: '2m' }
    },
    {
      behaviours: ['fails', 'back', 'notback'].map(name => ({ taskDefinition: `${name}:2`, ...FAILS }))
    }
  ),
  { service: ENDS.join(',') },
  writeAll(...ENDS)
)

const NEVER = theirs({ web: {} }, { behaviours: [{ taskDefinition: 'web:2', neverRuns: true }] })

const IN_THE_WAY = runs('a deployment that is in progress', NEVER, async world => {
  writeAll('web')(world)
  await world.deploy({ 'wait-until': 'none' })
  const again = await world.deploy({ 'wait-until': 'none' })
  const fail = await world.deploy({ variables: 'TAG=3', 'if-deploying': 'fail' })
  const wait = await world.deploy({ variables: 'TAG=3', 'wait-for-minutes': '1' })
  return [again, fail, wait]
})

const LOOKS = deploy(
  'looks that fail',
  {
    ...theirs({ web: {} }),
    callers: without('codedeploy:GetDeploymentTarget'),
    faults: [
      { op: 'GetDeployment', kind: '500', nth: 2 },
      { op: 'GetDeployment', kind: 'access-denied', from: 4 }
    ]
  },
  { 'max-retries': '0' },
  writeAll('web')
)

const NO_STOP = deploy(
  'a deployment that cannot be stopped',
  { ...NEVER, callers: without('codedeploy:StopDeployment') },
  { 'on-failure': 'rollback', 'wait-for-minutes': '2' },
  writeAll('web')
)

const TAKEN_BACK = deploy(
  'a deployment that is taken back',
  NEVER,
  { 'on-failure': 'rollback', 'wait-for-minutes': '2' },
  writeAll('web')
)

const CANCELLED = runs('a run that is cancelled', NEVER, async world => {
  writeAll('web')(world)
  const watching = () => world.count('GetDeployment') > 1
  return [await world.interrupt('SIGTERM', watching, { 'on-cancel': 'rollback' })]
})

const UNTOUCHED = deploy('not waited for', theirs({ web: {} }), { 'wait-until': 'none' }, writeAll('web'))

/** Services that CodeDeploy deploys. */
export const CODEDEPLOY: readonly Trouble[] = [
  BEFORE,
  AFTER,
  IN_THE_WAY,
  LOOKS,
  NO_STOP,
  TAKEN_BACK,
  CANCELLED,
  UNTOUCHED
]
