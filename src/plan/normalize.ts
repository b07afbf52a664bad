import type { JsonObject, JsonValue } from '../json.ts'
import { describeOnlyMembers } from '../template/ecs-schema.generated.ts'

/**
 * normalizeDefinition converts a task definition into a form in which a file equals what ECS returns for it: what ECS
 * adds (empty lists, `cpu: 0`, `essential: true`, defaults of health checks and ports) and what it reorders or rewrites
 * is removed. Only for comparing: what is sent is never normalized.
 * Source of the defaults: the API reference of ContainerDefinition, HealthCheck, PortMapping, EFSVolumeConfiguration,
 * and responses of ECS; docs/decisions/0009 lists them.
 */
export function normalizeDefinition(definition: JsonObject): JsonObject {
  const networkMode = definition['networkMode']
  const onFargate = list(definition['requiresCompatibilities']).includes('FARGATE')
  const result: Record<string, JsonValue> = {}
  for (const [key, value] of Object.entries(definition)) {
    if (describeOnlyMembers.includes(key)) continue
    const kept = normalizeTopLevel(key, value, String(networkMode ?? ''))
    if (kept !== undefined) result[key] = kept
  }
  // ECS adds the network mode: bridge on EC2; Fargate supports only awsvpc.
  if (networkMode === 'bridge' || (networkMode === 'awsvpc' && onFargate)) delete result['networkMode']
  return result
}

/** Lists whose order does not matter to ECS, by member name. */
const SETS: ReadonlySet<string> = new Set([
  'environment',
  'secrets',
  'secretOptions',
  'tags',
  'requiresCompatibilities',
  'systemControls',
  'ulimits'
])

/** Scalar defaults that ECS returns for absent members, by the name of the containing object. */
const DEFAULTS: { readonly [holder: string]: { readonly [member: string]: JsonValue } } = {
  containerDefinitions: { cpu: 0, essential: true },
  healthCheck: { interval: 30, timeout: 5, retries: 3 },
  portMappings: { protocol: 'tcp' },
  efsVolumeConfiguration: { rootDirectory: '/', transitEncryption: 'DISABLED' },
  restartPolicy: { restartAttemptPeriod: 300 }
}

function normalizeTopLevel(key: string, value: JsonValue, networkMode: string): JsonValue | undefined {
  if (key === 'enableFaultInjection' && value === false) return undefined
  if (key === 'cpu') return typeof value === 'string' ? inUnits(value, 1024, /^([\d.]+)\s*vcpu$/i) : value
  if (key === 'memory') return typeof value === 'string' ? inUnits(value, 1024, /^([\d.]+)\s*gb$/i) : value
  return normalize(key, value, networkMode)
}

/** "0.5 vCPU" is 512 units and "1 GB" is 1024 MiB: ECS returns the number. */
function inUnits(text: string, perUnit: number, form: RegExp): string {
  const match = form.exec(text.trim())
  return match ? String(Math.round(Number(match[1]) * perUnit)) : text
}

/** The value for the comparison, or undefined if it means the same as an absent one. */
function normalize(holder: string, value: JsonValue, networkMode: string): JsonValue | undefined {
  if (value === null) return undefined
  if (Array.isArray(value)) return normalizeList(holder, value as readonly JsonValue[], networkMode)
  if (typeof value === 'object') return normalizeObject(holder, value as JsonObject, networkMode)
  return value
}

function normalizeList(
  holder: string,
  items: readonly JsonValue[],
  networkMode: string
): JsonValue | undefined {
  if (items.length === 0) return undefined
  const kept = items.map(item => normalize(holder, item, networkMode) ?? {})
  if (!SETS.has(holder)) return kept
  return kept
    .map(item => ({ item, text: JSON.stringify(item) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ item }) => item)
}

function normalizeObject(holder: string, value: JsonObject, networkMode: string): JsonValue | undefined {
  const defaults = DEFAULTS[holder] ?? {}
  const entries = Object.entries(value)
    .filter(
      ([key, child]) =>
        defaults[key] !== child &&
        !(holder === 'portMappings' && key === 'hostPort' && isImpliedHostPort(value, networkMode))
    )
    .map(([key, child]) => [key, normalize(key, child, networkMode)] as const)
    .filter(([, child]) => child !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as JsonObject)
}

/** In awsvpc and host mode, the host port is the container port; in bridge mode, 0 means "any", like an absent one. */
function isImpliedHostPort(mapping: JsonObject, networkMode: string): boolean {
  if (networkMode === 'awsvpc' || networkMode === 'host')
    return mapping['hostPort'] === mapping['containerPort']
  return mapping['hostPort'] === 0
}

function list(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : []
}
