/** Revisions per family; every fourth service had a password in the first half of them. */
export const REVISIONS = 10

/**
 * accountOf is the scenario of one account: a cluster `demo` with the given number of services of two tasks each,
 * `revisions` revisions of history, two secrets per service and one that all read. Every twentieth service runs a
 * password in plaintext.
 */
export function accountOf(count, revisions = REVISIONS) {
  const names = namesOf(count)
  return {
    region: 'us-west-2',
    throttle: true,
    clusters: ['demo'],
    secrets: [
      { name: 'demo/shared', generate: 40, age: '30d' },
      ...names.flatMap(name =>
        ['db', 'api'].map(key => ({ name: `demo/${name}/${key}`, generate: 40, age: '30d' }))
      )
    ],
    roles: [EXECUTION],
    taskDefinitions: names.flatMap((name, index) =>
      Array.from({ length: revisions }, (_, revision) =>
        definitionOf(name, { image: `${revision + 1}`, plain: isPlain(index, revision, revisions) })
      )
    ),
    services: names.map(name => ({
      serviceName: name,
      cluster: 'demo',
      taskDefinition: `${name}:${revisions}`,
      desiredCount: 2,
      ...(revisions > 1 && {
        history: [{ taskDefinition: `${name}:${revisions - 1}`, status: 'SUCCESSFUL', age: '10d' }]
      })
    }))
  }
}

/** namesOf lists the services of such an account. */
export function namesOf(count) {
  return Array.from({ length: count }, (_, index) => `service-${String(index).padStart(4, '0')}`)
}

/** templateOf is the file from which a service is deployed; a migration begins with a password in it. */
export function templateOf(name, plain = false) {
  return JSON.stringify(definitionOf(name, { image: `\${{ vars.TAG }}`, plain }), null, 2)
}

const isPlain = (index, revision, revisions) =>
  (index % 4 === 0 && revision < revisions / 2) || (index % 20 === 0 && revision === revisions - 1)

const EXECUTION = {
  name: 'demo-execution',
  managed: ['arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy'],
  policies: {
    'read-secrets': {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'secretsmanager:GetSecretValue',
          Resource: ['arn:aws:secretsmanager:us-west-2:123456789012:secret:demo/*']
        }
      ]
    }
  }
}

/** The size of the median public definition: 20 variables, three secrets, logs, a port, a health check. */
function definitionOf(family, { image, plain }) {
  const settings = Array.from({ length: 20 }, (_, index) => ({
    name: `SETTING_${index}`,
    value: `https://${family}.example.internal/path/${index}`
  }))
  const secret = (name, key) => ({ name, valueFrom: secretArn(key) })
  return {
    family,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    executionRoleArn: 'arn:aws:iam::123456789012:role/demo-execution',
    containerDefinitions: [
      {
        name: 'app',
        image: `demo/${family}:${image}`,
        portMappings: [{ containerPort: 8080, protocol: 'tcp' }],
        environment: plain ? [...settings, { name: 'DB_PASSWORD', value: passwordOf(family) }] : settings,
        secrets: [
          ...(plain ? [] : [secret('DB_PASSWORD', `demo/${family}/db`)]),
          secret('API_KEY', `demo/${family}/api`),
          secret('SHARED_KEY', 'demo/shared')
        ],
        logConfiguration: {
          logDriver: 'awslogs',
          options: {
            'awslogs-group': `/ecs/${family}`,
            'awslogs-region': 'us-west-2',
            'awslogs-stream-prefix': 'app',
            'awslogs-create-group': 'true'
          }
        },
        healthCheck: {
          command: ['CMD-SHELL', 'curl -f http://localhost:8080/health'],
          interval: 30,
          retries: 3
        }
      }
    ]
  }
}

// A partial ARN, which the sandbox completes as AWS does.
const secretArn = name => `arn:aws:secretsmanager:us-west-2:123456789012:secret:${name}`

/** Generated here, so that nothing in this file looks like a credential. */
const passwordOf = family => `Xq7${family.length}Zk${[...family].reverse().join('')}!v`
