import {
  adviceFor,
  fieldOf,
  isInWorkflow,
  isTerraformTemplate,
  plaintextHint,
  sizeOf,
  subject
} from '../advice.ts'
import { type Candidate, isCommandLocation, isReferenceLocation, type Location } from '../candidate.ts'
import type { WordJudge } from '../commands.ts'
import { hasFilledLogin } from '../logins.ts'
import { CONTROL_NAMES, judgeName, splitName, VETO_TAILS } from '../names/credential-name.ts'
import type { Rule, RuleContext } from '../rule.ts'
import { classifyValue } from '../values/classify.ts'
import type { Hit } from '../values/credential.ts'
import { looksRandom } from '../values/describe.ts'
import {
  fillsSecret,
  githubSecretsIn,
  hasTemplate,
  isEncrypted,
  isOfShell,
  templateName,
  templatesIn
} from '../values/templates.ts'

/** Names in both `environment` and `secrets` of one container: ECS refuses to register such a task definition. */
const duplicate: Rule = {
  id: 'secret/duplicate',
  level: 'error',
  category: 'delivery',
  confidence: 'high',
  summary: 'A name that is in "environment" and in "secrets" of the same container.',
  docs: 'docs/rules/duplicate.md',
  controls: ['Security Hub ECS.8'],
  examine: (candidate, context) =>
    candidate.location !== 'environment' || candidate.name === '' || !isTwice(candidate, context)
      ? undefined
      : {
          message: `${subject(candidate)} is in "environment" and in "secrets". ECS refuses to register that: "The secret name must be unique and not shared with any new or existing environment variables set on the container".`,
          hint: 'Remove the entry from "environment" and keep the one in "secrets".'
        }
}

/**
 * Branches of `Fn::If` exclude each other, so that only what stands in none of them is certainly there twice; two loops
 * can fill one placeholder with different names.
 */
function isTwice(candidate: Candidate, context: RuleContext): boolean {
  if (hasTemplate(candidate.name)) return false
  const { origin } = candidate.node
  const isConditional = origin.kind === 'file' && /\/(?:Fn::If|\d+)\/\d+\//.test(origin.pointer)
  return !isConditional && context.hasEntry(candidate, 'secrets')
}

/** Names that Security Hub control ECS.8 and AWS Config reject in `environment`, whatever the value. */
const controlName: Rule = {
  id: 'secret/control-name',
  level: 'error',
  category: 'policy',
  confidence: 'high',
  summary: 'A name in "environment" that Security Hub control ECS.8 refuses.',
  docs: 'docs/rules/control-name.md',
  controls: ['Security Hub ECS.8', 'AWS Config ecs-no-environment-secrets', 'PCI DSS 8.6.2'],
  examine: (candidate, context) =>
    candidate.location !== 'environment' || !CONTROL_NAMES.has(candidate.name)
      ? undefined
      : {
          message: `${subject(candidate)} is in "environment". Security Hub control ECS.8 and the AWS Config rule ecs-no-environment-secrets fail for this name, whatever its value.`,
          hint: candidate.name.startsWith('AWS_')
            ? 'Remove it, and give the task role ("taskRoleArn") the permissions: the AWS SDKs find its credentials by themselves.'
            : plaintextHint(candidate, context)
        }
}

/** Where a text is registered as it stands, once everything is filled in. */
const REGISTERED: ReadonlySet<Location> = new Set([
  'environment',
  'command',
  'entry-point',
  'health-check',
  'label',
  'log-option',
  'firelens-option',
  'driver-option',
  'proxy-property',
  'template-value'
])

