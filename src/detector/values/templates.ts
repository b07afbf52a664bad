import { ENVIRONMENT_KEY } from '../../files/document/tree.ts'
import { judgeName } from '../names/credential-name.ts'

/**
 * Placeholders filled in by other tools or a shell: `${X}` and `$(X)` (shell, Terraform, kustomize), `${{ X }}`
 * (GitHub), `{{ X }}` (Jinja, mustache), `<% X %>` (ERB), `#{X}#`, `__X__`, `[[X]]`. Every repetition is bounded.
 */
const TEMPLATE =
  /\$\{\{[^{}]{0,512}\}\}|\$\{[^{}]{0,512}\}|\$\([^()]{0,512}\)|\$\[(?:[^[\]]|\[[^[\]]{1,128}\]){1,128}\]|\{\{[^{}]{0,512}\}\}|<%[^%]{0,512}%>|#\{[^{}]{0,256}\}#?|__[A-Za-z][A-Za-z0-9_.-]{0,126}?__|\[\[[^[\]]{1,256}\]\]/g

/**
 * `$NAME`, `$env:NAME`, `{NAME}`, `{%NAME%}`, `{$DB_NAME}`, `{0}`, `%NAME%`, `%%i` and `%1` (batch files), `%(name)s`,
 * `%{name}`, `%s`, `@NAME@` are variables only if they are the whole text: in `pa$word` and `p%40ss` they are ordinary
 * characters.
 */
