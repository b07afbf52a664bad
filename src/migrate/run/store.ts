import { AwsError } from '../../aws/error.ts'
import { refusalOf } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import type { PlannedMigration } from './plan-run.ts'
import { type SecretStep, type SecretsSurvey, type StoreContext, storeOf, surveySecrets } from './stored.ts'

/** The number of attempts for a request whose response was lost, and the waits for the store, in seconds. */
const ATTEMPTS = 3
const WAITS = [1, 2, 4, 8, 15, 15, 15]

/** Records what is stored; the journal of a migration is one. */
export type StoreRecord = {
  /** The client request token: the same for the same version of a secret, whenever the run is repeated. */
  tokenFor(name: string, replaced?: string): string
  begin(): void
  /** `sentence` reports what was done, without a value. */
  finish(sentence: string): void
  /** Another run that stores the same value at the same time is no conflict, and tags are set on creation only. */
  readonly isShared?: true
}

/**
 * storeSecrets creates the missing secrets one after the other, and returns which are stored. After a lost response, it
 * checks the state before it repeats the request, and the repeated request is identical. Nothing is overwritten unless
 * the plan specifies it.
 */
export async function storeSecrets(
  { secrets, context }: { readonly secrets: Pick<SecretsSurvey, 'steps'>; readonly context: StoreContext },
  writer: StoreRecord
): Promise<{ readonly names: readonly string[]; readonly problems: readonly Problem[] }> {
  const names: string[] = []
  for (const step of secrets.steps) {
    const { name } = step.secret
    if (context.ports.signal.aborted) return { names, problems: [cancelled()] }
    try {
      const problem = step.kind === 'reuse' ? undefined : await storeOne(step, context, writer)
      if (problem) return { names, problems: [problem] }
      names.push(name)
    } catch (error) {
      return { names, problems: [refusalOf(error, { subject: `secret ${name}` })] }
    }
  }
  return { names, problems: [] }
}

async function storeOne(
  step: SecretStep,
  context: StoreContext,
  writer: StoreRecord
): Promise<Problem | undefined> {
  const { name } = step.secret
  const token = writer.tokenFor(name, step.replaced)
  const kind = step.kind === 'overwrite' ? 'overwrite' : 'create'
  writer.begin()
  let isLost = false
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const error = await send(step, token, context)
    if (error === undefined) break
    const found = await whatIsThere(step, token, context)
    isLost ||= error.kind === 'lost'
    if (found === 'ours' || (found === 'equal' && (isLost || writer.isShared))) break
    if (found === 'equal') return overtaken(name)
    if (found === 'other' && step.kind === 'create') return overtaken(name)
    if (error.kind !== 'lost' || attempt === ATTEMPTS) throw error
    await context.ports.clock.sleep(1000 * attempt, context.ports.signal)
  }
  if (kind === 'overwrite' && !writer.isShared && Object.keys(context.configuration.tags).length > 0) {
    await storeOf(context).tag(name, context.configuration.tags)
  }
  const verb = kind === 'create' ? 'Created' : 'Made a new version of'
  writer.finish(`${verb} the secret ${name}.`)
  return undefined
}

async function send(step: SecretStep, token: string, context: StoreContext): Promise<AwsError | undefined> {
  const { tags, kmsKeyId } = context.configuration
  const value = { name: step.secret.name, text: step.text, token }
  try {
    if (step.kind === 'overwrite') await storeOf(context).overwrite(value)
    else await storeOf(context).create({ ...value, tags, ...present({ keyId: kmsKeyId }) })
    return undefined
  } catch (error) {
    if (error instanceof AwsError) return error
    throw error
  }
}

/**
 * `ours` if the version ID is the token of this request. A parameter has no version ID, so that an equal value can have
 * any origin.
 */
async function whatIsThere(
  { secret, text }: SecretStep,
  token: string,
  context: StoreContext
): Promise<'nothing' | 'ours' | 'equal' | 'other'> {
  const found = await storeOf(context).look(secret.name)
  if (found === undefined) return 'nothing'
  const read =
    found.deletedAt === undefined
      ? await context.cloud.values[context.configuration.store].read(secret.name)
      : undefined
  if (read === undefined || !read.value.equals(text)) return 'other'
  return read.versionId === token ? 'ours' : 'equal'
}

/**
 * proveSecrets waits until every secret of the plan is readable and has the value of the files, compared in memory.
 * Only then may a file lose its value. It waits at most a minute.
 */
export async function proveSecrets({
  plan,
  context
}: PlannedMigration): Promise<{ readonly survey: SecretsSurvey; readonly problems: readonly Problem[] }> {
  const { clock, signal } = context.ports
  let survey = await surveySecrets(plan, context)
  for (const seconds of WAITS) {
    if (isProven(survey, plan)) return { survey, problems: [] }
    if (signal.aborted) break
    await clock.sleep(seconds * 1000, signal)
    survey = await surveySecrets(plan, context)
  }
  if (isProven(survey, plan)) return { survey, problems: [] }
  if (signal.aborted) return { survey, problems: [cancelled()] }
  const names = plan.secrets.map(({ name }) => name)
  return { survey, problems: survey.problems.length > 0 ? survey.problems : [notReadable(names)] }
}

function isProven({ steps, problems }: SecretsSurvey, { secrets }: PlannedMigration['plan']): boolean {
  return (
    problems.length === 0 && steps.length === secrets.length && steps.every(({ kind }) => kind === 'reuse')
  )
}

function notReadable(names: readonly string[]): Problem {
  return {
    code: 'migration-not-readable',
    fault: 'cloud',
    message: `Not all of ${names.join(', ')} could be read back with the values of the files. No file was changed.`,
    hint: 'Run again: what is stored is found and compared. If the problem persists, something else also writes these secrets.'
  }
}

function overtaken(name: string): Problem {
  return {
    code: 'migration-overtaken',
    fault: 'cloud',
    message: `The secret "${name}" was created after this plan was made, perhaps by another migration. No file was changed.`,
    hint: 'Wait until that migration has ended, then run again: a new plan is made, and an equal value is reused.'
  }
}

/** cancelled returns the problem of a migration that was cancelled. */
export function cancelled(): Problem {
  return {
    code: 'migration-cancelled',
    fault: 'cancelled',
    message: 'The migration was cancelled between two steps.',
    hint: 'Run it again with the same inputs: it continues where it stopped.'
  }
}
