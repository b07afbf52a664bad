import { existsSync, readdirSync } from 'node:fs'
import { types } from 'node:util'
import { checkGithub } from '../action/github/connect.ts'
import { AwsError } from '../aws/error.ts'
import { explainAwsError } from '../aws/explain.ts'
import type { Clock } from '../clock.ts'
import { isDrawn } from '../detector/values/describe.ts'
import { assertNever, type Problem, type Remark } from '../errors.ts'
import { findConfigFile, findTaskDefinitions } from '../files/find/find.ts'
import { isSystemRefusal, systemRefusal } from '../files/read.ts'
import type { WritingArea } from '../files/write/placing.ts'
import type { AwsConfiguration, Configuration } from '../inputs/configuration.ts'
import { readConfiguration } from '../inputs/read.ts'
import { CONFIG_FILES, USUAL_CONFIG_FILE } from '../inputs/read-common.ts'
import { LIVE } from '../inputs/reader.ts'
import { MODES, type Mode, type RawInputs } from '../inputs/tables/specification.ts'
import type { Log } from '../log.ts'
import type { ModePorts, StandardInput } from '../ports.ts'
import { present } from '../present.ts'
import type { RunGate } from '../report/gate/shown.ts'
import { emptyReport, type Report } from '../report/report.ts'
import { type Environment, runOrigin } from './github-context.ts'
import { auditPorts, migrationPorts, portsFor, storesFor } from './run-ports.ts'

/** A run as requested by a shell: raw inputs, problems that the shell found, and the log. */
export type RunRequest = {
  readonly raw: RawInputs
  readonly inputProblems: readonly Problem[]
  readonly environment: Environment
  readonly workspace: string
  readonly area: WritingArea
  readonly standardInput?: StandardInput
  /** The Region of the AWS profile on a command line; Regions in the environment take precedence. */
  readonly profileRegion?: string
  /** Where rendered definitions are written; absent if none are written. */
  readonly renderedFolder?: string
  readonly clock: Clock
  readonly log: Log
  readonly gate: RunGate
  readonly mask: (values: readonly string[]) => void
  readonly keepSource: (file: string, text: string) => void
  readonly signal: AbortSignal
  /** Called before the first call to AWS or the first GitHub deployment record: until then, nothing has changed. */
  readonly beforeCalls?: () => void
}

/** Inputs that name files and services: they contain no values, unless something else was pasted into a line. */
const NAMES: ReadonlySet<string> = new Set([
  'mode',
  'task-definition',
  'service-definition',
  'service',
  'config'
])

const PATHS = ['task-definition', 'service-definition', 'config', 'sarif-file', 'report-file'] as const

/** writingArea returns where the run may write. A command line may name any absolute path; a workflow step may not. */
export function writingArea(
  { RUNNER_TEMP }: Environment,
  workspace: string,
  isCommandLine: boolean
): WritingArea {
  return { workspace, isCommandLine, ...(RUNNER_TEMP ? { temporary: RUNNER_TEMP } : {}) }
}

/** runMode reads the inputs and runs the mode. It never throws: every error becomes part of the report. */
export async function runMode(request: RunRequest): Promise<Report> {
  learnInputs(request)
  const report = await reportOf(request)
  const run = runOrigin(request)
  return run === undefined ? report : { ...report, run }
}

async function reportOf(request: RunRequest): Promise<Report> {
  const { environment, log } = request
  const { AWS_REGION, AWS_DEFAULT_REGION } = environment
  const region = AWS_REGION || AWS_DEFAULT_REGION || request.profileRegion
  const pasted = pastedInputs(request.raw)
  if (pasted.length > 0) return { ...emptyReport(modeOf(request)), problems: pasted }
  const { raw, hasConfigFile, problem } = withConfigFile(request)
  // What the inputs lack depends on the mode, which a command line may have misspelt.
  const hasMode = raw.mode !== undefined || !request.area.isCommandLine
  const read = hasMode
    ? readConfiguration(raw, {
        hasConfigFile,
        variables: environment,
        ...present({ region: region || undefined })
      })
    : { problems: [] }
  const mode = modeOf(request)
  const problems = [
    ...request.inputProblems,
    ...(problem ? [problem] : []),
    ...('problems' in read ? read.problems.map(one => withoutCheckout(one, request)) : []),
    ...('problems' in read ? [] : githubProblems(read.configuration, environment))
  ]
  if (problems.length > 0 || !('configuration' in read)) return { ...emptyReport(mode), problems }
  const { configuration } = read
  try {
    const report = await runConfigured(configuration, portsFor(request), environment)
    return { ...report, configuration }
  } catch (error) {
    return { ...emptyReport(mode), problems: [explain(error, log)], ...whatIsLost(mode) }
  }
}

