import { describe, expect, test } from '@jest/globals'
import { outputsOf } from '../../src/report/outputs.ts'
import type { Report } from '../../src/report/report.ts'
import { exitCodeOf, judgeReport } from '../../src/report/verdict.ts'
import {
  type AuditWorld,
  auditWorldsOfTests,
  canary,
  definition,
  EXECUTION,
  expectNoValue,
  service
} from './world.ts'

const makeAuditWorld = auditWorldsOfTests()
let world: AuditWorld

const ARN = 'arn:aws:s3:::ops-bucket/web.env'
const MAY_ALL = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }

/** A service whose only revision reads files of S3. */
function reading(files: readonly string[], buckets: readonly object[], more: object = {}): object {
  return {
    roles: [{ ...EXECUTION, policies: { all: MAY_ALL } }],
    buckets,
    taskDefinitions: [
      definition('web', { environmentFiles: files.map(value => ({ type: 's3', value })) }),
      definition('api', {})
    ],
    services: [service('web:1'), service('api:1')],
    ...more
  }
}

const bucket = (text: string, more: object = {}) => ({
  name: 'ops-bucket',
  objects: { 'web.env': text },
  ...more
})

const webOf = ({ audit }: Report) => audit?.audit.items.find(({ name }) => name === 'web')
const fileOf = ({ audit }: Report) => audit?.audit.environmentFiles[0]
const reads = () => world?.operations().filter(name => name === 'GetObject').length