/** Secrets that are filled in: the file contains no literal, but the registered task definition will. */
const delivery: Rule = {
  id: 'secret/delivery',
  level: 'warning',
  category: 'delivery',
  confidence: 'medium',
  summary: 'A secret is filled into a field where it is plaintext once the task definition is registered.',
  docs: 'docs/rules/delivery.md',
  controls: ['Security Hub ECS.8', 'AWS Config ecs-no-environment-secrets', 'CWE-312'],
  examine: (candidate, context) => {
    const { location } = candidate
    const fed = REGISTERED.has(location) ? feedOf(candidate, context) : undefined
    if (fed === undefined) return undefined
    const field = `"${fieldOf(location)}"`
    const there = isCommandLocation(location)
      ? ''
      : location === 'template-value'
        ? ' for a template of containers'
        : ` in ${field}`
    const unresolved = fed === A_REFERENCE ? ` ECS does not resolve references in ${field}.` : ''
    return {
      ...(fed === OF_GITHUB && !isAddress(candidate) ? { level: 'error' as const } : {}),
      message: `${subject(candidate)} gets ${fed}${there}. Whatever is filled in there is plaintext in the registered task definition, and everyone who can describe it can read it.${unresolved}`,
      hint: withDeploy(adviceFor(candidate, context), fed)
    }
  }
}

/** A step that is given a GitHub secret for a definition can be followed by a deploy that stores it. */
function withDeploy(advice: string, fed: string): string {
  const isOfStep = fed === OF_GITHUB && advice.includes('of the step')
  return isOfStep ? `${advice} Or deploy with this action, whose input "secret-values" stores it.` : advice
}

