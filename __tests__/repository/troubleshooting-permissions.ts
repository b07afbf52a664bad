import { makeWorld, scenario, template } from '../bundle/world.ts'
import type { Trouble } from './troubleshooting-inputs.ts'

type Json = Readonly<Record<string, unknown>>

const ROLES = 'arn:aws:iam::123456789012:role'
const REGISTRY = '123456789012.dkr.ecr.us-west-2.amazonaws.com'
const EVERYTHING = { Effect: 'Allow', Action: '*', Resource: '*' }

/** A plan of the service `web`, with changes to the world and the definition; returns all output. */
const plan = (
  what: string,
  more: object,
  definition: Json = {},
  inputs: Record<string, string> = {}
): Trouble => ({
  what,
  print: async () => {
    const world = await makeWorld(scenario(more))
    try {
      const base = JSON.parse(template('web')) as Json
      world.workspace.write('deploy/web.json', JSON.stringify({ ...base, ...definition }))
      const run = await world.deploy({ mode: 'plan', ...inputs })
      return `${run.stdout}\n${run.stderr}`
    } finally {
      await world.end()
    }
  }
})

/** Both roles of the definition, in this state. */
const rolesAre = (more: object) => ({
  roles: ['demo-execution', 'demo-task'].map(name => ({ name, ...more }))
})
const both = { taskRoleArn: `${ROLES}/demo-task` }

/** What verify-permissions finds before anything is registered. */
export const PERMISSIONS: readonly Trouble[] = [
  plan('a grant that is missing', rolesAre({}), both),
  plan('roles that are not there', { roles: [] }, both),
  plan('roles that trust somebody else', rolesAre({ trust: 'ec2.amazonaws.com' }), both),
  plan(
    'a role that may not be passed',
    {
      callers: {
        test: { Statement: [EVERYTHING, { Effect: 'Deny', Action: 'iam:PassRole', Resource: '*' }] }
      }
    },
    {},
    // a plan passes no role
    { mode: 'deploy' }
  ),
  plan(
    'images',
    { images: [{ repository: 'app', tags: ['arm'], platforms: ['linux/arm64'], index: true }] },
    {
      containerDefinitions: [
        { name: 'app', image: `${REGISTRY}/app:none` },
        { name: 'side', image: `${REGISTRY}/app:arm` }
      ]
    }
  ),
  plan(
    'nobody may look',
    {
      callers: { test: { Statement: [EVERYTHING, { Effect: 'Deny', Action: 'iam:GetRole', Resource: '*' }] } }
    },
    {},
    { 'verify-permissions': 'required' }
  )
]