/** In a workflow whose job has no files at all, what is missing is not an input. */
function withoutCheckout(problem: Problem, { workspace, area }: RunRequest): Problem {
  const { code, about } = problem
  const isNoFile =
    code === 'missing-input' && about !== undefined && 'input' in about && about.input === 'task-definition'
  if (area.isCommandLine || !isNoFile || !existsSync(workspace) || readdirSync(workspace).length > 0)
    return problem
  const message = 'There is no configuration file and no file here at all: is actions/checkout missing?'
  return { ...problem, message, hint: 'Add a step with actions/checkout before this one.' }
}

function modeOf({ raw }: RunRequest): Mode {
  return MODES.find(known => known === raw.mode?.trim()) ?? 'deploy'
}

/** What a path is not: JSON, a line `key: value`, or one random word. */
const CONTENT = /[{[]\s*(?:["'}\]]|$)|^\s*(?:-\s+)?["']?[\w.-]+["']?\s*:(?:\s|$)/m

/** Inputs in which the content of a file stands in place of its path: nothing of it is quoted. */
function pastedInputs(raw: RawInputs): readonly Problem[] {
  return PATHS.flatMap(name => {
    const text = raw[name]?.trim() ?? ''
    const isWord = /^[^\s/.]+$/.test(text) && isDrawn(text)
    if (!CONTENT.test(text) && !isWord) return []
    const lines = text.split('\n').length
    const message = `Input "${name}" is no path: it has ${text.length} characters in ${lines} ${lines === 1 ? 'line' : 'lines'}.`
    const hint = 'Write the path of a file. What was pasted is not shown; if it has credentials, rotate them.'
    return [{ code: 'bad-input', fault: 'user', message, hint, about: { input: name } }]
  })
}

/** runConfigured runs a mode, unless one of its files does not exist. Throws what the mode throws. */
export async function runConfigured(
  configuration: Configuration,
  ports: ModePorts,
  environment: Environment
): Promise<Report> {
  const lost = await lostFiles(configuration, ports)
  if (lost.problems.length > 0) return { ...emptyReport(configuration.mode), problems: lost.problems }
  const remarks = [...(configuration.inputRemarks ?? []), ...lost.remarks]
  for (const { message } of remarks) ports.log.notice(message)
  const report = await dispatch(configuration, ports, environment)
  return { ...report, remarks: [...remarks, ...report.remarks] }
}

/** Each mode is one file, loaded when it runs. */
async function dispatch(
  configuration: Configuration,
  ports: ModePorts,
  environment: Environment
): Promise<Report> {
  switch (configuration.mode) {
    case 'check':
      return (await import('../modes/check.ts')).runCheck(configuration, ports)
    case 'render':
      return (await import('../modes/render.ts')).runRender(configuration, ports)
    case 'plan':
      return (await import('../modes/plan.ts')).runPlan(
        configuration,
        ports,
        storesFor(configuration, ports, environment)
      )
    case 'deploy':
      return (await import('../modes/deploy.ts')).runDeploy(
        configuration,
        ports,
        storesFor(configuration, ports, environment)
      )
    case 'status':
      return (await import('../modes/status.ts')).runStatus(configuration, auditPorts(ports, environment))
    case 'continue':
      return (await import('../modes/continue.ts')).runContinue(configuration, ports)
    case 'rollback':
      return (await import('../modes/rollback.ts')).runRollback(configuration, ports)
    case 'migrate':
      return (await import('../modes/migrate.ts')).runMigrate(
        configuration,
        migrationPorts(ports, environment)
      )
    case 'audit':
      return (await import('../modes/audit.ts')).runAudit(configuration, auditPorts(ports, environment))
    case 'rotate-restart':
      return (await import('../modes/rotate-restart.ts')).runRotateRestart(
        configuration,
        auditPorts(ports, environment)
      )
    default:
      return assertNever(configuration)
  }
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
function githubProblems(configuration: Configuration, variables: Environment): readonly Problem[] {
  if (configuration.mode === 'check' || configuration.mode === 'render') return []
  const { environment, githubToken } = configuration
  return checkGithub(present({ environment, githubToken }), variables)
}

/** Files that do not exist: those that stop the run, and those that it does without. */
type LostFiles = { readonly problems: readonly Problem[]; readonly remarks: readonly Remark[] }

/** Modes that load the files themselves. */
const LOADING: readonly Mode[] = ['check', 'render', 'plan', 'deploy', 'migrate']
/** Modes that read no file once their services are named: in an emergency, there need not be a checkout. */
const WITHOUT_FILES: readonly Mode[] = ['rollback', 'continue']

/**
 * Finds the files that do not exist, for a mode that does without files and would not notice: a word that is no file
 * is most often the name of a service, and the run would be about all of them.
 */
async function lostFiles(
  { mode, taskDefinition, services }: Configuration & Partial<Pick<AwsConfiguration, 'services'>>,
  { workspace, area }: Pick<ModePorts, 'workspace' | 'area'>
): Promise<LostFiles> {
  const files = taskDefinition.filter(file => file !== LIVE)
  if (LOADING.includes(mode) || files.length === 0) return { problems: [], remarks: [] }
  const found = await findTaskDefinitions(workspace, files, area)
  const lost = found.problems.filter(
    ({ code }) => code === 'file-not-found' || code === 'pattern-without-match'
  )
  const isNamed = Array.isArray(services) && services.length > 0
  // `about`: a word that may have been meant as a service
  if (!WITHOUT_FILES.includes(mode) || !isNamed || lost.some(({ about }) => about !== undefined))
    return { problems: lost, remarks: [] }
  const why = `Mode ${mode} needs no file, because the input "service" lists the services.`
  return { problems: [], remarks: lost.map(({ message }) => ({ message: `${message} ${why}` })) }
}

/**
 * Registers with the gate the credentials that a run receives: those in the job's environment, the token, and those in
 * inputs.
 */
function learnInputs({ gate, raw, environment }: RunRequest): void {
  const inputs = Object.entries(raw)
  gate.knowJob({ variables: Object.entries(environment), texts: inputs.map(([, value]) => value) })
  gate.know([raw['github-token']?.trim() ?? ''])
  for (const [name, value = ''] of inputs) {
    const isNames = NAMES.has(name)
    for (const text of isNames ? value.split('\n') : [value])
      if (!isNames || /[= \t]/.test(text.trim())) gate.learn(text)
  }
}

/** Converts a thrown error to a problem: a refusal by AWS or the file system, or an internal error. */
function explain(error: unknown, log: Pick<Log, 'debug'>): Problem {
  if (error instanceof AwsError) return explainAwsError(error)
  const stack = types.isNativeError(error) ? (error.stack ?? '') : ''
  // only the code locations: the message could quote a value
  log.debug(
    stack
      .split('\n')
      .filter(line => /^\s+at /.test(line))
      .join('\n')
  )
  // node:fs refuses because of the machine or the user: a missing workspace, a read-only folder
  return isSystemRefusal(error) ? systemRefusal(error) : internalProblem(error)
}

/**
 * internalProblem turns an unexpected thrown value into a problem. It reports only the type, because the text could
 * quote a secret.
 */
export function internalProblem(thrown: unknown): Problem {
  const type = thrown instanceof Error ? thrown.name : typeof thrown
  return {
    code: 'internal-error',
    fault: 'bug',
    message: `Internal error (${type}). This is a bug in ecs-sealed-deploy, not in your files.`,
    hint: 'Please report it with the mode, the inputs used (without values) and the stack printed at debug level.'
  }
}