describe('environment files', () => {
  test('with a credential its service is exposed: the variable by name, who could read it in other words, no value', async () => {
    const value = canary()
    world = await makeAuditWorld(
      reading([ARN], [bucket(`# ours\nDB_HOST=db.internal\nDB_PASSWORD=${value}\n`)])
    )
    const { report, shown } = await world.audit()
    expect(webOf(report)).toMatchObject({
      verdict: 'exposed',
      unknown: [],
      exposures: [
        { name: 'DB_PASSWORD', pointer: '/DB_PASSWORD', environmentFile: ARN, rule: 'secret/by-name' }
      ]
    })
    expect(webOf(report)?.since).toBeUndefined()
    expect(fileOf(report)).toMatchObject({ file: ARN, usedBy: ['web'], verdict: 'exposed' })
    expect(report.audit?.audit.rotate.map(({ name, where }) => [name, where])).toEqual([
      ['DB_PASSWORD', [`environment file ${ARN}`]]
    ])
    expect(exitCodeOf(report)).toBe(1)
    expect(shown).toContain('Who could read an environment file')
    expect(shown).not.toContain('ecs:DescribeTaskDefinition in the account')
    expectNoValue(shown, [value])
    expect(world.masked).toContain(value)
    const json = JSON.parse(outputsOf(report).audit) as object
    expect(json).toMatchObject({
      environmentFiles: [
        { file: ARN, verdict: 'exposed', plaintext: [{ name: 'DB_PASSWORD', environmentFile: ARN }] }
      ]
    })
  })

  test('without one it is clean, and 0; a file of several services is read once', async () => {
    const scenario = reading([ARN], [bucket('DB_HOST=db.internal\n')])
    world = await makeAuditWorld({
      ...scenario,
      services: ['web', 'other'].map(serviceName => service('web:1', { serviceName }))
    })
    const { report } = await world.audit()
    expect(report.audit?.audit.items.map(({ verdict }) => verdict)).toEqual(['clean', 'clean'])
    expect(fileOf(report)).toMatchObject({ usedBy: ['web', 'other'], verdict: 'clean' })
    expect(exitCodeOf(report)).toBe(0)
    expect(reads()).toBe(1)
  })

  test('a bucket in another region is found', async () => {
    world = await makeAuditWorld(reading([ARN], [bucket('A=1', { region: 'eu-west-1' })]))
    const { report } = await world.audit()
    expect(webOf(report)?.verdict).toBe('clean')
    expect(world.sandbox.requests().filter(({ service }) => service === 's3')).toMatchObject([
      { region: 'us-west-2', error: 'PermanentRedirect' },
      { region: 'eu-west-1', status: 200 }
    ])
  })

  test('not allowed: named, not scanned, unknown, and 3', async () => {
    const Statement = [...MAY_ALL.Statement, { Effect: 'Deny', Action: 's3:GetObject', Resource: '*' }]
    world = await makeAuditWorld(
      reading([ARN], [bucket('DB_PASSWORD=whatever-it-is')], { callers: { test: { Statement } } })
    )
    const { report, shown } = await world.audit()
    expect(webOf(report)).toMatchObject({
      verdict: 'unknown',
      unknown: [`web:1 reads the environment file ${ARN}, named, not scanned: no permission for s3:GetObject`]
    })
    expect(report.problems.map(({ code, message }) => [code, message])).toEqual([
      ['audit-not-verified', expect.stringContaining(`${ARN}: no permission for s3:GetObject`)]
    ])
    expect(exitCodeOf(report)).toBe(3)
    expect(shown).toContain('named, not scanned: no permission for s3:GetObject')
  })

  test('a key that may not be used is said', async () => {
    const message = 'User: me is not authorized to perform: kms:Decrypt on resource: key because …'
    const fault = { op: 'GetObject', kind: 'error', type: 'AccessDenied', status: 403, message }
    world = await makeAuditWorld(reading([ARN], [bucket('A=1\n')], { faults: [fault] }))
    const { report } = await world.audit()
    expect(fileOf(report)?.why).toBe('no permission for kms:Decrypt on its key')
  })

  test.each([
    ['not there', [], 'the object does not exist, so new tasks cannot start'],
    ['too large', [bucket(`A=${'x'.repeat(1_048_577)}`)], 'it has more than 1 MB']
  ] as const)('%s: unknown, and 1', async (_name, buckets, why) => {
    world = await makeAuditWorld(reading([ARN], buckets))
    const { report } = await world.audit()
    expect(fileOf(report)).toMatchObject({ verdict: 'unknown', why })
    expect([webOf(report)?.verdict, report.problems, exitCodeOf(report)]).toEqual(['unknown', [], 1])
  })

  test('one that is no object of S3 is unknown, and nothing is asked', async () => {
    world = await makeAuditWorld(reading(['arn:aws:s3:::ops-bucket'], []))
    const { report } = await world.audit()
    expect(fileOf(report)?.why).toBe('it is not the ARN of an object of S3')
    expect(reads()).toBe(0)
  })

  test('only files in use are read', async () => {
    const scenario = reading([ARN], [bucket(`DB_PASSWORD=${canary()}`)])
    world = await makeAuditWorld({
      ...scenario,
      taskDefinitions: [
        definition('web', { environmentFiles: [{ type: 's3', value: ARN }] }),
        definition('web', {})
      ],
      services: [service('web:2')]
    })
    const { report } = await world.audit()
    expect([webOf(report)?.verdict, reads()]).toEqual(['clean', 0])
  })

  test('the next step after an exposure by a file alone is no migration and no purge', async () => {
    world = await makeAuditWorld(reading([ARN], [bucket(`DB_PASSWORD=${canary()}\n`)]))
    const { report } = await world.audit()
    expect(judgeReport(report).sentence).toMatch(
      /Next: rotate the listed credentials, move what environment files and overrides contain into secrets by hand\.$/
    )
  })

  test('compare-values finds a secret’s value in a file, under any name', async () => {
    const value = canary()
    world = await makeAuditWorld(
      reading([ARN], [bucket(`GREETING=hello ${value}\n`)], {
        secrets: [{ name: 'ops/key', value }],
        taskDefinitions: [
          definition('web', {
            environmentFiles: [{ type: 's3', value: ARN }],
            secrets: [{ name: 'KEY', valueFrom: '${secret:ops/key}' }]
          }),
          definition('api', {})
        ]
      })
    )
    const { report, shown } = await world.audit({ 'compare-values': 'true' })
    expect(webOf(report)?.exposures).toMatchObject([
      { rule: 'audit/equal-to-secret', name: 'GREETING', environmentFile: ARN, secret: 'ops/key' }
    ])
    expectNoValue(shown, [value])
  })

  test('an answer that breaks off is asked for again', async () => {
    world = await makeAuditWorld(
      reading([ARN], [bucket('DB_HOST=db.internal\n')], { faults: [{ op: 'GetObject', kind: 'truncate' }] })
    )
    const { report } = await world.audit()
    expect([webOf(report)?.verdict, reads()]).toEqual(['clean', 2])
  })

  test('S3 that fails to the end leaves the rest of the audit', async () => {
    world = await makeAuditWorld(
      reading([ARN], [bucket('A=1\n')], { faults: [{ op: 'GetObject', kind: '500', from: 1 }] })
    )
    const { report } = await world.audit()
    expect(fileOf(report)).toMatchObject({ verdict: 'unknown', why: 'InternalError from s3:GetObject' })
    expect(exitCodeOf(report)).toBe(3)
  })
})
