import type { Problem } from '../../errors.ts'
import { childOf, stringOf } from '../../files/document/tree.ts'
import { type GitState, readGitState } from '../../files/git/commits.ts'
import { namedByKey } from '../../inputs/configuration/placement.ts'
import { distinctBy } from '../../list.ts'
import { pageUrl } from '../../nearest.ts'
import { present } from '../../present.ts'
import { identityOf } from '../../secrets/roles.ts'
import { simulateAll } from '../../secrets/simulate.ts'
import { createAsker, unverifiedReason } from '../../secrets/verification.ts'
import { allMoves, type Journal, namesFrom } from '../journal.ts'
import { type NamingRequest, projectName, type SecretNameRule } from '../names.ts'
import { planMigration } from '../plan.ts'
import { type Checked, checkFiles, type DecidedMigration, render } from './check.ts'
import { fileBlockers, gitRemarks } from './files.ts'
import { type FoundCredentials, findCredentials } from './find.ts'
import type { LoadedMigration } from './load.ts'
import type { MigrationContext } from './ports.ts'
import { chooseReferences } from './references.ts'
import { decisionOf, roleNameOf } from './roles.ts'
import { attachServices, compareWithLive, readServices } from './services.ts'
import type { MigrationSource } from './sources.ts'
import { locateSecrets, MADE_UP_SUFFIX, type SecretsSurvey, secretsInUse, surveySecrets } from './stored.ts'

/** Everything that is known before the first write. With problems, nothing is written. */
export type PlannedMigration = DecidedMigration &
  Checked & {
    readonly found: FoundCredentials
    readonly secrets: SecretsSurvey
    readonly git: GitState
  }

/**
 * planMigrationRun determines everything that can be known without writing, in four steps: find the credentials, name
 * their secrets, compare these with what is stored and runs, check the result. Throws AwsError if AWS cannot be read
 * at all.
 */
export async function planMigrationRun(
  loaded: LoadedMigration,
  journal: Journal | undefined
): Promise<PlannedMigration> {
  const { context } = loaded
  const named = await readServices(keysOf(loaded.sources), context)
  const attached = await attach(loaded, named.missing)
  const { sources } = attached
  const [services, rendered] =
    sources === loaded.sources ? [named, attached.rendered] : await renderWith(sources, context)
  const beside = { rendered: rendered.prepared, workflows: loaded.workflows }
  const found = await findCredentials(sources, beside, context)

  const referring = rendered.prepared.map(({ root, target: { service } }) => ({
    root,
    services: service ? [service] : []
  }))
  const inUse = await secretsInUse(referring, context)
  const requested = requestedMigration(context, namesFrom(journal, found.candidates))
  const plan = planMigration(found.candidates, { ...requested, ...inUse })
  const moves = allMoves(journal, plan.moves)

  const running = compareWithLive(found, sources, { running: services.running, context })
  const secrets = await surveySecrets(plan, context)
  const located = await locateSecrets(plan, moves, { ...secrets, context })

  const references = chooseReferences(filesToRefer(sources, moves), context)
  const decided = { context, sources, services, plan, moves, located: located.found, references }
  const checked = await checkFiles(decided)
  const files = checked.previews.map(({ source }) => source.document.file)
  const git = readGitState(context.ports, files)
  const problems: Problem[] = [
    ...loaded.problems,
    ...(plan.project === '' ? [withoutProject()] : []),
    ...[attached, found, services, running, plan, secrets, located, checked].flatMap(part => part.problems),
    ...fileBlockers(checked.previews, git, { context, journal })
  ]
  const own = problems.length > 0 ? NOTHING : await checkOwnWrites({ ...checked, secrets }, context)
  return {
    ...decided,
    ...checked,
    found,
    secrets,
    git,
    // several checks can report the same problem, for example a service that no longer exists
    problems: distinctBy([...problems, ...own.problems], ({ code, message }) => `${code} ${message}`),
    remarks: [
      ...[found, attached, inUse, running, checked, own].flatMap(part => part.remarks),
      ...gitRemarks(git)
    ]
  }
}

/** The files that get references and are no templates, which get ARNs anyway. */
function filesToRefer(
  sources: readonly MigrationSource[],
  moves: DecidedMigration['moves']
): readonly string[] {
  const plain = sources.flatMap(({ isTemplate, document }) => (isTemplate ? [] : document.file))
  return plain.filter(file => moves.some(move => move.file === file))
}

const keysOf = (sources: LoadedMigration['sources']) => sources.flatMap(({ services }) => services)

async function renderWith(sources: LoadedMigration['sources'], context: MigrationContext) {
  const services = await readServices(keysOf(sources), context)
  return [services, await render(sources, { context, services })] as const
}

const NOTHING = { problems: [], remarks: [] }

async function attach({ sources, context }: LoadedMigration, missing: readonly string[]) {
  const rendered = await render(sources, { context, services: { missing } })
  const families = new Map(
    rendered.prepared.map(({ target, root }) => [target.document.file, stringOf(childOf(root, 'family'))])
  )
  const familyOf = ({ document }: LoadedMigration['sources'][number]) => families.get(document.file)
  return { ...(await attachServices(sources, familyOf, { context, missing })), rendered }
}

