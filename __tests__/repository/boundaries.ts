import { importsOf, withoutComments } from './imports.ts'

/**
 * What the files of one module of src/ may import. An entry ending in `.ts` is that file alone; otherwise a module.
 */
export type Module = {
  readonly values: readonly string[]
  /** May be imported only with `import type`, in addition to all of `values`. */
  readonly types?: readonly string[]
  readonly packages?: readonly string[]
  readonly node?: readonly string[]
}

const floor = ['errors.ts', 'clock.ts', 'log.ts', 'pace.ts']
/** Single files without imports that every module may use. */
const beneath = ['json.ts', 'present.ts', 'arn.ts', 'list.ts', 'pattern.ts']
/** Explanations of AWS's refusals: single files of src/aws that do not use the SDK and that every module may import. */
const refusals = ['aws/error.ts', 'aws/explain.ts']
const pure = [
  'files/document',
  'detector/formats',
  'template',
  'detector',
  'check/exceptions',
  'secrets',
  'deploy/services',
  'inputs/configuration',
  'deploy/comparison',
  'rollout/diagnosis',
  'rollout',
  'deploy/tasks',
  'deploy/schedules',
  'audit',
  'rollout/codedeploy'
]

/** What the steps of a mode may use. */
const running = [...pure, ...floor, ...refusals, 'check', 'deploy', 'nearest.ts', 'inputs', 'report', 'files']

/** What the two faces, and what they share, may use. */
const faces = {
  values: [
    ...pure,
    ...floor,
    'migrate',
    'nearest.ts',
    'inputs',
    'report',
    'files',
    'modes',
    'migrate/run',
    'report/gate'
  ],
  types: ['ports.ts', 'audit/run', 'cli/adoption', 'action/github'],
  node: ['node:*']
}

