import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import { connectAws } from '../../src/aws/connect.ts'
import { placeFinder } from '../../src/files/document/place.ts'
import { fromJson, type ObjectNode } from '../../src/files/document/tree.ts'
import type { JsonObject } from '../../src/json.ts'
import type { AwsPorts } from '../../src/ports.ts'
import { resolveReferences } from '../../src/secrets/resolve.ts'
import type { PermissionRow, Verification, VerifySubject } from '../../src/secrets/verification.ts'
import { verifyPermissions } from '../../src/secrets/verify.ts'
import { pointSdkAt, virtualClock } from '../aws/endpoint.ts'
import { connectDirectly } from '../worlds/transport.ts'

export const REGION = 'us-west-2'
export const ACCOUNT = '123456789012'
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/execution`
export const TASK_ROLE = `arn:aws:iam::${ACCOUNT}:role/application`
export const SECRETS = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:`
export const REGISTRY = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com`

/** A policy with one statement. */
export function allow(action: string | string[], resource: string, more: object = {}): object {
  return { Statement: [{ Effect: 'Allow', Action: action, Resource: resource, ...more }] }
}

/** A world without problems, with the changes of a test. */
export function scenarioOf(more: object = {}): object {
  return {
    region: REGION,
    secrets: [
      { name: 'app/key', generate: 20 },
      { name: 'app/db', json: { password: { generate: 20 } } }
    ],
    parameters: [{ name: '/app/token' }],
    roles: [
      {
        name: 'execution',
        policies: {
          read: allow('secretsmanager:GetSecretValue', `${SECRETS}app/*`),
          parameters: allow('ssm:GetParameters', `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/app/*`)
        }
      },
      { name: 'application' }
    ],
    images: [{ repository: 'team/app', tags: ['v1'], platforms: ['linux/amd64', 'linux/arm64'] }],
    ...more
  }
}

/** A role with these policies; the other roles stay unchanged. */
export function rolesWith(execution: object): { roles: object[] } {
  return { roles: [{ name: 'execution', ...execution }, { name: 'application' }] }
}

/** A definition that needs a sample of everything. */
export function definitionWith(more: JsonObject = {}, container: JsonObject = {}): JsonObject {
  return {
    family: 'web',
    requiresCompatibilities: ['FARGATE'],
    executionRoleArn: ROLE,
    taskRoleArn: TASK_ROLE,
    containerDefinitions: [
      {
        name: 'app',
        image: `${REGISTRY}/team/app:v1`,
        secrets: [
          { name: 'API_KEY', valueFrom: 'secretsmanager:app/key' },
          { name: 'DB_PASSWORD', valueFrom: 'secretsmanager:app/db:password::' },
          { name: 'TOKEN', valueFrom: 'ssm:/app/token' }
        ],
        ...container
      }
    ],
    ...more
  }
}

export type VerifyBench = {
  readonly sandbox: RunningSandbox
  readonly aws: AwsPorts
  /** Resolves the references of the definitions, each of service `web`, `api`, …, and verifies them. */
  verify(
    definitions: readonly JsonObject[],
    more?: Pick<VerifySubject, 'registration'>
  ): Promise<Verification>
  /** The same for definitions whose references are already complete ARNs. */
  verifyResolved(definitions: readonly JsonObject[]): Promise<Verification>
  /** Names of the AWS operations that were called since the references were resolved. */
  calls(): readonly string[]
  end(): Promise<void>
}

/** startVerifyBench serves a scenario and connects to it. */
export async function startVerifyBench(scenario: object, accessKey = 'test'): Promise<VerifyBench> {
  const sandbox = await startSandbox({ clock: 'manual', scenario })
  const disconnect = connectDirectly(sandbox)
  pointSdkAt(sandbox.url)
  process.env['AWS_ACCESS_KEY_ID'] = accessKey
  const aws = connectAws({
    region: REGION,
    environment: process.env,
    clock: virtualClock(),
    random: () => 0.5
  })
  let before = 0
  return {
    sandbox,
    aws,
    verify: async (definitions, more = {}) => {
      const scope = { region: REGION, partition: 'aws' }
      const resolution = await resolveReferences(definitions.map(subjectOf), {
        directory: aws.directory,
        ...scope
      })
      if (resolution.problems.length > 0) throw new Error(JSON.stringify(resolution.problems))
      before = sandbox.requests().length
      const subjects = resolution.documents.map(document => ({ ...document, ...more }))
      return verifyPermissions(subjects, { references: resolution.resolved, ...scope }, aws)
    },
    verifyResolved: definitions =>
      verifyPermissions(
        definitions.map(subjectOf),
        { references: [], region: REGION, partition: 'aws' },
        aws
      ),
    calls: () =>
      sandbox
        .requests()
        .slice(before)
        .map(({ operation }) => operation),
    end: () => {
      disconnect()
      return sandbox.close()
    }
  }
}

const services = ['web', 'api', 'worker']

function subjectOf(definition: JsonObject, index: number) {
  const service = services[index] ?? `service-${index}`
  const file = `deploy/${service}.json`
  const text = JSON.stringify(definition)
  const origin = { kind: 'file' as const, file, pointer: '', start: 0, end: text.length }
  const root = fromJson(definition, origin) as ObjectNode
  return {
    service,
    file,
    root,
    place: placeFinder({ file, text })
  }
}

/** Rows in one line each, for comparison: check, holder, verdict. */
export function outlineOf({ rows }: Verification): readonly string[] {
  return rows.map(row => `${row.verdict} ${row.check} ${shortOf(row)}`)
}

function shortOf({ what }: PermissionRow): string {
  return what
    .replace(/^.*:secret:(.*)-\w{6}$/, '$1')
    .replace(/^.*[:/]/, match => (match.includes('arn:') ? '' : match))
}
