import { ENVIRONMENT_KEY } from '../../files/document/tree.ts'
import { judgeName } from '../names/credential-name.ts'

/**
 * What a text of Terraform refers to: `var.db_password`, `random_password.db[0].result`, `local.creds["password"]`,
 * `jsondecode(data.x.db.secret_string)["password"]`. Every repetition is bounded.
 */
const PATH =
  /(?<![\w."'/-])[A-Za-z_][\w-]{0,63}(?:\.[\w*-]{1,64}|\)?\[(?:\\?"[\w.-]{1,64}\\?"|[\w.*]{0,64})\]|\)\.[\w-]{1,64}){1,12}(?![\w(])/g

/** `${…}`, with texts and braces in it; `${{ … }}` is GitHub's. */
const FILLED = /\$\{(?!\{)(?:[^{}"]|"(?:[^"\\\n]|\\.){0,256}"|\{[^{}]{0,256}\}){1,1024}\}/g

/** A path by its steps, without numbers: `data.aws_ssm_parameter.x.value`, in its order. */
export type TerraformPath = readonly string[]

/** pathsIn returns what Terraform fills into a text. */
export function pathsIn(text: string): readonly TerraformPath[] {
  if (!text.includes('${')) return []
  return [...text.matchAll(FILLED)].flatMap(([filled]) => (filled.match(PATH) ?? []).map(stepsOf))
}

/** replacePaths replaces those of the paths in a text for which `change` returns another one. */
export function replacePaths(text: string, change: (path: TerraformPath, written: string) => string): string {
  return text.replace(FILLED, filled => filled.replace(PATH, written => change(stepsOf(written), written)))
}

function stepsOf(written: string): TerraformPath {
  return written.split(/[.[\])"\\]+/).filter(step => !/^(?:\d{0,9}|\*)$/.test(step))
}

/** `{{resolve:secretsmanager:NAME:SecretString:KEY}}` of CloudFormation, which the CDK writes for a secret's value. */
const RESOLVED = /\{\{resolve:(?:secretsmanager|ssm-secure):((?:[^{}]|\$\{[^{}]{0,256}\}){1,512})\}\}/g

/**
 * fillsSecret returns whether Terraform or CloudFormation fills a secret into a text: what is called so, what a
 * provider makes or decrypts as one, and what is `sensitive(…)`, as `sensitive = true` and `NoEcho` are represented
 * here.
 */
export function fillsSecret(text: string): boolean {
  for (const [, of = ''] of text.includes('{{resolve:') ? text.matchAll(RESOLVED) : [])
    if (!BESIDE_PASSWORD.test(/:SecretString:([^:]+)/.exec(of)?.[1] ?? '')) return true
  if (!text.includes('${')) return false
  const isSaid =
    text.includes('sensitive(') && text.match(FILLED)?.some(filled => /\bsensitive\(/.test(filled))
  return isSaid === true || pathsIn(text).some(isSecretPath)
}

const CALLED = new RegExp(`^${ENVIRONMENT_KEY}$`, 'i')

/** isEnvironmentKey returns whether a member is called like the variables of a container. */
export function isEnvironmentKey(key: string): boolean {
  return CALLED.test(key)
}

/** What a secret with a password also has: members that AWS writes for a database, and addresses. */
const BESIDE_PASSWORD =
  /(?:^|_)(?:host(?:name)?|port|user(?:name)?|(?:db_?)?name|engine|region|endpoint|address|id|arn|(?:base|public|app)_url)$|Identifier$/i

function isSecretPath(path: TerraformPath): boolean {
  const [type = '', name = '', ...more] = path[0] === 'data' ? path.slice(1) : path
  const last = path.at(-1) ?? ''
  if (path.includes('secret_string')) return last === 'secret_string' || !BESIDE_PASSWORD.test(last)
  switch (type) {
    case 'random_password':
      return more.length > 0
    case 'random_string':
    case 'aws_ssm_parameter':
      return /^(?:result|(?:insecure_)?value)$/.test(last) && isCalledSecret(name)
    case 'tls_private_key':
      return last.startsWith('private_key')
    default:
      // aws_secretsmanager_secret.db_password alone is a resource, and no value
      return (more.length > 0 || /^(?:var|local|module|each)$/.test(type)) && isCalledSecret(last)
  }
}

function isCalledSecret(name: string): boolean {
  return judgeName(name).strength === 'strong'
}
