import { lastPartOf } from '../../arn.ts'
import { mapBounded } from '../../bounded.ts'
import { partitionOf } from '../../check/contexts.ts'
import type { Problem } from '../../errors.ts'
import { fromJson, type ObjectNode } from '../../files/document/tree.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import type { Remark } from '../../report/report.ts'
import { labelOf } from '../../rollout/outcome.ts'
import { verifyImages } from '../../secrets/images.ts'
import { type ResolvedReference, resolveReferences } from '../../secrets/resolve.ts'
import { createAsker } from '../../secrets/verification.ts'
import { collectNeeds } from '../../secrets/verify.ts'
import type { DeployingPorts } from '../connections.ts'
import type { Redeployment } from './registered-revision.ts'

/** What the tasks of registered revisions lack, and what could not be checked. */
export type MissingParts = {
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
  /** Everything that the revisions read, as far as it was found. */
  readonly resolved: readonly ResolvedReference[]
}

const AT_ONCE = 4
/** The reference comes from ECS, not from a file. */
const NOWHERE = { kind: 'file', file: '', pointer: '', start: 0, end: 0 } as const

/** A revision keeps the ARN that it was registered with, and a recreated secret has another one. */
const NEW_ARN = {
  hint: 'A secret that is created again has another ARN, which this revision does not have.'
}

/**
 * What AWS reports for certain, so that no task can start, and what to do. Anything else about a reference is unknown
 * or irrelevant here.
 */
const GONE: Readonly<Record<string, { readonly hint: string } | undefined>> = {
  'secret-not-found': NEW_ARN,
  // those two have their own command
  'secret-scheduled-for-deletion': undefined,
  'parameter-not-found': undefined
}
/** AWS denied the call, or did not answer. */
const UNKNOWN = /^aws-|-access-denied$/

/**
 * findMissingParts checks, before a service is changed, whether the secrets, parameters and images of an older revision
 * still exist. It reads only metadata. `verify-permissions: off` disables it. `otherwise` says what to do instead.
 * Throws no AwsError.
 */
export async function findMissingParts<Item extends Redeployment>(
  items: readonly Item[],
  otherwise: (item: Item) => string,
  run: DeployingPorts & { readonly configuration: AwsConfiguration }
): Promise<MissingParts> {
  const { configuration } = run
  const wanted = items.filter(({ following }) => following === undefined)
  if (configuration.verifyPermissions === 'off' || wanted.length === 0)
    return { problems: [], remarks: [], resolved: [] }
  const looked = await mapBounded(wanted, AT_ONCE, async item => [item, await partsOf(item, run)] as const)
  const open = [...new Set(looked.flatMap(([, parts]) => parts.open))]
  const gone = looked.flatMap(([item, { gone }]) => gone.map(one => problemOf(item, one, otherwise(item))))
  const resolved = looked.flatMap(([, parts]) => parts.resolved)
  return configuration.verifyPermissions === 'required'
    ? { problems: [...gone, ...open.map(asProblem)], remarks: [], resolved }
    : { problems: gone, remarks: open.map(notVerified), resolved }
}

type Gone = { readonly what: string; readonly hint: string }
type Parts = {
  readonly gone: readonly Gone[]
  readonly open: readonly string[]
  readonly resolved: readonly ResolvedReference[]
}

async function partsOf({ service, site, live }: Redeployment, { aws }: DeployingPorts): Promise<Parts> {
  const { region } = site
  const { directory, images } = await aws(site)
  const root = fromJson(live.definition, NOWHERE) as ObjectNode
  const document = { service, file: live.arn, root, place: () => undefined }
  const partition = partitionOf(region)
  const [resolution, identity] = await Promise.all([
    resolveReferences([document], { directory, region, partition }),
    createAsker()(() => directory.callerIdentity())
  ])
  const caller = identity.kind === 'answered' ? identity.value : undefined
  const needs = collectNeeds([document], [])
  const rows = await verifyImages(needs.images, { images, ask: createAsker(), caller })
  const { problems, resolved } = resolution
  return {
    resolved,
    gone: [
      ...problems
        .filter(({ code }) => Object.hasOwn(GONE, code))
        .map(({ code, message, hint = '' }) => ({ what: message, hint: GONE[code]?.hint ?? hint })),
      ...rows.flatMap(row =>
        row.verdict === 'denied' && row.remedy.kind === 'advice'
          ? [{ what: `the image ${row.what} does not exist: ${row.why}`, hint: row.remedy.text }]
          : []
      )
    ],
    open: [
      ...problems.flatMap(({ code, message }) => (UNKNOWN.test(code) ? [message] : [])),
      ...rows.flatMap(row =>
        row.verdict === 'not-verified' && row.unknown.kind === 'no-permission'
          ? [`no permission for ${row.unknown.operation}`]
          : []
      )
    ]
  }
}

function problemOf(item: Redeployment, { what, hint }: Gone, otherwise: string): Problem {
  const { service, live } = item
  return {
    code: 'revision-cannot-start',
    fault: 'user',
    service,
    message: `Service "${labelOf(item)}": tasks of ${lastPartOf(live.arn)} cannot start: ${what.replace(/\.$/, '')}.`,
    hint: `${otherwise} With verify-permissions: off this is not checked. ${hint}`
  }
}

function notVerified(why: string): Remark {
  return { message: openText(why), isUnverified: true }
}

function asProblem(why: string): Problem {
  return {
    code: 'not-verified',
    fault: 'cloud',
    message: openText(why),
    hint: 'Allow the call to the deploying role, or set verify-permissions: auto.'
  }
}

function openText(why: string): string {
  return `Not verified whether the secrets, parameters and images of the revision still exist: ${why.replace(/\.$/, '')}.`
}
