import { type Case, containers, DRAWN, GITHUB, GITLAB, STRIPE, tasks, WEAK } from './disguised.ts'

const login = `postgres://app:${WEAK}@db.internal/app`

/** Unexpected places for a value. */
export const PLACES: readonly Case[] = [
  ...containers('a field of the container', [
    [{ image: `deploy:${WEAK}@registry.internal/app:1` }],
    [{ image: `https://deploy:${WEAK}@registry.internal/app:1` }],
    [{ image: `registry.internal/${GITLAB}/app:1` }],
    [{ name: GITHUB }],
    [{ name: `app-${GITLAB}` }],
    [{ hostname: GITLAB }],
    [{ user: `app:${GITHUB}` }],
    [{ workingDirectory: `/srv/${GITHUB}` }],
    [{ links: [`db:${GITHUB}`] }],
    [{ dnsSearchDomains: [`${GITLAB}.internal`] }],
    [{ dockerSecurityOptions: [`credentialspec:${login}`] }],
    [{ extraHosts: [{ hostname: GITLAB, ipAddress: '10.0.0.1' }] }],
    [{ extraHosts: [{ hostname: 'db', ipAddress: login }] }],
    [{ ulimits: [{ name: GITHUB, softLimit: 1, hardLimit: 1 }] }],
    [{ mountPoints: [{ sourceVolume: GITHUB, containerPath: '/data' }] }],
    [{ volumesFrom: [{ sourceContainer: GITHUB }] }],
    [{ portMappings: [{ containerPort: 80, name: GITLAB }] }],
    [{ dependsOn: [{ containerName: GITHUB, condition: 'START' }] }],
    [{ linuxParameters: { devices: [{ hostPath: `/dev/${GITHUB}` }] } }],
    [{ resourceRequirements: [{ type: 'GPU', value: GITHUB }] }],
    [{ password: WEAK }],
    [{ dbPassword: WEAK }],
    [{ password: 48151623 }],
    [{ _comment: `the password is in ${login}` }],
    [{ 'x-token': DRAWN }],
    [{ settings: { deep: { er: { apiKey: DRAWN } } } }]
  ]),
  ...containers('a name or a key', [
    [{ environment: [{ name: GITHUB, value: '' }] }],
    [{ environment: [{ name: `DB_PASSWORD=${WEAK}`, value: '' }] }],
    [{ environment: [{ name: login, value: 'x' }] }],
    [{ secrets: [{ name: GITHUB, valueFrom: 'secretsmanager:app/x' }] }],
    [{ secrets: [{ name: `DB_PASSWORD=${WEAK}`, valueFrom: 'secretsmanager:app/x' }] }],
    [{ dockerLabels: { [GITHUB]: '' } }],
    [{ dockerLabels: { [login]: 'x' } }],
    [{ dockerLabels: { [`password=${WEAK}`]: '' } }],
    [{ logConfiguration: { logDriver: 'awslogs', options: { [GITHUB]: 'x' } } }],
    [{ [GITHUB]: 'x' }],
    [{ environment: { [GITHUB]: 'x' } }],
    [{ environment: [`DB_PASSWORD=${WEAK}`] }],
    [{ environment: { DB_PASSWORD: WEAK } }],
    [{ environment: [{ name: 'X', value: 'y', comment: GITHUB }] }],
    [{ environment: [{ name: 'X', values: [GITHUB] }] }],
    [{ environment: [{ DB_PASSWORD: WEAK }] }]
  ]),
  ...containers('a reference', [
    [{ secrets: [{ name: 'X', valueFrom: `secretsmanager:${login}` }] }],
    [{ secrets: [{ name: 'X', valueFrom: login }] }],
    [{ secrets: [{ name: 'X', valueFrom: `ssm:/${GITHUB}` }] }],
    [
      {
        secrets: [{ name: 'X', valueFrom: `arn:aws:secretsmanager:eu-west-1:123456789012:secret:${GITHUB}` }]
      }
    ],
    [{ secrets: [{ name: 'X', value: WEAK }], environment: [] }, 'nothing'],
    [{ secrets: [{ name: 'DB_PASSWORD', value: WEAK }] }],
    [{ repositoryCredentials: { credentialsParameter: GITLAB } }],
    [{ repositoryCredentials: { password: WEAK } }],
    [{ environmentFiles: [{ type: 's3', value: `https://app:${WEAK}@files.internal/app.env` }] }]
  ]),
  ...containers('log settings', [
    [{ logConfiguration: { logDriver: GITHUB } }],
    [{ logConfiguration: { logDriver: 'splunk', options: { 'splunk-token': DRAWN } } }],
    [{ logConfiguration: { logDriver: 'awsfirelens', options: { HTTP_Passwd: WEAK } } }],
    [{ logConfiguration: { logDriver: 'awsfirelens', options: { Header: `X-Api-Key ${DRAWN}` } } }],
    [
      { logConfiguration: { logDriver: 'gelf', options: { 'gelf-address': `tcp://a:${WEAK}@log.internal` } } }
    ],
    [{ logConfiguration: { logDriver: 'fluentd', options: { env: `DB_PASSWORD=${WEAK}` } } }],
    [{ logConfiguration: { logDriver: 'fluentd', options: { tag: GITLAB } } }],
    [{ logConfiguration: { logDriver: 'fluentd', password: WEAK } }],
    [{ logConfiguration: { logDriver: 'x', secretOptions: [{ name: 'apikey', value: DRAWN }] } }],
    [{ firelensConfiguration: { type: GITHUB } }],
    [{ firelensConfiguration: { type: 'fluentbit', options: { shared_key: DRAWN } } }]
  ]),
  ...containers('a check', [
    [{ healthCheck: { command: ['CMD', 'app', '--password', WEAK] } }],
    [{ healthCheck: { command: ['CMD-SHELL', `redis-cli -a ${WEAK} ping`] } }],
    [{ healthCheck: { command: ['CMD-SHELL', 'true'], note: GITHUB } }],
    [{ entryPoint: ['app', `--api-key=${DRAWN}`] }],
    [{ entryPoint: [`DB_PASSWORD=${WEAK}`, 'app'] }],
    [{ command: `app --password ${WEAK}` }]
  ]),
  ...tasks('a field of the task', [
    [{ family: GITHUB }],
    [{ family: `app-${GITLAB}` }],
    [{ volumes: [{ name: GITHUB }] }],
    [{ volumes: [{ name: 'x', host: { sourcePath: `/mnt/${GITHUB}` } }] }],
    [{ volumes: [{ name: 'x', efsVolumeConfiguration: { rootDirectory: `/${GITHUB}` } }] }],
    [{ volumes: [{ name: 'x', dockerVolumeConfiguration: { driver: GITHUB } }] }],
    [
      {
        volumes: [
          { name: 'x', dockerVolumeConfiguration: { driverOpts: { o: `username=app,password=${WEAK}` } } }
        ]
      }
    ],
    [{ volumes: [{ name: 'x', dockerVolumeConfiguration: { labels: { token: DRAWN } } }] }],
    [{ volumes: [{ name: 'x', password: WEAK }] }],
    [{ tags: [{ key: 'token', value: DRAWN }] }],
    [{ tags: [{ key: GITHUB, value: 'x' }] }],
    [{ tags: [{ key: 'db-password', value: WEAK }] }],
    [{ proxyConfiguration: { containerName: 'x', properties: [{ name: 'Token', value: DRAWN }] } }],
    [{ proxyConfiguration: { containerName: GITHUB } }],
    [{ placementConstraints: [{ type: 'memberOf', expression: `attribute:x == ${GITHUB}` }] }],
    [{ taskRoleArn: `arn:aws:iam::123456789012:role/${GITHUB}` }],
    [{ executionRoleArn: `arn:aws:iam::123456789012:role/${STRIPE}` }],
    [{ notes: STRIPE }],
    [{ adminPassword: WEAK }],
    [{ inferenceAccelerators: [{ deviceName: GITHUB }] }]
  ])
]
