import { AwsError } from '../../aws/error.ts'
import { explainAwsError } from '../../aws/explain.ts'
import { mapBounded } from '../../bounded.ts'
import { groupBy } from '../../group.ts'
import type { JsonObject, JsonValue } from '../../json.ts'
import { looksLikeVersion } from '../../plan/older-image.ts'
import type { Plan, ServicePlan } from '../../plan/plan.ts'
import { definitionIn } from '../../plan/plan.ts'
import type { Remark } from '../../report/report.ts'
import type { Account } from '../../rollout/ports.ts'
import { parseEcrImage } from '../../verify/names.ts'
import { digestsIn, isIndex } from '../../verify/platform.ts'
import type { RunningImage } from '../../verify/ports.ts'
import { accountKey, type DeployingPorts } from '../connections.ts'
import type { Planned } from './decide-on.ts'

const AT_ONCE = 8

/** A container whose image is named by a tag, which can refer to another image later. */
type TaggedImage = { readonly container: string; readonly image: string }

/** The image that the tag refers to now, or why it is unknown. The parts of an index are read on demand. */
type Named =
  | { readonly kind: 'digest'; readonly digest: string; readonly parts: () => Promise<readonly string[]> }
  | { readonly kind: 'gone' | 'unknown'; readonly why: string }

type Judgment = { readonly image: string } & (
  | { readonly verdict: 'same' | 'moved' }
  | { readonly verdict: 'gone' | 'unknown'; readonly why: string }
)

/**
 * withMovedImages checks whether the tags of unchanged services refer to a different image than their tasks run
 * (decision 35). A service whose tag moved, or cannot be verified and is a moving tag by name (`latest`), gets a new
 * deployment. A tag that looks like a version is kept and reported as not verified. Changed definitions, and images by
 * digest, need no request.
 */
export async function withMovedImages(planned: Planned, planning: DeployingPorts): Promise<Planned> {
  const { plan, report } = planned
  const suspects = plan?.services.filter(service => imagesOf(service, plan).length > 0) ?? []
  if (!plan || suspects.length === 0) return planned
  try {
    return await withCheckedImages(suspects, { ...planned, plan }, planning)
  } catch (error) {
    // expired credentials are not a missing permission: the run must not be good
    if (!(error instanceof AwsError)) throw error
    return { report: { ...report, problems: [...report.problems, explainAwsError(error)] } }
  }
}

async function withCheckedImages(
  suspects: readonly ServicePlan[],
  planned: Planned & { readonly plan: Plan },
  planning: DeployingPorts
): Promise<Planned> {
  const { plan, report } = planned
  const named = await readTags(suspects, plan, planning)
  const running = await readRunning(suspects, { plan, named, planning })
  const open: string[] = []
  const services = await mapBounded(plan.services, AT_ONCE, async (service): Promise<ServicePlan> => {
    const images = suspects.includes(service) ? imagesOf(service, plan) : []
    const judged = (await Promise.all(images.map(image => judge(image, service, { named, running })))).flat()
    const why = judged.flatMap(reasonToDeploy)
    if (why.length === 0) {
      open.push(
        ...judged.flatMap(one => ('why' in one ? [`${service.service}: ${one.image} (${one.why})`] : []))
      )
      return service
    }
    const action = {
      kind: 'update',
      because: 'image',
      why: why.join('; '),
      forceNewDeployment: true
    } as const
    return { ...service, action }
  })
  const remarks = open.length === 0 ? [] : [notVerified(open)]
  const looked = { ...plan, services }
  return {
    ...planned,
    plan: looked,
    report: { ...report, plan: looked, remarks: [...report.remarks, ...remarks] }
  }
}

/** The images by tag of a service for which no deployment is planned. */
function imagesOf({ action, definitionId }: ServicePlan, plan: Plan): readonly TaggedImage[] {
  if (action.kind !== 'unchanged' && action.kind !== 'scale' && action.kind !== 'settings') return []
  return taggedImages(definitionIn(plan, definitionId))
}

function taggedImages({ containerDefinitions }: JsonObject): readonly TaggedImage[] {
  const containers = Array.isArray(containerDefinitions) ? (containerDefinitions as readonly JsonValue[]) : []
  return containers.flatMap(container => {
    const { name, image } = container as JsonObject
    return typeof image === 'string' && !image.includes('@sha256:')
      ? [{ container: String(name), image }]
      : []
  })
}

/** The image of each tag, by account and image: a repository policy can allow one account and deny another. */
async function readTags(
  services: readonly ServicePlan[],
  plan: Plan,
  planning: DeployingPorts
): Promise<ReadonlyMap<string, Named>> {
  const wanted = new Map<string, { readonly image: string; readonly account: Account }>()
  for (const service of services) {
    for (const { image } of imagesOf(service, plan)) {
      wanted.set(tagKey(service.site, image), { image, account: service.site })
    }
  }
  const read = await mapBounded(
    [...wanted],
    AT_ONCE,
    async ([key, { image, account }]) => [key, await readTag(image, account, planning)] as const
  )
  return new Map(read)
}