/** What identifies something, and is not its value: `${aws_ssm_parameter.db_password.arn}`, but not `${var.name}`. */
const IDENTIFIER = /^\$\{[\w-]{1,64}\.[\w.[\]*"-]{1,256}\.(?:arn|name|id|path)\}$/

const OF_GITHUB = 'a secret of GitHub'
const A_REFERENCE = 'a reference'
const FROM_TEMPLATE = 'its value from a template'

/** What is filled into a text that is a secret, wherever it stands. */
function feedOf(candidate: Candidate, context: RuleContext): string | undefined {
  const { location, name, value, command } = candidate
  if (isInWorkflow(candidate) && githubSecretsIn(value).length > 0) return OF_GITHUB
  const { isShell, reads, judge } = readerOf(candidate)
  // What the application, or a shell in the container, fills in is not registered.
  const given = value.replace(VARIABLE, (written, braced?: string, bare?: string) =>
    isShell || context.hasEntry(candidate, 'secrets', braced ?? bare) ? 'x' : written
  )
  const filled = fillsSecret(value) || isCalledSecret(given) ? 'a filled-in secret' : undefined
  const isStrong = judgeName(name).strength === 'strong'
  // under the name of a credential, the template has a finding of its own
  if (location === 'template-value') return isStrong ? undefined : filled
  if (command && reads(value) && context.credentialsInWord(command, judge).length > 0) return FROM_TEMPLATE
  if (isStrong && !command) {
    if (isFilled(value, name) && !(isShell && isOfShell(value))) return FROM_TEMPLATE
    return location === 'environment' && classifyValue(value, name) === 'reference' && !isEncrypted(value)
      ? A_REFERENCE
      : undefined
  }
  return hasFilledLogin(given) ? 'a URL or connection string with a password from a template' : filled
}

/** A variable of a shell, of `envsubst`, or of a template of Terraform. */
const VARIABLE = /\$(?:\{([A-Za-z_]\w{0,127})\}|([A-Za-z_]\w{0,127}))/g

/** Whether what is filled in is called a secret; `vars.secrets` may be a list of their names. */
function isCalledSecret(text: string): boolean {
  return templatesIn(text).some(one => {
    const name = templateName(one)
    return !/^secrets$/i.test(name) && judgeName(name).strength === 'strong'
  })
}

function isFilled(value: string, name: string): boolean {
  return classifyValue(value, name) === 'template' && !IDENTIFIER.test(value)
}

/** Whether something in the container reads `${X}`, and what is filled in before. */
type Reader = {
  readonly isShell: boolean
  readonly reads: (text: string) => boolean
  readonly judge: WordJudge
}

function reader(isShell: boolean, reads: Reader['reads']): Reader {
  const named = (name: string, value: string): Hit | undefined =>
    judgeName(name).strength === 'strong' && reads(value) && isFilled(value, name)
      ? { what: FROM_TEMPLATE, certainty: 'sure', secret: value }
      : undefined
  return { isShell, reads, judge: { named, authorization: value => named('token', value) } }
}

const SHELL = reader(true, text => templatesIn(text).some(one => !isOfShell(one)))
const TERRAFORM = reader(false, text => templatesIn(text).some(one => one.includes('{') || !isOfShell(one)))

/**
 * A shell reads a command, and Fluent Bit its options, in the container; Splunk's driver reads nothing. In a template
 * of Terraform they read `$${X}`.
 */
function readerOf({ location, name, command, node: { origin }, value }: Candidate): Reader {
  const isTemplate = origin.kind === 'file' && isTerraformTemplate(origin.file) && !value.includes('$${')
  const isOption = /^(?:log|firelens)-option$/.test(location) && !name.startsWith('splunk-')
  return (command || isOption) && !isTemplate ? SHELL : TERRAFORM
}

/**
 * Whether the name of a variable says that its value opens nothing: the ID of an account, a port, a Region. Not if a
 * secret of another kind is filled in.
 */
function isAddress({ location, name, value }: Candidate): boolean {
  if (location !== 'environment' && location !== 'template-value') return false
  if (githubSecretsIn(value).some(secret => judgeName(secret).strength === 'strong')) return false
  if (hasFilledLogin(value)) return false
  const [last = '', before = ''] = splitName(name).toReversed()
  // other URLs may have a password in them
  if (/^ur[il]s?$/.test(last)) return OF_PAGES.test(before)
  return /^(?:account|image|registry|repository|tag|workers)$/.test(last) || VETO_TAILS.has(last)
}

/** What stands before `URL` where it is the address of a page or an API. */
const OF_PAGES =
  /^(?:base|public|app|supabase|site|web|website|frontend|backend|client|server|root|home|api|graphql|token|auth|oauth|authorize|authorization|login|logout|issuer|jwks|callback|redirect|return|success|cancel|tracking|cors|cdn|assets?|static|media|image|docs?|health|status)$/

/** Environment files on S3: their content is not checked here, and ECS passes it to the container in plain text. */
const envFile: Rule = {
  id: 'secret/env-file',
  level: 'notice',
  category: 'delivery',
  confidence: 'high',
  summary: 'An environment file on S3 is not checked.',
  docs: 'docs/rules/env-file.md',
  controls: [],
  examine: candidate =>
    candidate.location !== 'environment-file'
      ? undefined
      : {
          message: `${subject(candidate)} is a file on S3. It was not checked: anyone who can read the bucket can read its content.`,
          hint: 'Keep credentials out of that file: give them to the container through "secrets".'
        }
}

/** Words in a name that explain a random text: hashes, IDs, versions. */
const EXPLAINED =
  /^(?:sha|sha1|sha256|hash|digest|checksum|commit|revision|rev|integrity|id|ids|uuid|guid|version|build|tag|image|arn|url|uri|host|endpoint|public|dsn|pool|client|account|bucket|etag|fingerprint|thumbprint|nonce|address)$/

/** Random texts under a harmless name. Off by default: most are commits, digests, and IDs. */
export const highEntropy: Rule = {
  id: 'secret/high-entropy',
  level: 'notice',
  category: 'credential',
  confidence: 'low',
  summary: 'A long random string under a name that does not look like a credential.',
  docs: 'docs/rules/high-entropy.md',
  controls: ['CWE-798'],
  examine: (candidate, context) => {
    const { location, name, value } = candidate
    if (isReferenceLocation(location) || isCommandLocation(location)) return undefined
    const text = value.trim()
    if (text.length < 32 || !looksRandom(text) || classifyValue(value, name) !== 'literal') return undefined
    if (/^[0-9a-f-]+$/i.test(text) || /^sha\d{3}-/.test(text) || judgeName(name).strength !== 'none')
      return undefined
    if (splitName(name).some(word => EXPLAINED.test(word))) return undefined
    return {
      message: `${subject(candidate)} has a long random text (${sizeOf(candidate)}). It may be a credential.`,
      hint: `If it is one: ${plaintextHint(candidate, context)}`
    }
  }
}

/** The rules about how a secret reaches a container. */
export const DELIVERY_RULES: readonly Rule[] = [duplicate, controlName, delivery, envFile]
