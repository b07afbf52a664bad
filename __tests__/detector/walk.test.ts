import { describe, expect, it } from '@jest/globals'
import type { Candidate } from '../../src/detector/candidate.ts'
import { walk } from '../../src/detector/walk.ts'
import { documentOf } from './documents.ts'

async function walked(value: unknown, file?: string): Promise<readonly string[]> {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const { root } = await documentOf(text, file)
  return walk(root)
    .filter(({ location }) => location !== 'other')
    .map(shownAs)
}

function shownAs({ location, container, name, value }: Candidate): string {
  return `${location} ${container ?? '-'} ${name}=${value}`
}

const container = { name: 'app', image: 'i', environment: [{ name: 'A', value: 'x' }] }

describe('walk', () => {
  it('visits every place where a text can be a credential or a reference', async () => {
    const definition = {
      family: 'f',
      containerDefinitions: [
        {
          ...container,
          secrets: [{ name: 'S', valueFrom: 'ssm:s' }],
          command: ['sh', '-c', 'run'],
          entryPoint: ['java'],
          healthCheck: { command: ['CMD', 'true'] },
          dockerLabels: { label: 'l' },
          systemControls: [{ namespace: 'net.core.somaxconn', value: '1024' }],
          environmentFiles: [{ type: 's3', value: 'arn:aws:s3:::b/k' }],
          repositoryCredentials: { credentialsParameter: 'secretsmanager:r' },
          firelensConfiguration: { options: { 'config-file-value': 'v' } },
          logConfiguration: {
            options: { tag: 't' },
            secretOptions: [{ name: 'apikey', valueFrom: 'ssm:k' }]
          }
        }
      ],
      volumes: [
        { dockerVolumeConfiguration: { driverOpts: { o: 'addr' }, labels: { a: 'b' } } },
        {
          fsxWindowsFileServerVolumeConfiguration: {
            authorizationConfig: { credentialsParameter: 'secretsmanager:f' }
          }
        }
      ],
      proxyConfiguration: { properties: [{ name: 'AppPorts', value: '80' }] },
      tags: [{ key: 'team', value: 'ops' }]
    }
    expect(await walked(definition)).toEqual([
      'environment app A=x',
      'secrets app S=ssm:s',
      'command app command=sh',
      'command app command=-c',
      'command app command=run',
      'entry-point app entryPoint=java',
      'health-check app healthCheck.command=CMD',
      'health-check app healthCheck.command=true',
      'label app label=l',
      'system-control app net.core.somaxconn=1024',
      'environment-file app s3=arn:aws:s3:::b/k',
      'repository-credentials app credentialsParameter=secretsmanager:r',
      'firelens-option app config-file-value=v',
      'log-option app tag=t',
      'secret-options app apikey=ssm:k',
      'driver-option - o=addr',
      'label - a=b',
      'fsx-credentials - credentialsParameter=secretsmanager:f',
      'proxy-property - AppPorts=80',
      'tag - team=ops'
    ])
  })

  it.each([
    ['a wrapper', { taskDefinition: { containerDefinitions: [container] } }],
    ['an array of containers', [container]],
    ['one container', container],
    [
      'an override without an image',
      { containerOverrides: [{ name: 'app', environment: container.environment }] }
    ],
    ['snake case', { container_definitions: [container] }],
    [
      'a CloudFormation template',
      {
        Resources: {
          Task: {
            Properties: {
              ContainerDefinitions: [{ Name: 'app', Environment: [{ Name: 'A', Value: 'x' }] }]
            }
          }
        }
      }
    ]
  ])('understands %s', async (_, document) => {
    expect(await walked(document)).toEqual(['environment app A=x'])
  })

  it('adds the texts of all other fields, also of those that ECS does not know', async () => {
    const { root } = await documentOf(
      JSON.stringify({
        family: 'f',
        runtimePlatform: { cpuArchitecture: 'X86_64' },
        containerDefinitions: [
          { name: 'app', image: 'i', cpu: 256, links: ['db'], extra: { a: [{ b: 'c' }] } }
        ]
      })
    )
    expect(walk(root).map(shownAs)).toEqual([
      'other - cpuArchitecture=X86_64',
      'other app image=i',
      'other app cpu=256',
      'other app links=db',
      'other app b=c'
    ])
  })

  it('looks inside a wrapper that has variables of its own', async () => {
    const environment = [{ name: 'B', value: 'y' }]
    expect(await walked({ environment, taskDefinition: { containerDefinitions: [container] } })).toEqual([
      'environment - B=y',
      'environment app A=x'
    ])
  })

  it('takes numbers and booleans as they are written, and no null', async () => {
    const yaml =
      'containerDefinitions:\n- name: app\n  environment:\n  - {name: A, value: 0123}\n  - {name: B, value: true}\n  - {name: C, value: null}\n'
    expect(await walked(yaml, 'task.yaml')).toEqual(['environment app A=0123', 'environment app B=true'])
  })

  it('sees literals in the wrong list, in maps and in NAME=value strings', async () => {
    expect(await walked([{ name: 'a', image: 'i', secrets: [{ name: 'S', value: 'x' }] }])).toEqual([
      'environment a S=x'
    ])
    expect(await walked([{ name: 'a', image: 'i', environment: { M: 'x' } }])).toEqual(['environment a M=x'])
    expect(await walked([{ name: 'a', image: 'i', environment: ['N=x=y'] }])).toEqual(['environment a N=x=y'])
  })

  it('sees both of a variable that stands twice', async () => {
    const twice =
      '{"containerDefinitions":[{"name":"a","environment":[{"name":"A","value":"x","value":"y"}]}]}'
    expect(await walked(twice)).toEqual(['environment a A=x', 'environment a A=y'])
  })
})