/** The matrix of docs/architecture.md, "Boundary rules". A module that is not listed here may import nothing. */
export const modules: Readonly<Record<string, Module>> = {
  'errors.ts': { values: floor },
  'clock.ts': { values: floor },
  'log.ts': { values: floor },
  'pace.ts': { values: ['clock.ts'] },
  ...Object.fromEntries(beneath.map(file => [file, { values: [] }])),
  'nearest.ts': { values: floor },
  ...Object.fromEntries(refusals.map(file => [file, { values: ['errors.ts', 'nearest.ts', ...refusals] }])),
  'files/document': { values: ['errors.ts'], packages: ['jsonc-parser', 'yaml'] },
  'detector/formats': { values: ['files/document', 'errors.ts', 'detector/values/templates.ts'] },
  template: {
    values: ['files/document', 'errors.ts', 'nearest.ts'],
    packages: ['@actions/expressions']
  },
  detector: {
    values: ['files/document', 'errors.ts', 'secrets/reference.ts'],
    types: ['secrets/reference.ts', 'detector/issuers.ts'],
    packages: ['string-argv'],
    node: ['node:crypto']
  },
  'check/exceptions': {
    values: ['files/document', 'errors.ts', 'nearest.ts', 'detector/detect.ts'],
    types: ['detector']
  },
  secrets: { values: ['files/document', 'errors.ts', 'nearest.ts', ...refusals] },
  'deploy/comparison': {
    values: [
      'deploy/services/settings.ts',
      'rollout/outcome.ts',
      'rollout/progress.ts',
      'files/document',
      'errors.ts',
      'template/ecs-schema.generated.ts'
    ],
    types: ['rollout/ports.ts', 'secrets', 'rollout/codedeploy/appspec.ts', 'detector/harmless.ts']
  },
  /** The project's configuration file: its settings for findings and services. */
  'inputs/configuration': {
    values: ['files/document', 'check/exceptions', 'errors.ts', 'nearest.ts'],
    types: ['rollout/ports.ts']
  },
  'deploy/services': {
    values: ['files/document', 'errors.ts', 'template'],
    types: ['rollout/ports.ts', 'deploy/comparison/plan.ts'],
    node: ['node:crypto']
  },
  'rollout/diagnosis': {
    values: ['files/document', 'errors.ts', 'secrets/collect.ts', ...refusals],
    types: ['rollout/ports.ts']
  },
  rollout: {
    values: ['files/document', 'deploy/services', 'rollout/diagnosis', ...floor, ...refusals],
    types: ['deploy/comparison']
  },
  audit: {
    values: [
      'nearest.ts',
      'files/document',
      'detector',
      'secrets',
      'deploy/schedules',
      'rollout/rollback-targets.ts',
      'detector/issuers.ts',
      ...floor,
      ...refusals
    ],
    types: ['rollout/ports.ts']
  },
  migrate: {
    values: [
      'files/document',
      'errors.ts',
      'detector/candidate.ts',
      'detector/advice.ts',
      'detector/formats/read-terraform.ts',
      'check/exceptions/exception.ts',
      'secrets/reference.ts',
      'template/naming.ts',
      'detector/issuers.ts'
    ],
    packages: ['jsonc-parser', 'yaml'],
    node: ['node:crypto']
  },
  report: {
    values: [
      'nearest.ts',
      'report/merge',
      'files/document',
      'errors.ts',
      'rollout/outcome.ts',
      'rollout/progress.ts',
      'rollout/diagnosis/definition.ts',
      'rollout/status-words.ts',
      'rollout/rollback-targets.ts',
      'deploy/comparison/risks.ts',
      'secrets/verification.ts',
      'audit/audit.ts',
      'audit/place-words.ts'
    ],
    types: [...pure, 'inputs', 'migrate', 'log.ts'],
    node: ['node:crypto']
  },
  'deploy/tasks': {
    values: [
      'files/document',
      'rollout/diagnosis',
      'rollout/progress.ts',
      'rollout/deployments.ts',
      ...floor,
      ...refusals
    ],
    types: ['inputs'],
    node: ['node:crypto']
  },
  'deploy/schedules': { values: ['files/document', ...floor, ...refusals] },
  files: {
    values: ['files/document', 'check/exceptions/exception.ts', 'errors.ts', 'nearest.ts'],
    types: ['report/gate/shown.ts', 'check/exceptions/exception.ts'],
    packages: ['picomatch', 'tinyglobby'],
    node: ['node:fs', 'node:path', 'node:child_process', 'node:util']
  },
  'rollout/outcome.ts': { values: [] },
  inputs: {
    values: [
      'files/document',
      'errors.ts',
      'nearest.ts',
      'pace.ts',
      'deploy/services',
      'detector/values/describe.ts',
      'rollout/outcome.ts',
      'migrate/names.ts',
      'migrate/secret-value.ts'
    ],
    types: ['template', 'migrate'],
    packages: ['string-argv']
  },
  'rollout/codedeploy': {
    values: ['files/document', 'rollout', ...floor, ...refusals],
    node: ['node:crypto']
  },
  aws: {
    values: [...floor, 'nearest.ts', 'migrate/secret-value.ts'],
    types: [
      'report/gate/shown.ts',
      'migrate',
      'files/document',
      'secrets/ports.ts',
      'rollout/ports.ts',
      'rollout/diagnosis/diagnosis.ts',
      'rollout/codedeploy/group.ts',
      'deploy/tasks/request.ts',
      'deploy/schedules/find-schedules.ts',
      'audit/ports.ts',
      'audit/run/ports.ts',
      'ports.ts'
    ],
    packages: ['@aws-sdk/*', '@smithy/*'],
    node: ['node:https', 'node:http']
  },
  'action/github': {
    values: [...floor, 'report', 'rollout/outcome.ts'],
    types: ['files/document', 'detector', 'report/gate/shown.ts'],
    packages: ['@actions/github'],
    node: ['node:crypto']
  },
  /** The deployments of a repository, read from its workflows and files, and the files generated from them. */
  'cli/adoption': {
    values: ['inputs/configuration', 'files/document', 'template/expressions/parse.ts', 'files', 'errors.ts'],
    packages: ['yaml', '@actions/expressions']
  },
  /** The documents of many runs, parsed and merged. */
  'report/merge': { values: ['errors.ts', 'rollout/outcome.ts'] },
  /** What a run would need, examined before the run. */
  /** The filter that every text passes before it leaves the program. */
  'report/gate': { values: ['detector', 'files/document'] },
  /** What a run may access: types of all the ports. */
  'ports.ts': {
    values: [],
    types: [...pure, ...floor, 'action/github/ports.ts', 'report/gate/shown.ts', 'files/write/placing.ts']
  },
  check: {
    values: [
      'inputs/configuration',
      'files/document',
      'detector/formats',
      'template',
      'detector',
      'check/exceptions',
      'secrets',
      'inputs',
      'report',
      'files',
      'nearest.ts',
      ...floor
    ],
    types: ['ports.ts'],
    packages: ['picomatch', 'yaml']
  },
  deploy: {
    values: [
      ...pure,
      ...floor,
      ...refusals,
      'check',
      'migrate/names.ts',
      'nearest.ts',
      'inputs',
      'report',
      'files'
    ],
    types: ['ports.ts', 'report/gate/shown.ts', 'action/github/ports.ts', 'detector/issuers.ts'],
    packages: ['p-limit', 'picomatch'],
    node: ['node:crypto']
  },
  'migrate/run': { values: [...running, 'migrate'], types: ['ports.ts', 'report/gate/shown.ts'] },
  'audit/run': { values: running, types: ['ports.ts'], packages: ['p-limit'] },
  modes: {
    values: [...running, 'cli/adoption', 'migrate', 'migrate/run', 'audit/run', 'report/merge'],
    types: ['ports.ts', 'action/github/ports.ts', 'report/gate/shown.ts'],
    packages: ['p-limit']
  },
  run: { ...faces, values: [...faces.values, 'aws', 'action/github'], packages: ['log-update'] },
  cli: { ...faces, values: [...faces.values, 'run', 'cli/adoption'] },
  action: { ...faces, values: [...faces.values, 'run', 'action/github'], packages: ['@actions/core'] },
  'index.ts': { values: ['run', 'cli', 'action', 'modes', ...floor], node: ['node:events', 'node:fs'] }
}

