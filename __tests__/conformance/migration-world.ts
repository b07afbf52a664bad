import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CreateRepositoryCommand, ECRClient, PutImageCommand } from '@aws-sdk/client-ecr'
import {
  CreateClusterCommand,
  CreateServiceCommand,
  DeleteServiceCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  type TaskDefinition
} from '@aws-sdk/client-ecs'
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { services as SERVICES, writePlaintextForm } from '../../examples/ops-pipeline/plaintext.mjs'
import { runCli } from '../bundle/runner.ts'
import { environmentOf } from '../environment.ts'
import { committed } from '../git.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { type Recorder, recorder } from './recorder.ts'
import type { RunningTarget } from './targets.ts'

export const CLUSTER = 'ops-pipeline-cluster'
export const EXECUTION = 'ops-pipeline-execution'
/** The services that already run; the others have never been deployed. */
export const RUNNING = ['dispatcher', 'position-manager', 'trade-stream']
const IMAGE_TAG = '2024-11-02'

/** The first user's repository, and their cluster on an independent server. */
export type MigrationWorld = {
  readonly workspace: Workspace
  /** The three credentials, by the name of their variable. */
  readonly values: Readonly<Record<string, string>>
  readonly wire: Recorder
  /** For the SDK's own clients, which read the results of the bundle. */
  readonly settings: {
    readonly region: string
    readonly endpoint: string
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  }
  run(mode: string, ...flags: string[]): ReturnType<typeof runCli>
  git(...args: string[]): string
  describe(revision: string): Promise<TaskDefinition>
  /** Replaces each service by one of the same name that runs this revision of its family. */
  serviceAnew(number: number): Promise<void>
  end(): Promise<void>
}

/** makeMigrationWorld prepares files, roles, images and running services in plaintext. */
export async function makeMigrationWorld(target: RunningTarget): Promise<MigrationWorld> {
  const wire = await recorder(target.url)
  const workspace = makeWorkspace()
  const { files, values } = writePlaintextForm(join(workspace.path, 'deploy'), { seed: 5 })
  const git = committed(workspace.path)
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const settings = { region: 'us-west-2', endpoint: target.url, credentials }
  const ecs = new ECSClient(settings)
  const create = (serviceName: string, taskDefinition: string) =>
    ecs.send(new CreateServiceCommand({ cluster: CLUSTER, serviceName, taskDefinition, desiredCount: 2 }))
  await prepareAccount(settings)
  await ecs.send(new CreateClusterCommand({ clusterName: CLUSTER }))
  for (const file of files) {
    const definition = JSON.parse(readFileSync(file, 'utf8')) as { family: string; containerDefinitions: [] }
    if (!RUNNING.includes(definition.family)) continue
    await ecs.send(new RegisterTaskDefinitionCommand(definition))
    await create(definition.family, definition.family)
  }
  return {
    workspace,
    values,
    wire,
    settings,
    git,
    // what moto lacks, it lacks each time
    run: (mode, ...flags) =>
      runCli([mode, ...flags, '--cluster', CLUSTER, '--aws-region', 'us-west-2', '--max-retries', '0'], {
        workspace,
        env: environmentOf(wire)
      }),
    describe: async revision => {
      const { taskDefinition } = await ecs.send(
        new DescribeTaskDefinitionCommand({ taskDefinition: revision })
      )
      return taskDefinition as TaskDefinition
    },
    serviceAnew: async number => {
      for (const service of RUNNING) {
        await ecs.send(new DeleteServiceCommand({ cluster: CLUSTER, service, force: true }))
        await create(service, `${service}:${number}`)
      }
    },
    end: async () => {
      wire.close()
      workspace.remove()
      await target.stop()
    }
  }
}

/** Roles that trust ECS, and an image for each service. */
async function prepareAccount(settings: MigrationWorld['settings']): Promise<void> {
  const iam = new IAMClient(settings)
  const ecr = new ECRClient(settings)
  const trust = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' }
    ]
  }
  for (const RoleName of [EXECUTION, ...SERVICES.map(service => `ops-pipeline-${service}`)])
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(trust) }))
  for (const repositoryName of SERVICES) {
    const imageManifest = JSON.stringify({
      schemaVersion: 2,
      mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
      config: {
        mediaType: 'application/vnd.docker.container.image.v1+json',
        size: 1,
        digest: `sha256:${'a'.repeat(64)}`
      },
      layers: [],
      annotations: { repositoryName }
    })
    await ecr.send(new CreateRepositoryCommand({ repositoryName }))
    await ecr.send(new PutImageCommand({ repositoryName, imageTag: IMAGE_TAG, imageManifest }))
  }
}
