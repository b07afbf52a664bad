import type { JsonObject } from '../json.ts'
import { present } from '../present.ts'
import { type Container, definedContainers, memberObject, roleOf, textOf } from './definition.ts'
import type { CauseKind, Explained } from './diagnosis.ts'

/** The kinds that concern an image or its registry. */
export type ImageKind = Extract<CauseKind, `image-${string}` | 'registry-denied'>

/** Names of a task's containers that have a reason; one of their images is the cause. */
export type ImageFacts = { readonly text: string; readonly failed: readonly string[] }

/** explainImage names the image and its container, and what to do. */
export function explainImage(kind: ImageKind, facts: ImageFacts, definition: JsonObject): Explained {
  const container = kind === 'registry-denied' ? undefined : containerOf(facts, definition)
  const role = roleOf(definition)
  const statement = statementFor(kind, container)
  const explanation = sentence(kind, { container, role, statement, definition })
  return {
    explanation,
    cause: {
      kind,
      ...(container === undefined
        ? {}
        : { container: container.name, pointer: `${container.pointer}/image` }),
      ...present({ role: statement && role }),
      ...present({ statement })
    }
  }
}

type Found = {
  readonly container: Container | undefined
  readonly role: string | undefined
  readonly statement: string | undefined
  readonly definition: JsonObject
}

function sentence(kind: ImageKind, { container, role, statement, definition }: Found): string {
  const image = container ? ` ${imageOf(container)} of container ${container.name}` : ''
  const whose = role === undefined ? 'the execution role' : `the execution role ${role}`
  switch (kind) {
    case 'image-missing':
      return `The image${image} does not exist in its registry: push it, or correct its name or tag.`
    case 'image-denied':
      return statement === undefined
        ? `The image${image} cannot be pulled: it does not exist, or access is denied: a private registry other than ECR needs "repositoryCredentials".`
        : `The image${image} cannot be pulled: it does not exist, or access is denied. Add to ${whose}, and in another account also to the repository's policy: ${statement}`
    case 'registry-denied':
      return `ECR refuses ${whose} the login. Add to that role: ${statement}`
    case 'image-platform':
      return `The image${image} is not built for ${platformOf(definition)}: build it for that platform, or set "runtimePlatform" of the definition to the one it is built for.`
    case 'image-rate-limit':
      return `The registry refuses more pulls of the image${image} for now (rate limit), and ECS tries again. Log in with "repositoryCredentials", or keep a copy in ECR.`
    case 'image-unreachable':
      return `The task cannot reach the registry of the image${image}: its subnet needs a NAT gateway, a public IP address or VPC endpoints (ecr.api, ecr.dkr, s3), and its security group must allow outbound HTTPS.`
    case 'image-registry-error':
      return `The registry of the image${image} closed the connection or had a temporary fault, and ECS tries again. If this persists, check rate limits and the route from the subnet to the registry.`
    case 'image-not-pulled':
      return `The image${image} could not be pulled: check that the tag exists in the repository, that the execution role is authorized to read it and that the subnet reaches the registry.`
    default:
      return kind satisfies never
  }
}

/** The container that failed; otherwise the one whose image the text names; otherwise the only one. */
function containerOf({ text, failed }: ImageFacts, definition: JsonObject): Container | undefined {
  const containers = definedContainers(definition)
  const named = containers.filter(({ name }) => failed.includes(name))
  if (named.length === 1) return named[0]
  const quoted = containers.filter(container => {
    const image = imageOf(container)
    return image !== '' && text.includes(image)
  })
  if (quoted.length === 1) return quoted[0]
  return containers.length === 1 ? containers[0] : undefined
}

function imageOf({ fields }: Container): string {
  return textOf(fields, 'image') ?? ''
}

/** `linux/amd64` unless the definition sets another platform (ECS defaults: X86_64 and LINUX). */
function platformOf(definition: JsonObject): string {
  const platform = memberObject(definition, 'runtimePlatform') ?? {}
  const system = (textOf(platform, 'operatingSystemFamily') ?? 'LINUX').split('_')[0]?.toLowerCase()
  return `${system}/${textOf(platform, 'cpuArchitecture') === 'ARM64' ? 'arm64' : 'amd64'}`
}

/** For an image in ECR: the permissions that the execution role needs on its repository. */
function statementFor(kind: ImageKind, container: Container | undefined): string | undefined {
  if (kind === 'registry-denied') {
    return JSON.stringify({ Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' })
  }
  if (kind !== 'image-denied' || container === undefined) return undefined
  const ecr = /^(\d{12})\.dkr\.ecr(?:-fips)?\.([\w-]+)\.amazonaws\.com(\.cn)?\/([^:@]+)/.exec(
    imageOf(container)
  )
  if (!ecr) return undefined
  const [, account, region = '', china, repository] = ecr
  const partition = china ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
  return JSON.stringify({
    Effect: 'Allow',
    Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    Resource: `arn:${partition}:ecr:${region}:${account}:repository/${repository}`
  })
}
