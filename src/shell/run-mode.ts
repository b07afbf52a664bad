import { AwsError } from '../aws/error.ts'
import { explainAwsError } from '../aws/explain.ts'
import { systemClock } from '../clock.ts'
import { assertNever, type Problem, problemsOf } from '../errors.ts'
import type { Configuration } from '../inputs/configuration.ts'
import { readConfiguration } from '../inputs/read.ts'
import type { RawInputs } from '../inputs/specification.ts'
import { MODES } from '../inputs/specification.ts'
import type { Log } from '../log.ts'
import { runCheck } from '../modes/check.ts'
import type { ModePorts } from '../modes/ports.ts'
import { emptyReport, type Report } from '../report/report.ts'
import { type Environment, environmentContext, githubContext } from './github-context.ts'
import { VERSION } from './version.ts'

/** A run as a shell asks for it: raw inputs, problems it has found itself, and the ways to speak. */
export type RunRequest = {
  readonly raw: RawInputs
  readonly inputProblems: readonly Problem[]
  readonly environment: Environment
  readonly workspace: string
  /** Where rendered definitions are written; absent where nothing shall be. */
  readonly renderedFolder?: string
  readonly log: Log
  readonly mask: (values: readonly string[]) => void
  readonly keepSource: (file: string, text: string) => void
  readonly signal: AbortSignal
}

/** runMode reads the inputs and runs the mode. It throws nothing: whatever happens comes back as a report. */
export async function runMode(request: RunRequest): Promise<Report> {
  const { AWS_REGION, AWS_DEFAULT_REGION } = request.environment
  const region = AWS_REGION || AWS_DEFAULT_REGION
  const read = readConfiguration(request.raw, region ? { region } : {})
  const mode = MODES.find(known => known === request.raw.mode?.trim()) ?? 'deploy'
  const problems = [...request.inputProblems, ...('problems' in read ? read.problems : [])]
  if (problems.length > 0 || !('configuration' in read)) return { ...emptyReport(mode), problems }
  try {
    return await dispatch(read.configuration, portsFor(request))
  } catch (error) {
    if (!(error instanceof AwsError)) request.log.debug(stackOf(error))
    return { ...emptyReport(mode), problems: explain(error) }
  }
}

async function dispatch(configuration: Configuration, ports: ModePorts): Promise<Report> {
  switch (configuration.mode) {
    case 'check':
      return runCheck(configuration, ports)
    case 'plan': {
      const { runPlan } = await import('../modes/plan.ts')
      return runPlan(configuration, ports)
    }
    case 'deploy': {
      const { runDeploy } = await import('../modes/deploy.ts')
      return runDeploy(configuration, ports)
    }
    case 'rollback': {
      const { runRollback } = await import('../modes/rollback.ts')
      return runRollback(configuration, ports)
    }
    default:
      return assertNever(configuration)
  }
}

function portsFor(request: RunRequest): ModePorts {
  const { environment, renderedFolder, workspace, log, mask, keepSource, signal } = request
  return {
    workspace,
    log,
    mask,
    keepSource,
    signal,
    clock: systemClock,
    github: githubContext(environment),
    env: environmentContext(environment),
    connectAws: async options => {
      const { connectAws } = await import('../aws/connect.ts')
      return connectAws({ ...options, environment, clock: systemClock, version: VERSION })
    },
    ...(renderedFolder === undefined ? {} : { renderedFolder })
  }
}

function explain(error: unknown): readonly Problem[] {
  if (error instanceof AwsError) return [explainAwsError(error)]
  return [...fileProblem(error), ...problemsOf(error)].slice(0, 1)
}

/** Only where our code stands; the message could quote a value. */
function stackOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  return stack
    .split('\n')
    .filter(line => /^\s+at /.test(line))
    .join('\n')
}

/** What node:fs says no to is the machine's or the user's doing: a workspace that is not there, a folder that is read-only. */
function fileProblem(error: unknown): readonly Problem[] {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error) || !('path' in error))
    return []
  return [
    {
      code: 'file-system',
      fault: 'user',
      message: `${String(error.path)} can not be used: ${String(error.syscall)} failed with ${String(error.code)}.`,
      hint: 'Check that GITHUB_WORKSPACE and RUNNER_TEMP are folders that exist and may be written to.'
    }
  ]
}
