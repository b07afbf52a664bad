import { REGIONS } from '../arn.ts'
import type { Problem } from '../errors.ts'
import { didYouMean } from '../nearest.ts'
import { present } from '../present.ts'
import { AwsError, type AwsErrorKind, isSkewed, oneLine } from './error.ts'

/**
 * explainAwsError turns a failed call into a problem: which call, AWS's message in one line, and what to do. `subject`
 * is what the call was about, e.g. `service trade-stream`.
 */
export function explainAwsError(
  error: AwsError,
  about: { readonly subject?: string; readonly service?: string } = {}
): Problem {
  const { missing } = error
  const named = missing === undefined ? about.subject : `cluster "${missing.cluster}" in ${missing.region}`
  const subject = named === undefined ? '' : ` for ${named}`
  return {
    code: `aws-${error.kind}`,
    // what is named and read before anything is changed
    fault: missing !== undefined && READS.test(error.operation) ? 'user' : 'cloud',
    message: `${error.operation}${subject} ${VERDICTS[error.kind][0]} ${saidBy(error)}${besides(error)}`,
    hint: hintOf(error),
    ...present({ service: about.service, about: placeOf(error) })
  }
}

/** refusalOf is explainAwsError for a caught value; anything that is not an AwsError is rethrown. */
export function refusalOf(
  thrown: unknown,
  about: { readonly subject?: string; readonly service?: string } = {}
): Problem {
  if (!(thrown instanceof AwsError)) throw thrown
  return explainAwsError(thrown, about)
}

/** refusedCall describes a caught call that failed, and why, in a few words; what is not an AwsError is rethrown. */
export function refusedCall(thrown: unknown): string {
  if (!(thrown instanceof AwsError)) throw thrown
  const { kind, operation, awsName } = thrown
  if (kind === 'unsupported') return `the endpoint does not know ${operation}`
  return kind === 'denied' ? `no permission for ${operation}` : `${awsName} from ${operation}`
}

/** What each kind means, and what to do about it where that depends on nothing else. */
const VERDICTS: Readonly<Record<AwsErrorKind, readonly [verdict: string, hint: string]>> = {
  denied: ['is not allowed.', ''],
  expired: ['failed: there are no valid credentials.', ''],
  missing: [
    'failed: the resource was not found.',
    'Check the name, the Region and the account of the credentials in use.'
  ],
  refused: ['was refused.', 'Fix what AWS reports and run again; this call changed nothing else.'],
  throttled: [
    'was throttled, even after retries.',
    'Other callers in this account and region share the same API rate limit: run again later.'
  ],
  unreachable: [
    'failed: no connection to AWS, nothing was sent.',
    'Check the Region, AWS_ENDPOINT_URL, DNS, and on a self-hosted runner HTTPS_PROXY and NO_PROXY; then run again.'
  ],
  lost: ['was sent, but no usable answer came back.', ''],
  unsupported: [
    'is not supported by this endpoint.',
    'Check that AWS_ENDPOINT_URL, if set, points to an endpoint that supports this operation.'
  ]
}

function saidBy(error: AwsError): string {
  const text = oneLine(error.message)
  const [status] = /^HTTP \d+/.exec(error.awsName) ?? []
  if (status !== undefined && text.startsWith(status)) return asSentence(text)
  return text === '' ? `(${error.awsName})` : asSentence(`${error.awsName}: ${text}`)
}

/** AWS's messages often end without a period, and others can follow. */
function asSentence(text: string): string {
  return /[.!?…:]$/.test(text) ? text : `${text}.`
}

function hintOf(error: AwsError): string {
  if (error.kind === 'denied') return deniedHint(error)
  if (error.kind === 'expired') return expiredHint(error)
  return error.kind === 'lost' ? lostHint(error) : VERDICTS[error.kind][1]
}

/**
 * What the failure does not contain: the nearest cluster, or that the Region in the name of a host is probably none.
 */
