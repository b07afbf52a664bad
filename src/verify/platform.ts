import { childOf, itemsOf, type ObjectNode, stringOf } from '../document/tree.ts'

/** `os/architecture` in the words of image manifests, e.g. `linux/amd64`. */
export type Platform = string

/** What a definition's tasks run on. `sure`: ECS places them nowhere else, so another platform can't work. */
export type WantedPlatform = { readonly platform: Platform; readonly sure: boolean }

/**
 * platformOf reads `runtimePlatform`; its default is LINUX on X86_64 (RegisterTaskDefinition). On EC2 without one,
 * tasks run on whatever instance has room, which may be another architecture.
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

/** isIndex tells whether a manifest of this media type lists images of several platforms. */
export function isIndex(mediaType: string | undefined): boolean {
  return mediaType !== undefined && indexes.has(mediaType)
}

/**
 * platformsIn lists the platforms of an OCI index or Docker manifest list; undefined when the text is neither. What
 * buildx adds as `unknown/unknown` are attestations, no images.
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

/** digestsIn lists the manifests of an index by their digests; none where the text is no index. */
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
