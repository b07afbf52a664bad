import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { JsonValue } from '../json.ts'

/**
 * What most packed texts contain, so that even their first mention takes no room: members of ECS's responses and of
 * definitions, and of what a run keeps. Saves a third.
 */
const dictionary = Buffer.from(
  '"loadBalancers":[{"targetGroupArn":"arn:aws:elasticloadbalancing:"serviceRegistries":[],"capacityProviderStr' +
    'ategy":[{"capacityProvider":"platformVersion":"LATEST","platformFamily":"Linux","deploymentConfiguration":{"' +
    'deploymentCircuitBreaker":{"enable":true,"rollback":true},"maximumPercent":200,"minimumHealthyPercent":100,"' +
    'strategy":"ROLLING","bakeTimeInMinutes":0},"roleArn":"placementConstraints":[],"placementStrategy":[],"healt' +
    'hCheckGracePeriodSeconds":0,"schedulingStrategy":"REPLICA","deploymentController":{"type":"ECS"},"createdBy"' +
    ':"arn:aws:iam::"enableECSManagedTags":true,"propagateTags":"NONE","enableExecuteCommand":false,"availability' +
    'ZoneRebalancing":"ENABLED","currentServiceDeployment":"arn:aws:ecs:"currentServiceRevisions":[{"createdAt":1' +
    ',"updatedAt":1,"message":"(service has reached a steady state."},"failedTasks":0,"rolloutState":"COMPLETED",' +
    '"rolloutStateReason":"ECS deployment ecs-svc/ completed."{"status":"PRIMARY","desiredCount":1,"pendingCount"' +
    ':0,"runningCount":1,"launchType":"FARGATE","networkConfiguration":{"awsvpcConfiguration":{"subnets":["subnet' +
    '-"],"securityGroups":["sg-"],"assignPublicIp":"DISABLED"}},"taskDefinition":"arn:aws:ecs:"clusterArn":"servi' +
    'ceArn":"serviceName":"volumes":[],"networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],"cpu":"256","' +
    'memory":"512","executionRoleArn":"taskRoleArn":"arn:aws:iam::"containerDefinitions":[{"name":"image":"portMa' +
    'ppings":[{"containerPort":8080,"hostPort":8080,"protocol":"tcp"}],"essential":true,"mountPoints":[],"volumes' +
    'From":[],"systemControls":[],"dependsOn":"healthCheck":{"command":["CMD-SHELL","interval":30,"timeout":5,"re' +
    'tries":3},"logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"/ecs/","awslogs-region":"aws' +
    'logs-stream-prefix":"awslogs-create-group":"true"}},"environment":[{"name":"value":"https://"},"secrets":[{"' +
    'name":"valueFrom":"arn:aws:secretsmanager:"arn:aws:ssm::parameter/"family":"differences":[{"path":"container' +
    'Definitions[].secrets[].valueFrom","change":"added"},"change":"changed","before":"after":"references":[{"con' +
    'tainer":"written":"secretsmanager:"arn":"arn:aws:secretsmanager:"notKept":[],"what":"uses":[{"service":"file' +
    '":"place":{"file":"milestones":[{"at":"what":"updated","text":"service updated"},"what":"first-task","text":' +
    '"first task running"},"what":"ended","text":"succeeded"}],"samples":[{"at":"desired":1,"running":1,"pending"' +
    ':0,"old":0,"failed":0},"decision":{"what":"completed","at":"seenAt":["object",["array",["number",["",'
)

/** Little is repeated further apart in a definition. zlib allocates these sizes for each text, by default 280 KB. */
const DEFLATE = { level: 3, windowBits: 12, memLevel: 6, chunkSize: 1024, dictionary }
const INFLATE = { windowBits: 12, chunkSize: 4096, dictionary }

/**
 * Packed is a JSON value kept as compressed text, which takes a fortieth of the memory that its objects would: a run
 * can have thousands of definitions, and reads each again once or twice.
 */
export class Packed<Value extends JsonValue> {
  /** A character for each byte: a buffer would take 200 bytes more. The same for the same JSON. */
  readonly bytes: string

  constructor(value: Value) {
    this.bytes = deflateRawSync(JSON.stringify(value), DEFLATE).toString('latin1')
  }

  /** read returns the value, as new objects each time. */
  read(): Value {
    return JSON.parse(inflateRawSync(Buffer.from(this.bytes, 'latin1'), INFLATE).toString()) as Value
  }

  /** For the gate, which masks what is in it. */
  remade(clear: <Data>(data: Data) => Data): Packed<Value> {
    const value = this.read()
    const cleared = clear(value)
    return cleared === value ? this : new Packed(cleared)
  }
}

const PACKED = Symbol('packed members')

type WithPacked = { readonly [PACKED]: Packed<{ readonly [name: string]: JsonValue }> }

/** One per name, so that all objects have the same shape. */
const accessors = new Map<string, PropertyDescriptor>()

function accessorOf(name: string): PropertyDescriptor {
  const known = accessors.get(name)
  if (known) return known
  const accessor = {
    get(this: WithPacked) {
      return this[PACKED].read()[name]
    },
    enumerable: true,
    configurable: true
  }
  accessors.set(name, accessor)
  return accessor
}

/**
 * withPacked returns a copy of a plain object that keeps some of its members packed, together: each use of one makes it
 * anew. Members must be JSON values. A copy of the copy ({ ...copy }) has its members as usual.
 */
export function withPacked<Whole extends object>(
  whole: Whole,
  names: readonly (keyof Whole & string)[]
): Whole {
  const members = Object.entries(whole)
  const isPacked = ([name, value]: (typeof members)[number]) =>
    value !== undefined && names.some(one => one === name)
  const packed = Object.fromEntries(members.filter(isPacked))
  const made = Object.fromEntries(members.filter(member => !isPacked(member)))
  Object.defineProperty(made, PACKED, { value: new Packed(packed) })
  for (const name of Object.keys(packed)) Object.defineProperty(made, name, accessorOf(name))
  return made as Whole
}
