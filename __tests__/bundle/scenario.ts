/** The template from which the services `web` and `worker` of the scenarios below are deployed. */
export function template(service: string, more: object = {}): string {
  const definition = {
    family: service,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    executionRoleArn: 'arn:aws:iam::123456789012:role/demo-execution',
    containerDefinitions: [
      {
        name: 'app',
        image: `demo/${service}:\${{ vars.TAG }}`,
        secrets: [{ name: 'API_KEY', valueFrom: 'secretsmanager:demo/api-key' }],
        ...more
      }
    ]
  }
  return `${JSON.stringify(definition, null, 2)}\n`
}

/** Cluster `demo` with one service `web` that runs `web:1`; `more` is merged into it. */
export function scenario(more: object = {}): object {
  return {
    region: 'us-west-2',
    clusters: ['demo'],
    secrets: [{ name: 'demo/api-key', generate: 40 }],
    roles: [
      {
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
    ],
    taskDefinitions: [
      {
        family: 'web',
        networkMode: 'awsvpc',
        requiresCompatibilities: ['FARGATE'],
        cpu: '256',
        memory: '512',
        containerDefinitions: [{ name: 'app', image: 'demo/web:1' }]
      }
    ],
    services: [
      {
        serviceName: 'web',
        cluster: 'demo',
        taskDefinition: 'web',
        desiredCount: 2,
        circuitBreaker: { enable: true, rollback: true }
      }
    ],
    ...more
  }
}

/** Services by name; each has a family of the same name with one revision, which it runs. */
export type ManyServices = Readonly<Record<string, object>>

/** A scenario with several services, and templates for all of them. */
export function manyServices(services: ManyServices, more: object = {}): object {
  const names = Object.keys(services)
  return scenario({
    taskDefinitions: names.map(family => ({
      family,
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      cpu: '256',
      memory: '512',
      containerDefinitions: [{ name: 'app', image: `demo/${family}:1` }]
    })),
    services: names.map(serviceName => ({
      serviceName,
      cluster: 'demo',
      taskDefinition: serviceName,
      desiredCount: 1,
      ...services[serviceName]
    })),
    ...more
  })
}
