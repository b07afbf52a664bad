import { makeWorld, scenario, template } from '../bundle/world.ts'
import type { Trouble } from './troubleshooting-inputs.ts'

type Json = Readonly<Record<string, unknown>>

const ROLES = 'arn:aws:iam::123456789012:role'
const REGISTRY = '123456789012.dkr.ecr.us-west-2.amazonaws.com'
const EVERYTHING = { Effect: 'Allow', Action: '*', Resource: '*' }

/** A plan of the service `web`, with what is changed in the world and in the definition; all that is printed. */
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

/** The roles of the definition, both of them, in this state. */
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
    // a plan hands no role over
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
