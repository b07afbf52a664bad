import { familyOf, lastPartOf, numberOfRevision } from '../../arn.ts'
import type { RemovalRow } from '../../audit/audit.ts'
import { type UsesEverywhere, usesEverywhere } from '../../audit/find-uses.ts'
import type { Gap } from '../../audit/gap.ts'
import { inWords } from '../../audit/judge.ts'
import { deregister, planRemoval, rollbackUsers, useReason } from '../../audit/purge.ts'
import { olderThan } from '../../audit/revisions.ts'
import { AwsError } from '../../aws/error.ts'
import { explainAwsError } from '../../aws/explain.ts'
import { grouped } from '../../list.ts'
import { DEREGISTER, RequestPace } from '../../pace.ts'
import { present } from '../../present.ts'
import type { Report } from '../../report/report.ts'
import { oldRevisionsSection } from '../../report/run-sections.ts'
import { sectionToText } from '../../report/section.ts'
import { isGood } from '../../rollout/outcome.ts'
import type { Account } from '../../rollout/ports.ts'
import type { Plan, ServicePlan } from '../comparison/plan.ts'
import { accountKey, type DeployingPorts } from '../target.ts'

/** The options of `keep-revisions`. */
type Keeping = { readonly keep: number; readonly maxRetries: number }

/**
 * Number of revisions that one run deregisters per account, which takes about a minute because of ECS's bucket; the
 * next run continues.
 */
const MOST_A_RUN = 60

/**
 * cleanRevisions deregisters what is older than the newest `keep` revisions of each family of the plan, after all
 * services have succeeded. Revisions that are running, would be run or are rollback targets are kept, and so is
 * everything that cannot be read. It never makes a run fail: errors are reported. Throws no AwsError.
 */
export async function cleanRevisions(
  report: Report,
  plan: Plan,
  { keeping, run }: { readonly keeping: Keeping; readonly run: DeployingPorts }
): Promise<Report> {
  const { results, problems, remarks } = report
  if (problems.length > 0 || !results.every(({ outcome }) => isGood(outcome))) return report
  if (results.some(({ isOngoing }) => isOngoing))
    return { ...report, remarks: [...remarks, { message: NOT_OVER }] }
  const rows: RemovalRow[] = []
  const notes: Report['remarks'][number][] = []
  for (const [key, definitions] of grouped(plan.definitions, ({ account }) => accountKey(account))) {
    const families = new Set(definitions.map(({ family }) => family))
    const services = plan.services.filter(({ site }) => accountKey(site) === key)
    const account = definitions[0]?.account
    try {
      const own = report.taskDefinitionArns
      if (account) rows.push(...(await cleanAccount(account, families, { keeping, run, services, own })))
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      const { message } = explainAwsError(error)
      notes.push({ message: `Old revisions were left as they are (keep-revisions): ${message}` })
    }
  }
  const open = rows.filter(({ isUnverified }) => isUnverified)
  const left = rows.filter(({ reason }) => reason === CANCELLED).length
  if (open[0]) {
    const message = `Not verified (keep-revisions): ${open.length} old revisions were left, ${open[0].reason}.`
    notes.push({ message, isUnverified: true })
  }
  if (left > 0)
    notes.push({
      message: `The run was cancelled, and old revisions were left (keep-revisions): ${left}. The next deploy with this input deregisters them.`
    })
  run.ports.log.group('Old revisions', sectionToText(oldRevisionsSection(rows)))
  return { ...report, oldRevisions: rows, remarks: [...remarks, ...notes] }
}

const NOT_OVER =
  'Old revisions were kept (keep-revisions): deployments that this run did not wait for are still in progress.'
const CANCELLED = 'the run was cancelled before'

type Cleaning = {
  readonly keeping: Keeping
  readonly run: DeployingPorts
  /** The services of the run in this account. */
  readonly services: readonly ServicePlan[]
  /** ARNs of the revisions that the run registered or found. */
  readonly own: readonly string[]
}

/**
 * Without the revisions that are newer than those of this run: somebody registered them since, and is about to deploy
 * them.
 */
function notSince(own: readonly string[], old: readonly string[]): readonly string[] {
  const ours = grouped(own, familyOf)
  return old.filter(arn => {
    const mine = (ours.get(familyOf(arn)) ?? []).map(numberOfRevision)
    return mine.length === 0 || numberOfRevision(arn) <= Math.max(...mine)
  })
}

/** A list that lacks a service of this very run lags behind, and may lack others. */
function notListed(services: readonly ServicePlan[], seen: UsesEverywhere): readonly Gap[] {
  const name = (cluster: string, service: string) => `${lastPartOf(cluster)}/${service}`
  const listed = new Set(seen.services.map(({ clusterArn, service }) => name(clusterArn, service)))
  return services
    .filter(({ service, site }) => !listed.has(name(site.cluster, service)))
    .map(({ service }) => ({ what: 'the services of the account', why: `ECS does not list ${service} yet` }))
}

async function cleanAccount(
  account: Account,
  families: ReadonlySet<string>,
  { keeping, run, services, own }: Cleaning
): Promise<readonly RemovalRow[]> {
  const { region, roleArn } = account
  const { clock, signal } = run.ports
  const { keep, maxRetries } = keeping
  const cleanup = await run.ports.connectCleanup({ region, maxRetries, ...present({ roleArn }) })
  const aws = { ...(await run.aws(account)), ...cleanup }
  const lists = await Promise.all(
    [...families].map(async family =>
      notSince(own, olderThan(await aws.inventory.listRevisions(family, 'ACTIVE'), keep))
    )
  )
  const old = lists.flat()
  if (old.length === 0) return []
  const seen = await usesEverywhere(aws)
  const back = await rollbackUsers(seen.services, families, { ecs: aws.ecs, most: keep, now: clock.now() })
  const gaps = [...seen.gaps, ...back.gaps, ...notListed(services, seen)]
  const usesOf = grouped(seen.uses, use => lastPartOf(use.revision))
  const reasonOf = ({ revision }: { readonly revision: string }) => {
    const users = usesOf.get(revision) ?? []
    const targets = back.services.get(revision)
    return useReason(users.map(inWords)) ?? (targets && `a rollback target of ${targets.join(', ')}`)
  }
  const plan = planRemoval(
    old.map(arn => ({ arn, revision: lastPartOf(arn) })),
    reasonOf,
    gaps
  )
  const pace = new RequestPace(DEREGISTER, clock)
  const rows: RemovalRow[] = []
  for (const [index, one] of plan.remove.entries()) {
    if (index < MOST_A_RUN && !signal.aborted) await pace.take({ signal })
    const left = signal.aborted ? CANCELLED : index >= MOST_A_RUN ? 'left for the next run' : undefined
    const failed = left === undefined ? await deregister(one, aws) : undefined
    rows.push(
      left !== undefined
        ? { ...one, outcome: 'kept', reason: left }
        : failed === undefined
          ? { ...one, outcome: 'deregistered', reason: 'nothing used it when it was looked at' }
          : { ...one, outcome: 'failed', reason: failed }
    )
  }
  return [...rows, ...plan.keep]
}
