import type { Problem, Remark } from '../errors.ts'
import type { RunGate } from '../gate/shown.ts'
import type { Configuration } from '../inputs/configuration.ts'
import { readConfiguration } from '../inputs/read.ts'
import { MODES, type Mode, OUTPUT_FILE_INPUTS, type RawInputs } from '../inputs/tables/specification.ts'
import { CONFIG_FILES, USUAL_CONFIG_FILE } from '../inputs/topics/check-inputs.ts'
import { runCheck } from '../modes/check.ts'
import type { ModePorts } from '../ports.ts'
import { present } from '../present.ts'
import { emptyReport, type Report } from '../report/report.ts'
import { findConfigFile } from '../workspace/find/config-file.ts'
import type { WritingArea } from '../workspace/write/placing.ts'
import type { Environment } from './github-context.ts'
import type { CheckedOutputs } from './output-files.ts'
import { portsFor } from './run-ports.ts'
import type { RunRequest } from './run-request.ts'

/** Inputs that name files and services: they contain no values, unless something else was pasted into a line. */
const NAMES: ReadonlySet<string> = new Set([
  'mode',
  'task-definition',
  'service-definition',
  'service',
  'config'
])

/**
 * Variables that could hold a credential, in lower case; see gate/job-credentials.ts. `GIT_CONFIG_KEY_0` names a
 * setting.
 */
const COULD_HOLD =
  /^(?!input_|git_config_key)\w*(?:key|token|secret|pass(?![eit])|cred|auth|jwt|_p(?:wd|at))\w*=(?!\/(?!.{39}$)|https?:)|:\/\/.*@/

/** writingArea returns where the run may write. A command line may name any absolute path; a workflow step may not. */
export function writingArea(
  { RUNNER_TEMP }: Environment,
  workspace: string,
  isCommandLine: boolean
): WritingArea {
  return { workspace, isCommandLine, ...(RUNNER_TEMP ? { temporary: RUNNER_TEMP } : {}) }
}

/**
 * checkOutputs finds outputs that would overwrite a file of the run or must not be written at their path. The code that
 * compares files is loaded only if an output is named.
 */
export async function checkOutputs(raw: RawInputs, area: WritingArea): Promise<CheckedOutputs> {
  const isNamed = OUTPUT_FILE_INPUTS.some(name => (raw[name] ?? '').trim() !== '')
  if (!isNamed) return { raw, problems: [] }
  const { refuseOverwriting } = await import('./output-files.ts')
  return refuseOverwriting(raw, area)
}

/** runMode reads the inputs and runs the mode. It never throws: every error becomes part of the report. */
export async function runMode(request: RunRequest): Promise<Report> {
  const report = await reportOf(request)
  if (request.environment['GITHUB_ACTIONS'] === undefined) return report
  const { runOrigin } = await import('./run-origin.ts')
  const run = runOrigin(request)
  return run === undefined ? report : { ...report, run }
}

async function reportOf(request: RunRequest): Promise<Report> {
  const { AWS_REGION, AWS_DEFAULT_REGION } = request.environment
  learnInputs(request.gate, request.raw, request.environment)
  const region = AWS_REGION || AWS_DEFAULT_REGION || request.profileRegion
  const { raw, hasConfigFile, problem } = withConfigFile(request)
  // What the inputs lack depends on the mode, which a command line may have misspelt.
  const hasMode = raw.mode !== undefined || !request.area.isCommandLine
  const read = hasMode
    ? await readConfiguration(raw, { hasConfigFile, ...(region ? { region } : {}) })
    : { problems: [] }
  const mode = MODES.find(known => known === request.raw.mode?.trim()) ?? 'deploy'
  const problems = [
    ...request.inputProblems,
    ...(problem ? [problem] : []),
    ...('problems' in read ? read.problems : await githubProblems(read.configuration, request.environment))
  ]
  if (problems.length > 0 || !('configuration' in read)) return { ...emptyReport(mode), problems }
  try {
    const { inputRemarks = [] } = read.configuration
    await readyFor(inputRemarks, read.configuration, request)
    for (const { message } of inputRemarks) request.log.notice(message)
    const report = await dispatch(read.configuration, await portsFor(request), request.environment)
    const { environment, config } = read.configuration
    const named = config.named ? config.file : undefined
    const chosen = (environment ?? named) ? { chosen: present({ environment, config: named }) } : {}
    return { ...report, ...chosen, remarks: [...inputRemarks, ...report.remarks] }
  } catch (error) {
    const { explain } = await import('./explain-error.ts')
    await request.gate.ready()
    return { ...emptyReport(mode), problems: await explain(error, request.log), ...whatIsLost(mode) }
  }
}