async function readTag(image: string, account: Account, { aws }: DeployingPorts): Promise<Named> {
  const address = parseEcrImage(image)
  if (!address) return { kind: 'unknown', why: 'registry not checked' }
  try {
    const { images } = await aws(account)
    const found = await images.describeImage(address)
    if (found.kind !== 'found') return { kind: 'gone', why: 'ECR has no such image' }
    if (found.digest === undefined) return { kind: 'unknown', why: 'ECR gave no digest' }
    const readParts = async () => digestsIn((await images.readManifest(address)) ?? '')
    const parts = isIndex(found.mediaType) ? once(readParts) : async () => []
    return { kind: 'digest', digest: found.digest, parts }
  } catch (error) {
    return { kind: 'unknown', why: reasonOf(error) }
  }
}

/** Reads an index once, regardless of the number of services that run it. */
function once<Result>(read: () => Promise<Result>): () => Promise<Result> {
  let reading: Promise<Result> | undefined
  return () => {
    reading ??= read()
    return reading
  }
}

type Running = ReadonlyMap<string, readonly RunningImage[] | string>

/** The running images by service, or why they are unknown; requested only if a tag could be read. */
async function readRunning(
  services: readonly ServicePlan[],
  run: { readonly plan: Plan; readonly named: ReadonlyMap<string, Named>; readonly planning: DeployingPorts }
): Promise<Running> {
  const known = services.filter(service =>
    imagesOf(service, run.plan).some(
      ({ image }) => run.named.get(tagKey(service.site, image))?.kind === 'digest'
    )
  )
  const read = await mapBounded(
    groupBy(known, ({ site }) => `${accountKey(site)} ${site.cluster}`),
    AT_ONCE,
    async (group): Promise<readonly (readonly [string, readonly RunningImage[] | string])[]> => {
      const [{ site }] = group as [ServicePlan]
      const names = group.map(({ service }) => service)
      try {
        const { running } = await run.planning.aws(site)
        return [...(await running.runningImages(site.cluster, names))]
      } catch (error) {
        return names.map(name => [name, reasonOf(error)] as const)
      }
    }
  )
  return new Map(read.flat())
}

async function judge(
  { container, image }: TaggedImage,
  { service, site, before, previousTaskDefinitionArn }: ServicePlan,
  known: { readonly named: ReadonlyMap<string, Named>; readonly running: Running }
): Promise<readonly Judgment[]> {
  const tag = known.named.get(tagKey(site, image))
  if (tag === undefined) return []
  if (tag.kind !== 'digest') return [{ image, verdict: tag.kind, why: tag.why }]
  const tasks = known.running.get(service) ?? []
  if (typeof tasks === 'string') return [{ image, verdict: 'unknown', why: tasks }]
  const own = tasks.filter(
    one => one.container === container && one.taskDefinition === previousTaskDefinitionArn
  )
  const others = own.flatMap(({ digest }) => (digest === undefined || digest === tag.digest ? [] : [digest]))
  try {
    const parts = others.length === 0 ? [] : await tag.parts()
    if (others.some(digest => !parts.includes(digest))) return [{ image, verdict: 'moved' }]
  } catch (error) {
    return [{ image, verdict: 'unknown', why: reasonOf(error) }]
  }
  // a service whose tasks keep stopping uses the image that its deployment resolved, not the tag
  if (own.length === 0 && before.desiredCount > 0)
    return [{ image, verdict: 'unknown', why: 'none of its tasks is running' }]
  // With no tasks desired, no task can run an old image.
  if (own.every(({ digest }) => digest !== undefined)) return [{ image, verdict: 'same' }]
  return [{ image, verdict: 'unknown', why: 'ECS does not report which image the tasks run' }]
}

function reasonToDeploy(judgment: Judgment): readonly string[] {
  const { image, verdict } = judgment
  if (verdict === 'moved') return [`${image} has moved`]
  return verdict === 'unknown' && !looksLikeVersion(image) ? [`${image} may have moved; ${judgment.why}`] : []
}

/** remarksOfKeptTags reports services whose other revision starts the same images, because of moving tags. */
export function remarksOfKeptTags({ services, definitions }: Plan): readonly Remark[] {
  return services.flatMap(({ service, action, definitionId }): readonly Remark[] => {
    const found = definitions.find(({ id }) => id === definitionId)
    if (action.kind !== 'update' || !found) return []
    if (found.differences.some(({ path }) => path.endsWith('.image'))) return []
    const tags = new Set(taggedImages(found.definition).map(({ image }) => image))
    const moving = [...tags].filter(image => !looksLikeVersion(image))
    if (moving.length === 0) return []
    const message = `Service "${service}" moves to a revision that names the same images by tag (${moving.join(', ')}): what the tag names now is started, not what it named then. To return to an older image, deploy it by its digest.`
    return [{ message }]
  })
}

function notVerified(open: readonly string[]): Planned['report']['remarks'][number] {
  return {
    isUnverified: true,
    message: `Unchanged as text; whether the tag has moved is not verified: ${open.join(', ')}. Set force-new-deployment: true to start new tasks, or name the image by its digest.`
  }
}

function tagKey(account: Account, image: string): string {
  return `${accountKey(account)} ${image}`
}

function reasonOf(error: unknown): string {
  if (!(error instanceof AwsError) || error.kind === 'expired') throw error
  return error.kind === 'denied'
    ? `${error.operation} is not allowed`
    : `${error.operation}: ${error.awsName}`
}