/**
 * moduleOf names the module of a file of src/: a subfolder with its own entry in the matrix, its folder, or the file
 * itself at the top level.
 */
export function moduleOf(file: string): string {
  const [folder = file, within] = file.split('/')
  const inner = `${folder}/${within}`
  return !inner.endsWith('.ts') && inner in modules ? inner : folder
}

/**
 * checkBoundaries lists every import that the matrix forbids, every use of process.env outside src/run, and every
 * cycle of value imports between modules. `sources` maps paths in src/ to their text. Empty means no violations.
 */
export function checkBoundaries(sources: ReadonlyMap<string, string>): readonly string[] {
  const violations: string[] = []
  const edges = new Map<string, Set<string>>()
  for (const [file, text] of sources) {
    const module = moduleOf(file)
    // the entry passes the environment to the shells and reads nothing from it
    if (
      module !== 'run' &&
      module !== 'cli' &&
      module !== 'action' &&
      module !== 'index.ts' &&
      /\bprocess\s*(\.\s*env\b|\[)|\bnode:process\b/.test(withoutComments(text))
    ) {
      violations.push(`src/${file} touches process.env: only src/run may`)
    }
    for (const { target, typeOnly, own } of importsOf(file, text)) {
      const allowed = own ? mayImportOwn(file, target, typeOnly) : mayImportForeign(file, target)
      if (!allowed) violations.push(`src/${file} imports ${own ? `src/${target}` : target}`)
      // a file with its own rules ranks below its module, so that importing it does not count as importing the module
      if (own && !typeOnly && moduleOf(target) !== module && !refusals.includes(target)) {
        edges.set(module, (edges.get(module) ?? new Set()).add(moduleOf(target)))
      }
    }
  }
  return [...violations, ...cycles(edges)]
}

/** A file with its own rules follows those instead of its module's. */
function rulesOf(file: string): Module | undefined {
  return modules[file] ?? modules[moduleOf(file)]
}

function mayImportOwn(file: string, target: string, typeOnly: boolean): boolean {
  const rules = rulesOf(file)
  if (rules !== modules[file] && moduleOf(target) === moduleOf(file)) return true
  if (rules !== undefined && beneath.includes(target)) return true
  const open = typeOnly ? [...(rules?.values ?? []), ...(rules?.types ?? [])] : (rules?.values ?? [])
  return open.includes(target) || open.includes(moduleOf(target))
}

function mayImportForeign(file: string, specifier: string): boolean {
  const rules = rulesOf(file)
  return [...(rules?.packages ?? []), ...(rules?.node ?? [])].some(pattern =>
    pattern.endsWith('*')
      ? specifier.startsWith(pattern.slice(0, -1))
      : specifier === pattern || specifier.startsWith(`${pattern}/`)
  )
}

/** Every module from which imports lead back to itself. */
function cycles(edges: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const found: string[] = []
  for (const start of edges.keys()) {
    const seen = new Set<string>()
    const open = [...(edges.get(start) ?? [])]
    for (let module = open.pop(); module !== undefined; module = open.pop()) {
      if (seen.has(module)) continue
      seen.add(module)
      open.push(...(edges.get(module) ?? []))
    }
    if (seen.has(start)) found.push(`the module ${start} reaches itself by value imports`)
  }
  return found
}