/** Modes without output before their end or the first response from AWS; the gate gets ready while they wait for it. */
export const QUIET_AT_FIRST: readonly (string | undefined)[] = [
  'check',
  'plan',
  'deploy'
] satisfies readonly Mode[]

/** Any other output along the way needs the gate immediately. */
async function readyFor(
  remarks: readonly Remark[],
  { mode, explain }: Configuration,
  { gate }: Pick<RunRequest, 'gate'>
): Promise<void> {
  if (!QUIET_AT_FIRST.includes(mode) || explain || remarks.length > 0) await gate.ready()
}

/**
 * The inputs with the configuration file of the project, and whether it exists, in which case it can supply missing
 * inputs.
 */
function withConfigFile({ raw, workspace }: RunRequest): {
  readonly raw: RawInputs
  readonly hasConfigFile: boolean
  readonly problem?: Problem
} {
  const named = raw.config?.trim() ?? ''
  // a named file that does not exist is reported when it is read, before anything it would have supplied
  if (named !== '') return { raw, hasConfigFile: true }
  const { file, exists, problem } = findConfigFile(workspace, CONFIG_FILES)
  return {
    raw: file === USUAL_CONFIG_FILE ? raw : { ...raw, config: file },
    hasConfigFile: exists,
    ...present({ problem })
  }
}

/** In a mode that writes, it is unknown here what was done before an exception. */
function whatIsLost(mode: Mode): Pick<Report, 'cutShort'> {
  const reads: readonly Mode[] = ['check', 'render', 'plan', 'status']
  return reads.includes(mode) ? {} : { cutShort: true }
}

/** Reports a missing token before the run starts, not when the deployment is to be recorded. */
async function githubProblems(
  configuration: Configuration,
  environment: Environment
): Promise<readonly Problem[]> {
  if (configuration.mode === 'check' || configuration.mode === 'render') return []
  const { checkGithub } = await import('../github/check.ts')
  const { environment: name, githubToken } = configuration
  return checkGithub(
    {
      ...present({ environment: name, githubToken })
    },
    environment
  )
}

async function dispatch(
  configuration: Configuration,
  ports: ModePorts,
  environment: Environment
): Promise<Report> {
  switch (configuration.mode) {
    case 'check':
      return runCheck(configuration, ports)
    case 'deploy': {
      const { runDeploy } = await import('../modes/deploy.ts')
      return runDeploy(configuration, ports)
    }
    case 'plan': {
      const { runPlan } = await import('../modes/plan.ts')
      return runPlan(configuration, ports)
    }
    default: {
      const { runOtherMode } = await import('./other-modes.ts')
      return runOtherMode(configuration, ports, environment)
    }
  }
}

/**
 * learnInputs registers with the gate the credentials that a run receives: those in the job's environment, the token,
 * and those in inputs.
 */
function learnInputs(gate: RunGate, raw: RawInputs, environment: Environment): void {
  const inputs = Object.entries(raw)
  const variables = Object.entries(environment).filter(([name, value]) =>
    COULD_HOLD.test(`${name}=${value}`.toLowerCase())
  )
  gate.knowJob({ variables, texts: inputs.map(([, value]) => value) })
  gate.know([raw['github-token']?.trim() ?? ''])
  for (const [name, value = ''] of inputs) {
    const isNames = NAMES.has(name)
    for (const text of isNames ? value.split('\n') : [value])
      if (!isNames || /[= \t]/.test(text.trim())) gate.learn(text)
  }
}