/** Asks whether the identity of the run may store, grant and overwrite what is planned. */
function checkOwnWrites(
  { secrets, located, roles }: Pick<PlannedMigration, 'secrets' | 'located' | 'roles'>,
  context: MigrationContext
) {
  const { store, policyOutput } = context.configuration
  const isSecrets = store === 'secretsmanager'
  const arnsFor = (kind: 'create' | 'overwrite') =>
    secrets.steps
      .filter(step => step.kind === kind)
      .flatMap(({ secret }) => located.get(secret.name)?.arn ?? [])
  const [created, overwritten] = [arnsFor('create'), arnsFor('overwrite')]
  const toGrant = policyOutput === 'attach' ? roles.filter(({ reads }) => reads.kind !== 'allowed') : []
  return simulateOwn(
    [
      [isSecrets ? 'secretsmanager:CreateSecret' : 'ssm:PutParameter', created],
      [isSecrets ? 'secretsmanager:PutSecretValue' : 'ssm:PutParameter', overwritten],
      [isSecrets ? 'secretsmanager:GetSecretValue' : 'ssm:GetParameters', [...created, ...overwritten]],
      ['iam:PutRolePolicy', toGrant.map(({ need }) => need.arn)]
    ],
    context
  )
}

/** The writes of the migration itself, as far as they can be checked in advance, by the action that they need. */
export type OwnWrites = readonly (readonly [action: string, resources: readonly string[]])[]

/**
 * simulateOwn checks whether the identity of the migration may perform the planned writes: an interrupted migration can
 * continue, but is better avoided. Only a definite denial is a problem, and only in an apply: the identity that plans
 * can differ from the one that applies.
 */
export async function simulateOwn(
  writes: OwnWrites,
  { aws, account, callerArn, partition, region, configuration }: MigrationContext
): Promise<{ readonly problems: readonly Problem[]; readonly remarks: readonly string[] }> {
  const caller = { account, partition, ...present({ arn: callerArn }) }
  const scope = { roles: aws.roles, ask: createAsker(), caller, region, partition }
  const { arn: principal, unknown: nobody } = await identityOf(scope)
  const denied: Problem[] = []
  const unknown = new Set<string>(nobody ? [unverifiedReason(nobody)] : [])
  for (const [action, resources] of nobody ? [] : writes.filter(([, some]) => some.length > 0)) {
    const asked = { principal, action, code: 'permission-denied', whose: 'identity', statement: {} } as const
    const questions = resources.map(resource => ({
      ...{ ...asked, resource, context: { 'aws:RequestedRegion': region } }
    }))
    const verdicts = await simulateAll(questions, scope)
    const decision = decisionOf(verdicts.map((one, index) => ({ ...one, what: resources[index] ?? '' })))
    if (decision.kind === 'unknown') unknown.add(decision.why)
    else if (decision.kind !== 'allowed') denied.push(notAllowed(action, resources, decision.why))
  }
  const remarks = [...unknown].map(
    why => `Not verified: whether this identity may write what is planned (${why}).`
  )
  if (configuration.apply) return { problems: denied, remarks }
  return {
    problems: [],
    remarks: [...remarks, ...denied.map(({ message }) => `${message} An apply needs it.`)]
  }
}

/** A made-up suffix is not shown as if it were one. */
function subjectOf(resource: string): string {
  if (resource.includes(':role/')) return roleNameOf(resource)
  return resource.endsWith(MADE_UP_SUFFIX) ? `${resource.slice(0, -MADE_UP_SUFFIX.length)}-??????` : resource
}

function notAllowed(action: string, resources: readonly string[], why: string): Problem {
  return {
    code: 'migration-permission',
    fault: 'user',
    message: `The deploying role is not authorized to perform ${action} on ${resources.map(subjectOf).join(', ')}: ${why}.`,
    hint: `The policy that an apply needs: ${pageUrl('migration')}. Nothing was written.`
  }
}

function requestedMigration(context: MigrationContext, assigned: readonly SecretNameRule[]): NamingRequest {
  const { configuration, cluster, ports } = context
  const { project, naming, secretNames, store, environment } = configuration
  return {
    project: project ?? projectName(cluster ?? ports.repository ?? ''),
    secretNames: [...assigned, ...secretNames],
    store,
    ...present({ naming, environment })
  }
}

function withoutProject(): Problem {
  return {
    code: 'missing-input',
    fault: 'user',
    message:
      'Input "project" is empty, and there is no cluster or repository to take the first part of the secrets\' names from.',
    hint: 'Set project, for example project: ops-pipeline.'
  }
}

/** A plan, and what is wrong with the files that it leaves out. */
export type PlannedRest = {
  readonly planned: PlannedMigration
  readonly blocked: readonly Problem[]
}

/**
 * planRest plans a migration. With `on-error: continue`, files with problems of their own are left out and the rest is
 * planned again; a problem of no file in particular stops everything. Throws AwsError if AWS cannot be read at all.
 */
export async function planRest(loaded: LoadedMigration, journal: Journal | undefined): Promise<PlannedRest> {
  const planned = await planMigrationRun(loaded, journal)
  const { problems, sources, context } = planned
  const isAbout = ({ place, service }: Problem, { document, services }: MigrationSource) =>
    place?.file === document.file ||
    services.some(key => service === key || service === namedByKey(key, context.rules.placement).service)
  const files = new Set(
    sources.flatMap(source =>
      problems.some(problem => isAbout(problem, source)) ? source.document.file : []
    )
  )
  const rest = loaded.sources.filter(({ document }) => !files.has(document.file))
  const isOwn = problems.every(problem => sources.some(source => isAbout(problem, source)))
  if (context.configuration.onError !== 'continue' || files.size === 0 || !isOwn || rest.length === 0)
    return { planned, blocked: [] }
  const after = await planRest({ ...loaded, sources: rest, problems: [] }, journal)
  const leftOut = `Left out, with the problems that are listed (on-error: continue): ${[...files].join(', ')}.`
  return {
    planned: { ...after.planned, remarks: [leftOut, ...after.planned.remarks] },
    blocked: [...problems, ...after.blocked]
  }
}
