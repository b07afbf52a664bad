import { tmpdir } from 'node:os'
import type { RawInputs } from '../../src/inputs/tables/specification.ts'
import { problemsToText } from '../../src/report/problem-text.ts'
import { type AuditWorld, canary, definition, type Finished, makeAuditWorld } from '../audit/world.ts'
import type { Trouble } from './troubleshooting-inputs.ts'

const SCENARIO = {
  roles: [{ name: 'execution' }],
  secrets: [{ name: 'ops/key', generate: 20, age: '2h' }],
  taskDefinitions: [
    definition('web', { environment: [{ name: 'DB_PASSWORD', value: canary() }] }),
    definition('web', { secrets: [{ name: 'KEY', valueFrom: '${secret:ops/key}' }] })
  ],
  services: [{ serviceName: 'web', cluster: 'demo', taskDefinition: 'web:2' }]
}

/** With it the second task starts. */
const READS = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' }]
}

const trouble = (
  what: string,
  run: (world: AuditWorld) => Promise<Finished>,
  more: { readonly scenario?: object; readonly denied?: string } = {}
): Trouble => ({
  what,
  print: async () => {
    const { denied } = more
    const callers =
      denied === undefined
        ? {}
        : {
            callers: {
              test: {
                Statement: [
                  { Effect: 'Allow', Action: '*', Resource: '*' },
                  { Effect: 'Deny', Action: denied, Resource: '*' }
                ]
              }
            }
          }
    const world = await makeAuditWorld({ ...SCENARIO, ...more.scenario, ...callers })
    try {
      return problemsToText((await run(world)).report.problems).join('\n')
    } finally {
      await world.end()
    }
  }
})

const audit = (raw: RawInputs) => (world: AuditWorld) => world.audit(raw)

/** The problems that `audit` and `rotate-restart` report. */
export const AUDIT: readonly Trouble[] = [
  trouble('no cluster', audit({ cluster: '' })),
  trouble('a denied look', audit({}), { denied: 'ecs:ListTasks' }),
  trouble('a purge that ECS refuses', audit({ purge: 'true' }), { denied: 'ecs:DeregisterTaskDefinition' }),
  trouble('a secret whose date is unknown', world => world.restart(), {
    denied: 'secretsmanager:DescribeSecret'
  }),
  trouble(
    'tasks that ECS does not list yet',
    world => {
      world.sandbox.advance(300_000)
      return world.restart()
    },
    {
      scenario: {
        roles: [{ name: 'execution', policies: { read: READS } }],
        lag: { ListTasks: '10m' },
        later: [{ after: '1m', action: 'update-service', cluster: 'demo', service: 'web', desiredCount: 2 }]
      }
    }
  ),
  trouble(
    'a secret that changes during the restart',
    world => {
      world.sandbox.advance(61_000)
      return world.restart()
    },
    {
      scenario: {
        roles: [{ name: 'execution', policies: { read: READS } }],
        later: ['1m', '105s'].map(after => ({
          ...{ after, action: 'put-secret-value', secretId: 'ops/key' },
          secretString: '${generate:40}'
        }))
      }
    }
  ),
  trouble('replacements in the repository', audit({ history: 'true', 'history-replacements': 'here.txt' })),
  trouble('replacements over a file', audit({ history: 'true', 'history-replacements': tmpdir() }))
]