const WHOLE_VARIABLE =
  /^(?:\$(?:(?:env:)?[A-Za-z_][A-Za-z0-9_]{0,127}|[\d@*#])|\{%\w{1,128}%\}|\{\$[A-Za-z]{1,40}(?:_[A-Za-z]{1,40}){1,8}\}|\{(?:[A-Za-z_][\w.-]{0,127}|\d{0,2})\}|%(?:\([\w.-]{1,128}\))?[sdrqv]|%(?:%~?[A-Za-z]|(?:~[a-z]{0,8})?\d)|%%?[A-Za-z_]\w{1,127}%%?|@@?[A-Za-z_][\w.-]{1,127}@@?|%env\([\w:.]{1,128}\)%|%\{[\w@:.[\]-]{1,128}\})$/

/**
 * A template in braces whose end none of the patterns above finds, e.g. a nested `${lookup(x, {…})}` or `$(sed
 * 's/(x)/…/')`.
 */
const UNCLOSED = /^(?:\$[{(]|\{\{|<%|`[a-z][\w./-]{0,64}\s)/

/** `ENV['X']`, `process.env["X"]`, `os.environ.get('X')`: what a program reads from its environment. */
const READ_BY_PROGRAM =
  /^(?:[A-Za-z_]\w{0,63}\.){0,3}(?:[A-Za-z_]\w{0,63}\[(["'])[\w.-]{1,128}\1\]|(?:env|getenv|get|fetch)\((["'])[\w.-]{1,128}\2\))$/

/** hasTemplate returns whether a text contains a placeholder of any known kind. */
export function hasTemplate(text: string): boolean {
  if (!/[$%{<#@_[`(]/.test(text)) return false
  return isWholeVariable(text) || UNCLOSED.test(text) || text.search(TEMPLATE) >= 0
}

/** templatesIn lists the placeholders in a text. */
export function templatesIn(text: string): readonly string[] {
  if (!hasTemplate(text)) return []
  return isWholeVariable(text) ? [text] : (text.match(TEMPLATE) ?? [])
}

/**
 * The last name in a placeholder: `{{ vault.db_password }}`, `${{ vars.API_TOKEN }}`, `#{DB_PASSWORD}#`. With a dot in
 * it, `${a.b}` is of Terraform; `__token__` is a name of a user.
 */
const LAST_NAME =
  /^(?:\$?\{\{-?|<%[=-]?|#\{|\[\[|__(?=[A-Z])|\$\(|\$\{(?=\w{1,128}\}))\s{0,8}(?:(?:must_)?env\s)?(?:[\w-]{0,64}\.){0,8}["'`]?([A-Za-z_][\w-]{0,127}?)["'`]?\s{0,8}(?:-?[)}\]]|-?%>|__$|\|)/

/** templateName returns the last name in a placeholder, or an empty text. */
export function templateName(template: string): string {
  return LAST_NAME.exec(template)?.[1] ?? ''
}

/** isOfShell returns whether a shell reads a placeholder: `$X`, `${X}`, `${X:-x}`, `$(x)`, but not `${x.y}`. */
export function isOfShell(template: string): boolean {
  return /^\$(?:\w+$|\{\w+(?:[^\w.({][^{]*)?\}$|\([^{])/.test(template)
}

/** Quotes around a variable are of the script that writes the file: `'"$X"'`. */
function isWholeVariable(text: string): boolean {
  const inner = text.replace(/^(?:\\?["']){1,4}/, '').replace(/(?:\\?["']){1,4}$/, '')
  return WHOLE_VARIABLE.test(inner) || READ_BY_PROGRAM.test(text)
}

/** withoutTemplates removes the placeholders, or replaces them with `instead`, and keeps the literal rest. */
export function withoutTemplates(text: string, instead = ''): string {
  if (!/[$%{<#@_[`(]/.test(text)) return text
  if (isWholeVariable(text)) return instead
  // Twice, since placeholders can be nested: ${lookup(${x})}.
  const rest = text.replace(TEMPLATE, instead).replace(TEMPLATE, instead)
  return UNCLOSED.test(rest) ? instead : rest
}

/**
 * isTemplatePart returns whether one part of a larger text, such as the password of a URL, is filled in later. A part
 * may also be `<…>`, and `$NAME` counts as a variable.
 */
export function isTemplatePart(part: string): boolean {
  return hasTemplate(part) || /^<[^<>]{1,128}>$/.test(part)
}

/**
 * Shell variables have no dot: `${aws_secret.app-db.arn}` has no default, but `${app.password:x}` is Spring syntax.
 * `${AWS::Region}` has no default either, and `${TOKEN:0:4}` is the beginning of one.
 */
const SHELL =
  /\$\{([A-Za-z_]\w{0,127}(?=:?[-=])|[A-Za-z_][\w.-]{0,127}(?=:))(?::?[-=]|:(?![-=?+/:]|\d{1,2}:\d{1,3}\}))([^{}]{1,512})\}/g

/** `default('x')` of Jinja and Go templates, `|| 'x'` and `'x'` alone of GitHub, `?? 'x'`, `ENV.fetch('X', 'x')`. */
const QUOTED =
  /(?:([A-Za-z_][\w.-]{0,127})["'`]?[\])]?\s{0,8}(?:\|\s{0,8}default\s{0,4}\(?|\|\||\?\?|&&|,)|\$\{\{)\s{0,8}(?:'([^'{}]{1,512})'|"([^"{}]{1,512})")/gi

/** Functions whose arguments are searched for or compared, and are not part of the result. */
const ASKED = /(?:contains|startswith|endswith|hashfiles)\([^()]*$/i

/** A default value: the value used if a variable has none. */
export type DefaultValue = { readonly variable: string; readonly value: string }

/**
 * defaultValues lists the literals in a text's templates that can become its value: `${X:-literal}`, `{{ X |
 * default('literal') }}`, `${{ "literal" }}`.
 */
export function defaultValues(text: string): readonly DefaultValue[] {
  if (!/[$%#]\{|\{\{|<%/.test(text)) return []
  const found: DefaultValue[] = []
  for (const [, variable = '', value = ''] of text.matchAll(SHELL))
    found.push({ variable, value: value.replace(/^(["'])(.*)\1$/s, '$2') })
  if (/\{\{|<%|\$\{[^{}]{0,256}\b(?:coalesce|try)\(/.test(text))
    for (const { 1: variable = '', 2: single, 3: double, index } of text.matchAll(QUOTED))
      if (!ASKED.test(text.slice(Math.max(0, index - 128), index + 1)))
        found.push({ variable, value: single ?? double ?? '' })
  for (const [body] of text.matchAll(/\{\{[^{}]{1,512}\}\}/g))
    for (const [, , variable = '', , value = ''] of body.matchAll(CALL)) found.push({ variable, value })
  for (const [, , value = '', variable = ''] of text.matchAll(DEFAULT_FIRST)) found.push({ variable, value })
  for (const [, variable = '', value = ''] of text.matchAll(CONDITIONAL)) found.push({ variable, value })
  return found
}

/** The default behind the name, as ecspresso, gomplate and confd have it: `{{ env "X" "literal" }}`. */
const CALL =
  /\b(?:(?:must_)?env|getenv|getv|keyOrDefault)\s{1,4}(["'`])([\w./-]{1,128})\1\s{1,4}(["'`])([^"'`]{1,512})\3/g

/** Helm's `{{ default "literal" .Values.password }}` */
const DEFAULT_FIRST = /\{\{-?\s{0,4}default\s{1,4}(["'`])([^"'`{}]{1,512})\1\s{1,4}\.?([\w.-]{1,128})/g

/** Terraform's `${var.x != "" ? var.x : "literal"}` */
const CONDITIONAL = /\$\{([\w.-]{1,128})\s{0,4}[!=]=[^{}?]{1,128}\?[^{}"]{0,128}"([^"{}]{1,512})"/g

/** What Ansible and SOPS have encrypted, in the whole form that they write. */
const ENCRYPTED =
  /^(?:\$ANSIBLE_VAULT;\d\.\d;AES256(?:;[\w.-]{1,64})?\s[\s0-9a-f]+$|ENC\[AES256_GCM,data:[\w+/=]*,iv:[\w+/=]{40,48},tag:[\w+/=]{20,28},type:\w{3,8}\]$)/

/** isEncrypted returns whether a text is what Ansible or SOPS has encrypted, in the whole form that they write. */
export function isEncrypted(text: string): boolean {
  return /^[$E]/.test(text) && ENCRYPTED.test(text)
}

/** The expressions of GitHub in a text. */
const EXPRESSIONS = /\$\{\{((?:'[^']{0,256}'|[^'}]|\}(?!\})){0,2048})\}\}/g

/** A text in an expression, and the member of a context, as in `secrets['DB']`. */
const TEXT = /'(?:[^']|''){0,1024}'/g
const INDEX = /\[\s{0,8}'([\w-]{1,128})'\s{0,8}\]/g

/** A call or a group without another one in it. */
const INNERMOST = /([\w-]{0,64})\s{0,8}\(([^()]{0,2048})\)/g

/** Functions that compare or search, and do not return what they are given. */
const ASKS = /^(?:contains|startsWith|endsWith|hashFiles)$/i

const SECRET = /(?<![\w.-])secrets(?![\w-])(?:\.([\w-]{1,128}))?/gi

/** How deep calls are followed. */
const DEEPEST = 16

/**
 * githubSecretsIn returns the names of GitHub's secrets that the expressions of a text can become, and an empty name
 * for all of them (`toJSON(secrets)`). A secret that is only compared, searched or negated, or the condition before
 * `&&`, is not part of the result.
 */
export function githubSecretsIn(text: string): readonly string[] {
  if (!/secrets/i.test(text)) return []
  return [...text.matchAll(EXPRESSIONS)].flatMap(([, expression = '']) => {
    let rest = expression.replace(INDEX, '.$1').replace(TEXT, "''")
    for (let depth = 0; depth < DEEPEST && rest.includes('('); depth++)
      rest = rest.replace(INNERMOST, (_, call: string, inner: string) =>
        ASKS.test(call) ? "''" : `[${resultOf(inner)}]`
      )
    return [...resultOf(rest).matchAll(SECRET)].map(([, name = '']) => name)
  })
}

/** Of `a && b || c` what can come out: b or c. */
function resultOf(expression: string): string {
  return expression
    .split(',')
    .flatMap(one => one.split('||'))
    .map(one => one.split('&&').at(-1) ?? '')
    .filter(one => !/[!=<>]/.test(one))
    .join(' ')
}

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

/** fillIn returns a text in which what Terraform takes from a path stands. */
export function fillIn(text: string, path: TerraformPath, value: string): string {
  const isOf = (filled: string) => pathsIn(filled).some(one => one.join('.') === path.join('.'))
  return text.replace(FILLED, filled => (isOf(filled) ? value : filled))
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