function besides({ kind, message, missing }: AwsError): string {
  const [, region = ''] = /\.([a-z]+(?:-[a-z]+)+-\d+)\.[a-z]/.exec(message) ?? []
  return kind !== 'unreachable' || region === '' || REGIONS.includes(region)
    ? (missing?.meant ?? '')
    : ` No Region "${region}" is known here.${didYouMean(region, REGIONS)}`
}

/** Operations that change nothing. */
const READS = /:(?:Describe|List|Get|BatchGet|Simulate)/

/** A call that only reads changes nothing. An HTML page is not AWS's. */
function lostHint({ operation, awsName }: AwsError): string {
  const effect = READS.test(operation)
    ? 'The call only reads, so it changed nothing: run again.'
    : 'The call might have taken effect. Run again: completed work is detected and not repeated.'
  return /text\/html/.test(awsName)
    ? `Got an HTML page instead of an AWS response: check AWS_ENDPOINT_URL, HTTPS_PROXY and NO_PROXY, and whether the network requires a sign-in. ${effect}`
    : effect
}

function deniedHint(error: AwsError): string {
  const named = namedPermission(error.message)
  const action = named?.action ?? error.operation
  const where = named?.resource === undefined ? '' : ` on ${named.resource}`
  if (action === 'iam:PassRole') {
    return `Allow iam:PassRole${where} (the execution role and the task role of the definition) to the deploying role, with the condition iam:PassedToService = ecs-tasks.amazonaws.com.`
  }
  if (/explicit deny/i.test(error.message))
    return `A policy denies ${action}${where} explicitly; allowing it elsewhere does not help. Look for the deny in the policy in the message of AWS.`
  const allow = `Allow ${action}${where} to the identity that runs this.`
  const denied = READS.test(action) ? deniedCluster(error) : undefined
  // so that a wrong name looks like a missing permission
  return denied === undefined
    ? allow
    : `${allow} Check the name of the cluster first ("${denied.cluster}"): a role that is limited to its own clusters is refused any other, also one that does not exist.`
}

/** The cluster that was not found, or that of the resource in IAM's message. */
function placeOf(error: AwsError): Problem['about'] {
  const { missing } = error
  return missing ? { cluster: missing.cluster, region: missing.region } : deniedCluster(error)
}

/** The cluster of the resource in IAM's message. */
function deniedCluster({ kind, message }: AwsError): { readonly cluster: string } | undefined {
  if (kind !== 'denied') return undefined
  const { resource = '' } = namedPermission(message) ?? {}
  const cluster = /^arn:[^:]*:ecs:[^:]*:[^:]*:(?:cluster|service|task)\/([^/*]+)/.exec(resource)?.[1]
  return cluster === undefined ? undefined : { cluster }
}

/** IAM's message: "… is not authorized to perform: ACTION on resource: RESOURCE because …". */
function namedPermission(
  message: string
): { readonly action: string; readonly resource?: string } | undefined {
  const found = /not authorized to perform:? ([a-z0-9-]+:[A-Za-z]+)(?: on resource:? (\S+))?/.exec(message)
  if (!found?.[1]) return undefined
  const resource = found[2]?.replace(/[.,]$/, '')
  return { action: found[1], ...present({ resource }) }
}

function expiredHint(error: AwsError): string {
  if (isSkewed(error))
    return 'The clock of this machine differs from that of AWS by more than five minutes: set it (timedatectl), and run again.'
  if (/expired/i.test(`${error.awsName} ${error.message}`))
    return 'The credentials have expired: run the job again, or raise role-duration-seconds of aws-actions/configure-aws-credentials. If they are fresh, check the clock of the runner.'
  return 'Run aws-actions/configure-aws-credentials before this step, and give the job `permissions: id-token: write` if it uses OIDC.'
}

/** leftAsItWas reports whether a failed write has certainly changed nothing, and nobody else is known to have. */
export function leftAsItWas({ kind, awsName, message }: AwsError): boolean {
  // what is gone is not as it was, and a write with a lost answer may have been carried out
  const isOpen = kind === 'missing' || kind === 'lost'
  return !isOpen && !/NotActive/.test(awsName) && !/not idempotent/i.test(message)
}
