import { importsOf, withoutComments } from './imports.ts'

/**
 * What the files of one room of src/ may import. An entry ending in `.ts` is that file alone; otherwise a whole room.
 */
export type Room = {
  readonly values: readonly string[]
  /** May be imported only with `import type`, in addition to all of `values`. */
  readonly types?: readonly string[]
  readonly packages?: readonly string[]
  readonly node?: readonly string[]
}

const floor = ['errors.ts', 'clock.ts', 'log.ts', 'pace.ts']
/** Single files without imports that every room may use. */
const beneath = ['json.ts', 'present.ts', 'arn.ts', 'list.ts', 'pattern.ts', 'bounded.ts', 'group.ts']
/** Explanations of AWS's refusals: single files of src/aws that do not use the SDK and that every room may import. */
const refusals = ['aws/error.ts', 'aws/explain.ts']
const pure = [
  'document',
  'formats',
  'template',
  'detector',
  'exceptions',
  'references',
  'verify',
  'services',
  'configuration',
  'plan',
  'diagnosis',
  'rollout',
  'tasks',
  'schedules',
  'audit',
  'history',
  'codedeploy'
]

/** What the steps of a mode may use. */
const running = [
  ...pure,
  ...floor,
  ...refusals,
  'checking',
  'deploying',
  'nearest.ts',
  'inputs',
  'report',
  'workspace'
]

