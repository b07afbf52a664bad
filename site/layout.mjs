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
    pages: ['start/check', 'from-aws-actions', 'start/plaintext', 'configuration', 'tutorial']
  },
  {
    label: 'Workflows',
    pages: [
      'workflows',
      'openid-connect',
      'reusable-workflows',
      'organization',
      'adopting',
      'github',
      'runners',
      'upgrading'
    ]
  },
  {
    label: 'Deploy',
    pages: [
      'task-definitions',
      'rollouts',
      'services',
      'codedeploy',
      'tasks-and-schedules',
      'monorepo',
      'approvals',
      'operations',
      'status'
    ]
  },
  { label: 'Find and remove plaintext', pages: ['check', 'false-positives', 'migration', 'audit'] },
  { label: 'When it fails', pages: ['troubleshooting', 'diagnosis'] },
  {
    label: 'Reference',
    pages: ['inputs', 'command-line', 'permissions', 'reports', 'schemas', 'rules', 'glossary']
  },
  {
    label: 'Background',
    pages: [
      'threat-model',
      'comparison',
      'comparison-deploys',
      'detector-measurements',
      'architecture',
      'sandbox',
      'decisions'
    ]
  }
]
