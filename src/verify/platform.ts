import { childOf, itemsOf, type ObjectNode, stringOf } from '../document/tree.ts'

/** `os/architecture` as in image manifests, e.g. `linux/amd64`. */
export type Platform = string

/**
 * The platform of a definition's tasks. `sure`: ECS runs them on no other platform, so an image for another one cannot
 * work.
 */
export type WantedPlatform = { readonly platform: Platform; readonly sure: boolean }

/**
 * platformOf reads `runtimePlatform`; its default is LINUX on X86_64 (RegisterTaskDefinition). Without it on EC2, tasks
 * run on any instance with free capacity, which may have another architecture.
 */
export function platformOf(root: ObjectNode): WantedPlatform {
  const given = childOf(root, 'runtimePlatform')
  const family = stringOf(childOf(given, 'operatingSystemFamily')) ?? 'LINUX'
  const architecture = stringOf(childOf(given, 'cpuArchitecture'))
  const fargate = itemsOf(childOf(root, 'requiresCompatibilities')).some(
    item => stringOf(item)?.toUpperCase() === 'FARGATE'
  )
  return {
    platform: `${family.toUpperCase().startsWith('WINDOWS') ? 'windows' : 'linux'}/${architecture?.toUpperCase() === 'ARM64' ? 'arm64' : 'amd64'}`,
    sure: fargate || architecture !== undefined
  }
}

const indexes = new Set([
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json'
])

/** isIndex returns whether a manifest of this media type lists images of several platforms. */
export function isIndex(mediaType: string | undefined): boolean {
  return mediaType !== undefined && indexes.has(mediaType)
}

/**
 * platformsIn lists the platforms of an OCI index or Docker manifest list; undefined if the text is neither. The
 * `unknown/unknown` entries that buildx adds are attestations, not images.
 */
export function platformsIn(manifest: string): readonly Platform[] | undefined {
  const entries = entriesOf(manifest)
  if (entries === undefined) return undefined
  const platforms = entries.flatMap(entry => {
    const { platform } = entry as { platform?: { os?: unknown; architecture?: unknown } }
    const { os, architecture } = platform ?? {}
    if (typeof os !== 'string' || typeof architecture !== 'string' || os === 'unknown') return []
    return [`${os}/${architecture}`]
  })
  return [...new Set(platforms)]
}

/** digestsIn lists the digests of the manifests in an index; empty if the text is not an index. */
export function digestsIn(manifest: string): readonly string[] {
  return (entriesOf(manifest) ?? []).flatMap(entry => {
    const { digest } = entry as { digest?: unknown }
    return typeof digest === 'string' ? [digest] : []
  })
}

function entriesOf(manifest: string): readonly object[] | undefined {
  let parsed: unknown
  try {
    parsed = JSON.parse(manifest)
  } catch {
    return undefined
  }
  const { manifests } = (typeof parsed === 'object' && parsed !== null ? parsed : {}) as {
    manifests?: unknown
  }
  if (!Array.isArray(manifests)) return undefined
  return (manifests as readonly unknown[]).filter(
    (entry): entry is object => typeof entry === 'object' && entry !== null
  )
}
