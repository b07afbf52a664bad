import { type Candidate, isCommandLocation, isReferenceLocation } from '../candidate.ts'
import { judgeName, splitName } from '../names/credential-name.ts'
import { CONTROL_NAMES } from '../names/words.ts'
import { environmentAdvice, plaintextHint, sizeOf, subject } from '../phrases.ts'
import type { Rule, RuleContext } from '../rule.ts'
import { classifyValue } from '../values/classify.ts'
import { looksRandom } from '../values/describe.ts'
import { hasTemplate } from '../values/templates.ts'
import { fillsSecret } from '../values/terraform.ts'

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

/** Secrets passed through `environment`: the file contains no literal, but the registered task definition will. */
const delivery: Rule = {
  id: 'secret/delivery',
  level: 'warning',
  category: 'delivery',
  confidence: 'medium',
  summary:
    'A secret is filled into "environment", where it is plaintext once the task definition is registered.',
  docs: 'docs/rules/delivery.md',
  controls: ['Security Hub ECS.8', 'AWS Config ecs-no-environment-secrets', 'CWE-312'],
  examine: (candidate, context) => {
    const fed = feedOf(candidate, context)
    if (fed === undefined) return undefined
    const isOfTemplate = candidate.location === 'template-value'
    const place = isOfTemplate ? 'for a template of containers' : 'in "environment"'
    return {
      ...(isSecretOfWorkflow(candidate) ? { level: 'error' as const } : {}),
      message: `${subject(candidate)} gets ${fed} ${place}. Whatever is filled in there is plaintext in the registered task definition, and everyone who can describe it can read it. ECS does not resolve references in "environment".`,
      hint: isOfTemplate
        ? 'Give the template the ARN of a secret (aws_secretsmanager_secret.NAME.arn), and write that as "valueFrom" in its "secrets".'
        : environmentAdvice(candidate, context)
    }
  }
}

/** A placeholder as the password in the user part of a URL: `postgres://app:${DB_PASSWORD}@db`. */
const IN_URL =
  /:\/\/[^\s/@"']{0,256}:(?:\$\{\{[^{}]{1,256}\}\}|\$\{([A-Za-z_]\w{0,127})\}|\$([A-Za-z_]\w{0,127})|\{\{[^{}]{1,256}\}\}|<%[^%]{1,256}%>)@/

/** What identifies something, and is not its value: `${aws_ssm_parameter.db_password.arn}`, but not `${var.name}`. */
const IDENTIFIER = /^\$\{[\w-]{1,64}\.[\w.[\]*"-]{1,256}\.(?:arn|name|id|path)\}$/

function feedOf(candidate: Candidate, context: RuleContext): string | undefined {
  const { location, name, value } = candidate
  const isStrong = judgeName(name).strength === 'strong'
  // under the name of a credential, the template has a finding of its own
  if (location === 'template-value')
    return !isStrong && fillsSecret(value) ? 'a secret that Terraform fills in' : undefined
  if (location !== 'environment') return undefined
  if (isSecretOfWorkflow(candidate)) return 'a secret of GitHub'
  if (isStrong) {
    const kind = classifyValue(value, name)
    if (IDENTIFIER.test(value)) return undefined
    if (kind === 'template') return 'its value from a template'
    return kind === 'reference' ? 'a reference' : undefined
  }
  const match = value.includes('://') ? IN_URL.exec(value) : null
  const variable = match?.[1] ?? match?.[2]
  // The application, or a shell in the container, substitutes the secret, so nothing is registered in plaintext.
  const isOwn = variable !== undefined && context.hasEntry(candidate, 'secrets', variable)
  if (match && !isOwn) return 'a URL with a password from a template'
  return fillsSecret(value) ? 'a secret that Terraform fills in' : undefined
}

/** `NAME=${{ secrets.X }}` in the input of an action that registers a definition: a deployment refuses it. */
function isSecretOfWorkflow({ value, node: { origin } }: Candidate): boolean {
  const isWorkflow =
    origin.kind === 'file' && /(?:\/with\/environment-variables$|\/env\/)/.test(origin.pointer)
  return isWorkflow && OF_SECRETS.test(value)
}

/** An expression of GitHub with the context `secrets` in it, outside its quotes. */
const OF_SECRETS = /\$\{\{(?:'[^']{0,256}'|[^'}]|\}(?!\})){0,512}?(?<![\w.-])secrets(?![\w-])/i

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
