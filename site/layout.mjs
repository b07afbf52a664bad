// The address of the site and the order of its pages. A page of docs/ that is missing here fails the build.
import manifest from '../package.json' with { type: 'json' }

export const version = manifest.version
export const repository = manifest.homepage.replace(/#.*$/, '')
export const origin = 'https://ecs-sealed-deploy.github.io'
/** The address of all versions, the address of this version, and whether there are several (build-versions.mjs). */
export const root = process.env['SITE_ROOT'] ?? '/ecs-sealed-deploy'
export const base = process.env['SITE_BASE'] ?? root
export const hasVersions = process.env['SITE_ROOT'] !== undefined

/** Groups of the sidebar. Each page is a file of docs/ without `.md`. */
export const groups = [
  {
    label: 'Start here',
    pages: ['start/install', 'start/check', 'from-aws-actions', 'start/plaintext', 'tutorial']
  },
  {
    label: 'Set up',
    pages: ['configuration', 'workflows', 'permissions', 'github', 'organization']
  },
  {
    label: 'Deploy',
    pages: ['task-definitions', 'rollouts', 'operate', 'services', 'tasks-and-schedules', 'codedeploy']
  },
  { label: 'Find and remove plaintext', pages: ['check', 'rules', 'migration', 'terraform', 'audit'] },
  { label: 'Reference', pages: ['troubleshooting', 'inputs', 'command-line', 'schemas'] },
  { label: 'Background', pages: ['threat-model', 'comparison'] }
]

/** Pages for contributors, which the site and its search leave out; links lead to the repository. */
export const outside = ['agents', 'architecture', 'decisions', 'detector-measurements', 'glossary', 'sandbox']