/** The matrix of docs/architecture.md, "Boundary rules". A room that is not listed here may import nothing. */
export const rooms: Readonly<Record<string, Room>> = {
  'errors.ts': { values: floor },
  'clock.ts': { values: floor },
  'log.ts': { values: floor },
  'pace.ts': { values: ['clock.ts'] },
  ...Object.fromEntries(beneath.map(file => [file, { values: [] }])),
  'nearest.ts': { values: floor },
  ...Object.fromEntries(refusals.map(file => [file, { values: ['errors.ts', ...refusals] }])),
  document: { values: ['errors.ts'], packages: ['jsonc-parser', 'yaml'] },
  formats: { values: ['document', 'errors.ts'] },
  template: {
    values: ['document', 'errors.ts', 'nearest.ts'],
    packages: ['@actions/expressions', 'string-argv']
  },
  /** What a credential is and where it is issued: below audit and migration. */
  rotation: { values: ['detector/shapes/match.ts'] },
  detector: {
    values: ['document', 'errors.ts', 'references/parse.ts'],
    types: ['references/reference.ts', 'rotation/issuers.ts'],
    packages: ['string-argv'],
    node: ['node:crypto']
  },
  exceptions: {
    values: ['document', 'errors.ts', 'nearest.ts', 'detector/fingerprint.ts'],
    types: ['detector'],
    packages: ['picomatch', 'yaml']
  },
  references: { values: ['document', 'errors.ts', 'nearest.ts', ...refusals] },
  plan: {
    values: [
      'services/settings.ts',
      'rollout/outcome.ts',
      'rollout/progress.ts',
      'document',
      'errors.ts',
      'template/ecs-schema.generated.ts'
    ],
    types: ['rollout/ports.ts', 'references', 'codedeploy/appspec.ts', 'detector/harmless.ts']
  },
  /** The project's configuration file: its settings for findings and services. */
  configuration: {
    values: ['document', 'exceptions', 'errors.ts', 'nearest.ts'],
    types: ['rollout/ports.ts']
  },
  services: {
    values: ['document', 'errors.ts', 'template'],
    types: ['rollout/ports.ts'],
    node: ['node:crypto']
  },
  verify: { values: ['nearest.ts', 'document', 'references', 'errors.ts', ...refusals] },
  diagnosis: { values: ['document', 'errors.ts', ...refusals], types: ['rollout/ports.ts'] },
  rollout: {
    values: ['document', 'services', 'diagnosis', ...floor, ...refusals],
    types: ['plan']
  },
  audit: {
    values: [
      'nearest.ts',
      'document',
      'detector',
      'references',
      'schedules',
      'rotation',
      ...floor,
      ...refusals
    ],
    types: ['rollout/ports.ts']
  },
  history: {
    values: ['errors.ts', 'clock.ts', 'workspace/git/run-git.ts', 'workspace/write/writer.ts'],
    types: ['audit/audit.ts', 'workspace/write/placing.ts'],
    node: ['node:fs', 'node:path']
  },
  migration: {
    values: [
      'document',
      'errors.ts',
      'detector/fields.ts',
      'exceptions/coverage.ts',
      'references/parse.ts',
      'references/reference.ts',
      'template/naming.ts',
      'rotation'
    ],
    packages: ['jsonc-parser', 'yaml'],
    node: ['node:crypto']
  },
  report: {
    values: [
      'nearest.ts',
      'organization',
      'document',
      'errors.ts',
      'rollout/outcome.ts',
      'rollout/progress.ts',
      'rollout/samples.ts',
      'rollout/status-words.ts',
      'rollout/rollback-targets.ts',
      'plan/risks.ts',
      'verify/verification.ts',
      'audit/audit.ts',
      'audit/place-words.ts'
    ],
    types: [...pure, 'inputs', 'migration', 'log.ts'],
    node: ['node:crypto']
  },
  tasks: {
    values: ['document', 'diagnosis', 'rollout/progress.ts', ...floor, ...refusals],
    types: ['inputs'],
    node: ['node:crypto']
  },
  schedules: { values: ['document', ...floor, ...refusals] },
  workspace: {
    values: ['document', 'exceptions/coverage.ts', 'errors.ts', 'nearest.ts'],
    types: ['gate/shown.ts', 'exceptions/exception.ts'],
    packages: ['picomatch', 'tinyglobby'],
    node: ['node:fs', 'node:fs/promises', 'node:path', 'node:child_process', 'node:stream', 'node:v8']
  },
  'rollout/stages.ts': { values: [] },
  inputs: {
    values: [
      'document',
      'errors.ts',
      'nearest.ts',
      'pace.ts',
      'services',
      'detector/values/describe.ts',
      'rollout/stages.ts',
      'migration/names.ts'
    ],
    types: ['template', 'migration']
  },
  codedeploy: {
    values: ['document', 'rollout', ...floor, ...refusals],
    node: ['node:crypto']
  },
  aws: {
    values: [...floor, 'migration/secret-value.ts'],
    types: [
      'gate/shown.ts',
      'migration',
      'document',
      'references/ports.ts',
      'verify/ports.ts',
      'rollout/ports.ts',
      'diagnosis/ports.ts',
      'codedeploy/ports.ts',
      'tasks/ports.ts',
      'schedules/ports.ts',
      'audit/ports.ts',
      'audit/run/ports.ts',
      'ports.ts'
    ],
    packages: ['@aws-sdk/*', '@smithy/*'],
    node: ['node:https', 'node:http']
  },
  github: {
    values: [...floor, 'report', 'rollout/outcome.ts'],
    types: ['document', 'detector', 'gate/shown.ts'],
    packages: ['@actions/github'],
    node: ['node:crypto']
  },
  /** The deployments of a repository, read from its workflows and files, and the files generated from them. */
  adoption: {
    values: ['configuration', 'document', 'template/expressions/parse.ts', 'workspace', 'errors.ts'],
    packages: ['yaml', '@actions/expressions']
  },
  /** The documents of many runs, parsed and merged. */
  organization: { values: ['errors.ts', 'rollout/outcome.ts'] },
  /** What a run would need, examined before the run. */
  /** The filter that every text passes before it leaves the program. */
  gate: { values: ['detector', 'document'] },
  /** What a run may access: types of all the ports. */
  'ports.ts': {
    values: [],
    types: [...pure, ...floor, 'github/ports.ts', 'gate/shown.ts', 'workspace/write/placing.ts']
  },
  checking: {
    values: [
      'configuration',
      'document',
      'formats',
      'template',
      'detector',
      'exceptions',
      'references',
      'inputs',
      'report',
      'workspace',
      'nearest.ts',
      ...floor
    ],
    types: ['ports.ts']
  },
  deploying: {
    values: [
      ...pure,
      ...floor,
      ...refusals,
      'checking',
      'migration/names.ts',
      'nearest.ts',
      'inputs',
      'report',
      'workspace'
    ],
    types: ['ports.ts', 'gate/shown.ts', 'github/ports.ts', 'rotation'],
    packages: ['p-limit', 'picomatch'],
    node: ['node:crypto']
  },
  'migration/run': { values: [...running, 'migration'], types: ['ports.ts', 'gate/shown.ts'] },
  'audit/run': { values: running, types: ['ports.ts'], packages: ['p-limit'] },
  modes: {
    values: [...running, 'adoption', 'migration', 'migration/run', 'audit/run', 'organization'],
    types: ['ports.ts', 'github/ports.ts', 'gate/shown.ts'],
    packages: ['p-limit']
  },
  shell: {
    values: [
      ...pure,
      ...floor,
      'migration',
      'nearest.ts',
      'inputs',
      'report',
      'workspace',
      'modes',
      'migration/run',
      'aws',
      'github',
      'gate'
    ],
    types: ['ports.ts', 'audit/run', 'adoption'],
    packages: ['@actions/core', 'log-update'],
    node: ['node:*']
  },
  'index.ts': { values: ['shell', 'modes', ...floor], node: ['node:events', 'node:fs'] }
}

