// Eight services, one of which can never start: the subject of the terminal recordings.

const NAMES = ['web', 'api', 'billing', 'search', 'mailer', 'image-resizer', 'scheduler', 'webhooks']
const DESIRED = [4, 6, 2, 3, 2, 8, 1, 2]
/** Its tasks exit soon after they have started. */
const BROKEN = 'billing'
const ACCOUNT = '123456789012'
const ROLE = `arn:aws:iam::${ACCOUNT}:role/shop-execution`

const image = (name, tag) => `${ACCOUNT}.dkr.ecr.us-west-2.amazonaws.com/${name}:${tag}`

function definition(name, tag) {
  return {
    family: name,
    requiresCompatibilities: ['FARGATE'],
    networkMode: 'awsvpc',
    cpu: '256',
    memory: '512',
    executionRoleArn: ROLE,
    containerDefinitions: [{ name: 'app', image: image(name, tag), essential: true }]
  }
}

/** scenario returns the sandbox's scenario, and the files of the deployed repository. */
export function scenario() {
  return {
    world: {
      account: ACCOUNT,
      region: 'us-west-2',
      clusters: ['shop'],
      roles: [
        {
          name: 'shop-execution',
          managed: ['arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy']
        }
      ],
      callers: {
        demo: {
          arn: `arn:aws:sts::${ACCOUNT}:assumed-role/shop-deploy/maria`,
          policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
        }
      },
      images: NAMES.map(repository => ({ repository, tags: ['v1', 'v2'] })),
      taskDefinitions: NAMES.map(name => definition(name, 'v1')),
      services: NAMES.map((serviceName, index) => ({
        serviceName,
        cluster: 'shop',
        taskDefinition: `${serviceName}:1`,
        desiredCount: DESIRED[index],
        circuitBreaker: { enable: true, rollback: true }
      })),
      behaviours: [
        { taskDefinition: `${BROKEN}:2`, startAfter: '12s', exitAfter: '4s', exitCode: 1 },
        ...NAMES.map((family, index) => ({
          family,
          startAfter: `${8 + index * 4}s`,
          healthyAfter: '6s'
        }))
      ]
    },
    files: Object.fromEntries(
      NAMES.map(name => [`deploy/${name}.json`, JSON.stringify(definition(name, 'v2'), null, 2)])
    )
  }
}
