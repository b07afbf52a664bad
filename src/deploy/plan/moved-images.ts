import { AwsError } from '../../aws/error.ts'
import { type JsonObject, jsonObjectIn, objectsIn } from '../../json.ts'
import { distinctBy, groupBy, mapBounded } from '../../list.ts'
import type { Remark } from '../../report/report.ts'
import { parseEcrImage } from '../../secrets/images.ts'
import type { RunningImage } from '../../secrets/ports.ts'
import { definitionIn, type Plan, type ServicePlan } from '../comparison/plan.ts'
import { looksLikeVersion } from '../comparison/risks.ts'
import { accountKey, type DeployingPorts } from '../target.ts'
import { judgeKept, type Planned } from './decide-on.ts'

const AT_ONCE = 8

/** A container of a service for which no deployment is planned; its image is named by a tag, which can move. */
type TaggedImage = {
  readonly service: ServicePlan
  readonly container: string
  readonly image: string
  /** Tags are read once by account: a repository policy can allow one account and deny another. */
  readonly key: string
}

/** The digests that the tag refers to now (with an index, those of its images too), or why they are unknown. */
type Tag = readonly string[] | { readonly why: string; readonly isGone?: true }

/** The images that a service runs, or why they are unknown. */
type Running = readonly RunningImage[] | string

/**
 * withMovedImages checks whether the tags of unchanged services refer to a different image than their tasks run
 * (decision 35). A service whose tag moved, or cannot be verified and is a moving tag by name (`latest`), gets a new
 * deployment. A tag that looks like a version is kept and reported as not verified. Changed definitions, and images by
 * digest, need no request.
 */
export function withMovedImages(planned: Planned, planning: DeployingPorts): Promise<Planned> {
  return judgeKept(planned, async plan => {
    const suspects = plan.services.flatMap(service => imagesOf(service, plan))
    const wanted = distinctBy(suspects, ({ key }) => key)
    const tags = new Map(
      await mapBounded(wanted, AT_ONCE, async one => [one.key, await readTag(one, planning)] as const)
    )
    // what runs is read only of services of which a tag could be read
    const readable = suspects.filter(({ key }) => Array.isArray(tags.get(key)))
    const running = await readRunning([...new Set(readable.map(({ service }) => service))], planning)
    const judged = suspects.map(one => ({
      service: one.service,
      ...judge(one, tags.get(one.key) ?? [], running.get(one.service) ?? [])
    }))
    const services = plan.services.map((service): ServicePlan => {
      const why = judged.flatMap(one => (one.service === service ? (one.moved ?? []) : [])).join('; ')
      const action = { kind: 'update', because: 'image', why, forceNewDeployment: true } as const
      return why === '' ? service : { ...service, action }
    })
    const open = judged.flatMap(one =>
      one.open && services.includes(one.service) ? [`${one.service.service}: ${one.open}`] : []
    )
    return { services, remarks: open.length === 0 ? [] : [notVerified(open)] }
  })
}

function imagesOf(service: ServicePlan, plan: Plan): readonly TaggedImage[] {
  const { action, definitionId, site } = service
  const isKept = action.kind === 'unchanged' || action.kind === 'scale' || action.kind === 'settings'
  return (isKept ? taggedImages(definitionIn(plan, definitionId)) : []).map(one => ({
    ...one,
    service,
    key: `${accountKey(site)} ${one.image}`
  }))
}

function taggedImages({ containerDefinitions }: JsonObject) {
  return objectsIn(containerDefinitions).flatMap(({ name, image }) =>
    typeof image === 'string' && !image.includes('@sha256:') ? [{ container: String(name), image }] : []
  )
}

async function readTag({ image, service }: TaggedImage, { aws }: DeployingPorts): Promise<Tag> {
  const address = parseEcrImage(image)
  if (!address) return { why: 'registry not checked' }
  try {
    const { images } = await aws(service.site)
    const found = await images.describeImage(address)
    if (found.kind !== 'found') return { why: 'ECR has no such image', isGone: true }
    if (found.digest === undefined) return { why: 'ECR gave no digest' }
    const isIndex = /manifest\.list|image\.index/.test(found.mediaType ?? '')
    return [found.digest, ...(isIndex ? digestsIn((await images.readManifest(address)) ?? '') : [])]
  } catch (error) {
    return { why: reasonOf(error) }
  }
}

/** The digests of the manifests in an index; none if the text is not an index. */
function digestsIn(manifest: string): readonly string[] {
  return objectsIn(jsonObjectIn(manifest)?.['manifests']).map(({ digest }) => String(digest))
}

async function readRunning(
  services: readonly ServicePlan[],
  { aws }: DeployingPorts
): Promise<ReadonlyMap<ServicePlan, Running>> {
  const clusters = groupBy(services, ({ site }) => `${accountKey(site)} ${site.cluster}`)
  const read = await mapBounded(clusters, AT_ONCE, async group => {
    const [{ site }] = group as [ServicePlan]
    const names = group.map(({ service }) => service)
    const ask = async () => (await aws(site)).running.runningImages(site.cluster, names)
    const images = await ask().catch(reasonOf)
    return group.map(
      one => [one, typeof images === 'string' ? images : (images.get(one.service) ?? [])] as const
    )
  })
  return new Map(read.flat())
}

/** `moved`: why the service is to be deployed. `open`: what is not verified of a tag that should not move. */
function judge(
  { container, image, service: { before, previousTaskDefinitionArn } }: TaggedImage,
  tag: Tag,
  running: Running
): { readonly moved?: string; readonly open?: string } {
  const unknown = (why: string) =>
    looksLikeVersion(image) ? { open: `${image} (${why})` } : { moved: `${image} may have moved; ${why}` }
  if ('why' in tag) return tag.isGone ? { open: `${image} (${tag.why})` } : unknown(tag.why)
  if (typeof running === 'string') return unknown(running)
  const own = running.filter(
    one => one.container === container && one.taskDefinition === previousTaskDefinitionArn
  )
  if (own.some(({ digest }) => digest !== undefined && !tag.includes(digest)))
    return { moved: `${image} has moved` }
  // a service whose tasks keep stopping uses the image that its deployment resolved, not the tag
  if (own.length === 0 && before.desiredCount > 0) return unknown('none of its tasks is running')
  return own.every(({ digest }) => digest !== undefined)
    ? {}
    : unknown('ECS does not report which image the tasks run')
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
    const message = `Service "${service}" moves to a revision with the same images by tag (${moving.join(', ')}): what the tag refers to now is started, not what it referred to then. To return to an older image, deploy it by its digest.`
    return [{ message }]
  })
}

function notVerified(open: readonly string[]): Remark {
  return {
    isUnverified: true,
    message: `Unchanged as text; whether the tag has moved is not verified: ${open.join(', ')}. Set force-new-deployment: true to start new tasks, or name the image by its digest.`
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof AwsError) || error.kind === 'expired') throw error
  return error.kind === 'denied'
    ? `${error.operation} is not allowed`
    : `${error.operation}: ${error.awsName}`
}