/**
 * roomOf names the room of a file of src/: a subfolder with its own entry in the matrix, its folder, or the file itself
 * at the top level.
 */
export function roomOf(file: string): string {
  const [folder = file, within] = file.split('/')
  const inner = `${folder}/${within}`
  return !inner.endsWith('.ts') && inner in rooms ? inner : folder
}

/**
 * checkBoundaries lists every import that the matrix forbids, every use of process.env outside src/shell, and every
 * cycle of value imports between rooms. `sources` maps paths in src/ to their text. Empty means no violations.
 */
export function checkBoundaries(sources: ReadonlyMap<string, string>): readonly string[] {
  const violations: string[] = []
  const edges = new Map<string, Set<string>>()
  for (const [file, text] of sources) {
    const room = roomOf(file)
    // the entry passes the environment to the shells and reads nothing from it
    if (
      room !== 'shell' &&
      room !== 'index.ts' &&
      /\bprocess\s*(\.\s*env\b|\[)|\bnode:process\b/.test(withoutComments(text))
    ) {
      violations.push(`src/${file} touches process.env: only src/shell may`)
    }
    for (const { target, typeOnly, own } of importsOf(file, text)) {
      const allowed = own ? mayImportOwn(file, target, typeOnly) : mayImportForeign(file, target)
      if (!allowed) violations.push(`src/${file} imports ${own ? `src/${target}` : target}`)
      // a file with its own rules ranks below its room, so that importing it does not count as importing the room
      if (own && !typeOnly && roomOf(target) !== room && !refusals.includes(target)) {
        edges.set(room, (edges.get(room) ?? new Set()).add(roomOf(target)))
      }
    }
  }
  return [...violations, ...cycles(edges)]
}

/** A file with its own rules follows those instead of its room's. */
function rulesOf(file: string): Room | undefined {
  return rooms[file] ?? rooms[roomOf(file)]
}

function mayImportOwn(file: string, target: string, typeOnly: boolean): boolean {
  const rules = rulesOf(file)
  if (rules !== rooms[file] && roomOf(target) === roomOf(file)) return true
  if (rules !== undefined && beneath.includes(target)) return true
  const open = typeOnly ? [...(rules?.values ?? []), ...(rules?.types ?? [])] : (rules?.values ?? [])
  return open.includes(target) || open.includes(roomOf(target))
}

function mayImportForeign(file: string, specifier: string): boolean {
  const rules = rulesOf(file)
  return [...(rules?.packages ?? []), ...(rules?.node ?? [])].some(pattern =>
    pattern.endsWith('*')
      ? specifier.startsWith(pattern.slice(0, -1))
      : specifier === pattern || specifier.startsWith(`${pattern}/`)
  )
}

/** Every room from which imports lead back to itself. */
function cycles(edges: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const found: string[] = []
  for (const start of edges.keys()) {
    const seen = new Set<string>()
    const open = [...(edges.get(start) ?? [])]
    for (let room = open.pop(); room !== undefined; room = open.pop()) {
      if (seen.has(room)) continue
      seen.add(room)
      open.push(...(edges.get(room) ?? []))
    }
    if (seen.has(start)) found.push(`the room ${start} reaches itself by value imports`)
  }
  return found
}
